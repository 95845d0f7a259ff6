import type { Json } from '@gitops/manifest';
import type { JsonSchema } from './json-schema';
import { show } from './limits';

/** JSON Schema's names of types. */
export type TypeName = 'object' | 'array' | 'string' | 'integer' | 'number' | 'boolean' | 'null';

const articles: Readonly<Record<TypeName, string>> = {
  object: 'an object',
  array: 'a list',
  string: 'a string',
  integer: 'a whole number',
  number: 'a number',
  boolean: 'true or false',
  null: 'null',
};

/** The types that a schema allows; empty where it does not say. */
export function allowedTypes(schema: JsonSchema): readonly TypeName[] {
  if (schema['x-kubernetes-int-or-string'] === true || schema.format === 'int-or-string') return ['integer', 'string'];
  // Quantity's UnmarshalJSON takes a bare number too.
  if (schema.format === 'quantity') return ['string', 'number'];
  if (schema.type === undefined) return schema.properties === undefined ? [] : ['object'];
  return (typeof schema.type === 'string' ? [schema.type] : schema.type) as readonly TypeName[];
}

export function hasType(value: Json, types: readonly TypeName[]): boolean {
  return types.length === 0 || types.some((type) => isOfType(value, type));
}

function isOfType(value: Json, type: TypeName): boolean {
  switch (type) {
    case 'null':
      return value === null;
    case 'array':
      return Array.isArray(value);
    case 'object':
      return typeof value === 'object' && value !== null && !Array.isArray(value);
    case 'integer':
      return Number.isInteger(value);
    default:
      return typeof value === type;
  }
}

export function expectedTypes(types: readonly TypeName[]): string {
  return types.map((type) => articles[type]).join(' or ');
}

/** What a value is, in words that stand beside `expected a string, got`. */
export function actualType(value: Json): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object') return 'an object';
  return `the ${typeof value} ${show(value)}`;
}

/** What to type instead, where the value was obviously meant as one of the types. */
export function conversionHelp(value: Json, types: readonly TypeName[]): string | undefined {
  if (types.includes('string') && (typeof value === 'number' || typeof value === 'boolean'))
    return `write it as a string: "${value}"`;
  if (typeof value === 'string' && (types.includes('integer') || types.includes('number')) && /^-?\d+$/.test(value)) {
    return `write it without quotes: ${value}`;
  }
  if (types.includes('boolean') && (value === 'true' || value === 'false')) return `write it without quotes: ${value}`;
  if (types.includes('array') && !Array.isArray(value) && value !== null) return 'put it into a list: [...]';
  return undefined;
}
