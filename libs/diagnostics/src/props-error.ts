import { z } from 'zod';
import { closest } from './closest';

/** One thing that is wrong with props: where in them, what, and what would be right. */
export interface PropProblem {
  readonly path: readonly (string | number)[];
  /** Whether the last element of the path is a key that should not be there, rather than a value that is wrong. */
  readonly unknownKey: boolean;
  readonly message: string;
  readonly help?: string;
}

const brand = Symbol.for('gitops.props-error');

/** Thrown by a construct whose props are wrong; its stack leads to the line that made the construct. */
export class PropsError extends Error {
  readonly [brand] = true;
  constructor(
    readonly problems: readonly PropProblem[],
    thrower: (...args: never[]) => unknown,
  ) {
    super(problems.map(({ path, message }) => `${formatPropPath(path)}: ${message}`).join('; '));
    this.name = 'PropsError';
    Error.captureStackTrace(this, thrower);
  }
}

export function isPropsError(value: unknown): value is PropsError {
  return typeof value === 'object' && value !== null && brand in value;
}

/** The props as their schema makes them. Throws PropsError with everything that is wrong. */
export function parseProps<Schema extends z.ZodType>(schema: Schema, props: unknown): z.output<Schema> {
  const result = schema.safeParse(props);
  if (result.success) return result.data;
  throw new PropsError(problemsFrom(schema, result.error.issues), parseProps);
}

/** Everything that a schema finds wrong with props; nothing where they are right. */
export function propProblems(schema: z.ZodType, props: unknown): readonly PropProblem[] {
  return problemsFrom(schema, schema.safeParse(props).error?.issues ?? []);
}

function problemsFrom(schema: z.ZodType, issues: readonly z.core.$ZodIssue[]): readonly PropProblem[] {
  return issues.flatMap((issue): readonly PropProblem[] => {
    const path = issue.path.map((key) => (typeof key === 'symbol' ? String(key) : key));
    if (issue.code !== 'unrecognized_keys') {
      const missing = issue.code === 'invalid_type' && /received undefined/.test(issue.message);
      return [{ path, unknownKey: false, message: missing ? missingMessage(issue.message) : lowerFirst(issue.message) }];
    }
    const known = keysAt(schema, path);
    return issue.keys.map((key) => {
      const meant = closest(key, known);
      const help = meant === undefined ? `the props are ${known.join(', ')}` : `did you mean "${meant}"?`;
      return { path: [...path, key], unknownKey: true, message: `there is no prop "${key}"`, ...(known.length > 0 && { help }) };
    });
  });
}

function missingMessage(message: string): string {
  return `missing: expected ${/expected (.*?), received/.exec(message)?.[1] ?? 'a value'}`;
}

/** zod begins its sentences with a capital; ours stand behind a path. */
function lowerFirst(text: string): string {
  return /^[A-Z][a-z]/.test(text) ? text.charAt(0).toLowerCase() + text.slice(1) : text;
}

const ObjectSchema = z.looseObject({ properties: z.record(z.string(), z.unknown()).optional(), items: z.unknown().optional() });

function keysAt(schema: z.ZodType, path: readonly (string | number)[]): readonly string[] {
  const root: unknown = z.toJSONSchema(schema, { unrepresentable: 'any', io: 'input' });
  const at = path.reduce<unknown>((node, key) => {
    const parsed = ObjectSchema.safeParse(node).data;
    return typeof key === 'number' ? parsed?.items : parsed?.properties?.[key];
  }, root);
  return Object.keys(ObjectSchema.safeParse(at).data?.properties ?? {});
}

export function formatPropPath(path: readonly (string | number)[]): string {
  return path.map((key, index) => (typeof key === 'number' ? `[${key}]` : index === 0 ? key : `.${key}`)).join('');
}
