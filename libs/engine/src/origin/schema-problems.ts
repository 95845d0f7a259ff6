import type { Origin, PropProblem } from '@gitops/diagnostics';
import { z } from 'zod';

/** A zod error, known by its form: a construct may bring its own copy of zod, whose class is another. */
const SchemaError = z.object({
  name: z.enum(['ZodError', '$ZodError']),
  stack: z.string().optional(),
  issues: z
    .array(
      z.object({
        path: z.array(z.union([z.string(), z.number()])).catch([]),
        message: z.string(),
        keys: z.array(z.string()).optional(),
      }),
    )
    .min(1),
});

/** What a schema of a construct's own refuses; its error's message is all of this as JSON. */
export interface SchemaProblems {
  readonly origin: Origin;
  readonly problems: readonly PropProblem[];
}

/** Undefined where something else was thrown. */
export function schemaProblems(thrown: unknown): SchemaProblems | undefined {
  const { data } = SchemaError.safeParse(thrown);
  return (
    data && {
      origin: { stack: data.stack },
      problems: data.issues.flatMap(({ path, message, keys }): readonly PropProblem[] =>
        keys === undefined
          ? [{ path, unknownKey: false, message: lowerFirst(message.replace(/^Invalid (?:input|option): /, '')) }]
          : keys.map((key) => ({ path: [...path, key], unknownKey: true, message: `there is no prop "${key}"` })),
      ),
    }
  );
}

/** The message stands behind a path. */
function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
