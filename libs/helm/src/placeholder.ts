import { PropsError } from '@gitops/diagnostics';
import type { Json } from '@gitops/manifest';
import { Lazy } from 'cdk8s';
import { z } from 'zod';

/**
 * A placeholder stands for one scalar of the values while a template is synthesized. It is a string between two control
 * characters: no Kubernetes field can hold those, so they are found again without fail, and the YAML writer always
 * quotes them, so that no other part of the style depends on a value that is not known yet.
 */
const open = '\u0001';
const close = '\u0002';
export const placeholderPattern = /\u0001([^\u0001\u0002]*)\u0002/g;

/** What a template knows of a value. */
export interface ScalarType {
  readonly type: 'string' | 'integer' | 'number' | 'boolean';
  /** Whether every value that the schema admits can stand between double quotes as it is. */
  readonly quoteSafe: boolean;
  /** The largest value of a number. */
  readonly maximum: number;
  /** All values that there are, where they can be listed. */
  readonly choices: readonly Json[];
}

export type ScalarTypes = ReadonlyMap<string, ScalarType>;

export const namespacePath = '.Release.Namespace';
/** The namespace into which a release is installed: known to Helm alone. */
export const releaseNamespace = `${open}${namespacePath}${close}`;

/** Whether a text has a placeholder in it, or what is left of one. */
export function hasPlaceholder(text: string): boolean {
  return text.includes(open) || text.includes(close);
}

const Schema = z.looseObject({
  type: z.string().optional(),
  properties: z.record(z.string(), z.unknown()).optional(),
  enum: z.array(z.unknown()).optional(),
  const: z.unknown().optional(),
  pattern: z.string().optional(),
  maximum: z.number().optional(),
});

/** The values of a chart as its templates see them, and the type of each scalar by its path (`.Values.image.tag`). */
export interface Placeholders {
  readonly values: unknown;
  readonly types: ScalarTypes;
}

/**
 * Makes placeholders for a schema of nested objects whose leaves are scalars.
 * Throws PropsError, naming the value, where a leaf is a list or a map: `Lazy` cannot stand for those (cdk8s resolves
 * a list element by element), so a template that needs one is not representable.
 */
export function placeholdersFor(jsonSchema: unknown): Placeholders {
  const types = new Map<string, ScalarType>();

  function visit(schema: unknown, path: string): unknown {
    const { type, properties, ...rest } = Schema.parse(schema);
    if (type === 'object' && properties !== undefined) {
      return Object.fromEntries(
        Object.entries(properties).map(([key, child]) => {
          if (!/^[A-Za-z_]\w*$/.test(key)) throw notAddressable(path, key);
          return [key, visit(child, `${path}.${key}`)];
        }),
      );
    }
    if (type !== 'string' && type !== 'integer' && type !== 'number' && type !== 'boolean') {
      throw notScalar(path, type);
    }
    const choices = type === 'boolean' ? [true, false] : ((rest.enum ?? []) as readonly Json[]);
    types.set(path, { type, quoteSafe: isQuoteSafe(rest), maximum: rest.maximum ?? Infinity, choices });
    const marker = `${open}${path}${close}`;
    return type === 'string' ? marker : notText(Lazy.any({ produce: () => marker }), path);
  }

  return { values: visit(jsonSchema, '.Values'), types };
}

/** As text it would be `[object Object]`, and as a number NaN, without a word. */
function notText(placeholder: unknown, path: string): unknown {
  return Object.defineProperty(placeholder as object, Symbol.toPrimitive, {
    value: () => {
      throw new TypeError(
        `${path} is known to Helm alone: pass it on as it is, or make it a string among the values to use it within a text`,
      );
    },
  });
}

/** Go's templates read a field's name as an identifier (text/template, "Arguments"). */
function notAddressable(parent: string, key: string): PropsError {
  const problem = {
    path: [...propPath(parent), key],
    unknownKey: false,
    message: `a template cannot name the value ${JSON.stringify(key)}`,
    help: 'use letters, digits and "_", beginning with a letter or "_", as in "logLevel"',
  };
  return new PropsError('HelmChart', [problem], notAddressable);
}

/** `.Values.image.tag` is the prop `values.image.tag`. */
function propPath(path: string): readonly string[] {
  return ['values', ...path.split('.').slice(2)];
}

function notScalar(path: string, type = 'none or several that JSON has'): PropsError {
  const problem = {
    path: propPath(path),
    unknownKey: false,
    message: `expected a string, number or boolean, or an object of them, but its type is ${type}`,
    help: 'a template cannot use it: take it out of the values, and write it into the constructs',
  };
  return new PropsError('HelmChart', [problem], notScalar);
}

/** Whether no admitted string has a double quote, a backslash or a line break. Conservative: a doubtful pattern is unsafe. */
function isQuoteSafe(schema: z.output<typeof Schema>): boolean {
  const literals = schema.enum ?? (schema.const === undefined ? undefined : [schema.const]);
  if (literals !== undefined) return literals.every((literal) => typeof literal === 'string' && !/["\\\n\r]/.test(literal));
  const pattern = schema.pattern;
  if (pattern === undefined || !pattern.startsWith('^') || !pattern.endsWith('$')) return false;
  const withoutClasses = pattern.replace(/\[(?:\\.|[^\]\\])*\]/g, 'c');
  const anyCharacter = /(?<!\\)\./.test(withoutClasses) || /\[\^|\\[DSWsPpnrxu]|\\\\|"/.test(pattern);
  return !anyCharacter && !alternatesAtTopLevel(withoutClasses);
}

/** `^a|b$` is anchored at one end of each alternative only. */
function alternatesAtTopLevel(pattern: string): boolean {
  let depth = 0;
  return [...pattern.replace(/\\./g, '')].some((character) => {
    if (character === '(') depth += 1;
    if (character === ')') depth -= 1;
    return character === '|' && depth === 0;
  });
}
