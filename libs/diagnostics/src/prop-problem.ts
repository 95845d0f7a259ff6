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

/** More names than these do not fit on a line. */
const listedNames = 12;

/**
 * Everything that a schema finds wrong with props; nothing where they are right. A schema's own messages come out as
 * they are; one that begins with "expected" is completed by what is there instead, and a custom issue may carry `params.help`.
 */
export function propProblems(schema: z.ZodType, props: unknown): readonly PropProblem[] {
  return (schema.safeParse(props).error?.issues ?? []).flatMap((issue) => problems(schema, props, issue));
}

function problems(schema: z.ZodType, props: unknown, issue: z.core.$ZodIssue): readonly PropProblem[] {
  const path = issue.path.map((key) => (typeof key === 'symbol' ? String(key) : key));
  if (issue.code === 'unrecognized_keys') return issue.keys.map((key) => unknownKey(schema, path, key));
  const branch = issue.code === 'invalid_union' ? closestBranch(issue.errors) : undefined;
  if (branch !== undefined)
    return branch.flatMap((inner) => problems(schema, props, { ...inner, path: [...issue.path, ...inner.path] }));
  const value = valueAt(props, path);
  return [{ path, unknownKey: false, ...say(issue, value) }];
}

function unknownKey(schema: z.ZodType, path: readonly (string | number)[], key: string): PropProblem {
  const known = keysAt(schema, path);
  const meant = closest(key, known);
  const help =
    meant !== undefined ? `did you mean "${meant}"?` : known.length > 0 ? `the props are ${known.join(', ')}` : undefined;
  return { path: [...path, key], unknownKey: true, message: `there is no prop "${key}"`, ...(help !== undefined && { help }) };
}

/** Of several forms that a value can have, the one form that it has at least the outline of. */
function closestBranch(branches: readonly (readonly z.core.$ZodIssue[])[]): readonly z.core.$ZodIssue[] | undefined {
  const near = branches.filter((issues) => !issues.some(({ code, path }) => path.length === 0 && code !== 'custom'));
  return near.length === 1 ? near[0] : undefined;
}

function say(issue: z.core.$ZodIssue, value: unknown): Pick<PropProblem, 'message' | 'help'> {
  const expected = expectation(issue);
  const help = helpFor(issue, value);
  if (expected === undefined) return { message: lowerFirst(issue.message), ...(help !== undefined && { help }) };
  if (value === undefined) return { message: `missing: expected ${expected}` };
  return { message: `expected ${expected}, got ${shown(value)}`, ...(help !== undefined && { help }) };
}

/** What should have been there, as a noun phrase; undefined where the message is a sentence of its own. */
function expectation(issue: z.core.$ZodIssue): string | undefined {
  if (issue.message.startsWith('expected ')) return issue.message.slice('expected '.length);
  switch (issue.code) {
    case 'invalid_type':
      return typeNames[issue.expected] ?? issue.expected;
    case 'invalid_value':
      return issue.values.length > listedNames
        ? 'one of the values that are known'
        : issue.values.map((value) => JSON.stringify(value)).join(' or ');
    case 'invalid_union':
      return alternatives(issue.errors.map(([first]) => first && expectation(first)));
    case 'too_small':
      return `${measure(issue.origin)} at least ${issue.minimum}`;
    case 'too_big':
      return `${measure(issue.origin)} at most ${issue.maximum}`;
    default:
      return undefined;
  }
}

/** Undefined unless each form is a matter of type or value. */
function alternatives(forms: readonly (string | undefined)[]): string | undefined {
  return forms.includes(undefined) ? undefined : [...new Set(forms)].join(' or ');
}

const typeNames: Readonly<Record<string, string>> = {
  string: 'a string',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'an object',
  record: 'an object',
};

function measure(origin: string): string {
  if (origin === 'string') return 'a text whose length is';
  return origin === 'array' ? 'a list whose length is' : 'a number of';
}

function helpFor(issue: z.core.$ZodIssue, value: unknown): string | undefined {
  if (issue.code === 'custom' && typeof issue.params?.['help'] === 'string') return issue.params['help'];
  if (issue.code === 'invalid_value' && typeof value === 'string') {
    const known = issue.values.map(String);
    const meant = closest(value, known);
    if (meant !== undefined) return `did you mean "${meant}"?`;
    return known.length > listedNames ? `the values are ${known.join(', ')}` : undefined;
  }
  if (issue.code !== 'invalid_type') return undefined;
  if (issue.expected === 'string' && typeof value === 'number') return `write it as a string: '${value}'`;
  const numeric = typeof value === 'string' && value !== '' && Number.isFinite(Number(value));
  return numeric && (issue.expected === 'number' || issue.expected === 'int') ? `write it without quotes: ${value}` : undefined;
}

/** A value as a message quotes it. */
function shown(value: unknown): string {
  if (typeof value === 'string') return `the string ${JSON.stringify(value)}`;
  if (typeof value === 'number') return `the number ${value}`;
  if (value === null || typeof value === 'boolean') return String(value);
  if (Array.isArray(value)) return 'a list';
  if (typeof value !== 'object') return `a ${typeof value}`;
  const keys = Object.keys(value ?? {});
  return keys.length === 0 ? 'an empty object' : `an object with ${keys.join(', ')}`;
}

/** zod begins its sentences with a capital; ours stand behind a path. */
function lowerFirst(text: string): string {
  return /^[A-Z][a-z]/.test(text) ? text.charAt(0).toLowerCase() + text.slice(1) : text;
}

function valueAt(props: unknown, path: readonly (string | number)[]): unknown {
  return path.reduce<unknown>(
    (value, key) => (typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>)[key] : undefined),
    props,
  );
}

const ObjectSchema = z.looseObject({
  properties: z.record(z.string(), z.unknown()).optional(),
  items: z.unknown().optional(),
  additionalProperties: z.unknown().optional(),
});

function keysAt(schema: z.ZodType, path: readonly (string | number)[]): readonly string[] {
  const root: unknown = z.toJSONSchema(schema, { unrepresentable: 'any', io: 'input' });
  const at = path.reduce<unknown>((node, key) => {
    const parsed = ObjectSchema.safeParse(node).data;
    return typeof key === 'number' ? parsed?.items : (parsed?.properties?.[key] ?? parsed?.additionalProperties);
  }, root);
  return Object.keys(ObjectSchema.safeParse(at).data?.properties ?? {});
}

export function formatPropPath(path: readonly (string | number)[]): string {
  return path.map((key, index) => (typeof key === 'number' ? `[${key}]` : index === 0 ? key : `.${key}`)).join('');
}
