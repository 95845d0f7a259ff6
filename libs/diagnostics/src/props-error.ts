import type { z } from 'zod';
import { formatPropPath, propProblems, type PropProblem } from './prop-problem';

const brand = Symbol.for('gitops.props-error');

/**
 * Who gave the props that are wrong, and so where they are to be changed: the call that threw, the placement that is being
 * built, or the cluster on which it is placed.
 */
type PropsGiver = 'call' | 'placement' | 'cluster';

/** Thrown by a construct whose props are wrong; its stack leads to the line that made the construct. */
export class PropsError extends Error {
  readonly [brand] = true;
  constructor(
    /** What was given the props, as its reader knows it: `WebService`, `alb(...)`. */
    readonly what: string,
    readonly problems: readonly PropProblem[],
    thrower: (...args: never[]) => unknown,
    readonly givenBy: PropsGiver = 'call',
  ) {
    super(`${what}: ${problems.map(({ path, message }) => `${formatPropPath(path)}: ${message}`).join('; ')}`);
    this.name = 'PropsError';
    Error.captureStackTrace(this, thrower);
  }
}

export function isPropsError(value: unknown): value is PropsError {
  return typeof value === 'object' && value !== null && brand in value;
}

/**
 * The props as their schema makes them. Throws PropsError with everything that is wrong.
 * @param at where these props are among those that the call was given; default: they are those
 */
export function parseProps<Schema extends z.ZodType>(
  what: string,
  schema: Schema,
  props: unknown,
  at: PropProblem['path'] = [],
): z.output<Schema> {
  const result = schema.safeParse(props);
  if (result.success) return result.data;
  const problems = propProblems(schema, props).map((problem) => ({ ...problem, path: [...at, ...problem.path] }));
  throw new PropsError(what, problems, parseProps);
}
