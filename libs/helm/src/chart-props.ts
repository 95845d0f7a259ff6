import { z } from 'zod';

/** A label of Kubernetes (RFC 1123), and a directory's name: neither `/` nor `..` can be in it. */
const ChartName = z
  .string()
  .max(63)
  .regex(
    /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/,
    'expected lower case letters, digits and "-", beginning and ending with a letter or digit',
  );

/** The grammar of semver.org, version 2.0.0, items 2, 9 and 10. */
const ChartVersion = z
  .string()
  .regex(
    /^(?:0|[1-9]\d*)(?:\.(?:0|[1-9]\d*)){2}(?:-(?:0|[1-9]\d*|\d*[A-Za-z-][\dA-Za-z-]*)(?:\.(?:0|[1-9]\d*|\d*[A-Za-z-][\dA-Za-z-]*))*)?(?:\+[\dA-Za-z-]+(?:\.[\dA-Za-z-]+)*)?$/,
    'expected a version such as "1.2.3"',
  );

/** What can be said of a chart's props before its values are known. */
export const ChartProps = z.strictObject({
  name: ChartName,
  version: ChartVersion,
  description: z.string().optional(),
  maintainers: z.array(z.strictObject({ name: z.string(), email: z.string().optional(), url: z.string().optional() })).optional(),
  values: z.custom<z.ZodObject>(
    (value) => value instanceof z.ZodObject,
    'expected a schema of an object, such as z.strictObject({ replicas: Replicas })',
  ),
  defaults: z.unknown(),
  build: z.custom<(...args: never[]) => unknown>((value) => typeof value === 'function', 'expected a function'),
});
