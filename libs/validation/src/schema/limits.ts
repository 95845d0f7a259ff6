import { isJsonObject, type Json } from '@gitops/manifest';
import type { JsonSchema } from './json-schema';

/** The limits of a schema that a value of the right type breaks, each as the end of a sentence that begins with the value. */
export function brokenLimits(value: Json, schema: JsonSchema): readonly string[] {
  const problems: string[] = [];
  if (schema.const !== undefined && !sameJson(value, schema.const)) problems.push(`must be ${show(schema.const)}`);
  if (schema.enum !== undefined && !schema.enum.some((allowed) => sameJson(value, allowed))) {
    // The empty string stands for the server's default: nobody wants to be told of it.
    problems.push(
      `must be one of ${schema.enum
        .filter((allowed) => allowed !== '')
        .map(show)
        .join(', ')}`,
    );
  }
  if (typeof value === 'string') problems.push(...stringLimits(value, schema));
  if (typeof value === 'number') problems.push(...numberLimits(value, schema));
  if (Array.isArray(value)) problems.push(...sizeLimits(value.length, 'item', schema.minItems, schema.maxItems));
  if (isJsonObject(value))
    problems.push(...sizeLimits(Object.keys(value).length, 'field', schema.minProperties, schema.maxProperties));
  return problems;
}

function stringLimits(value: string, { pattern, minLength, maxLength }: JsonSchema): readonly string[] {
  // Lengths count characters, not UTF-16 units: as Go's utf8.RuneCountInString does.
  const length = minLength === undefined && maxLength === undefined ? 0 : [...value].length;
  const problems = [...sizeLimits(length, 'character', minLength, maxLength)];
  if (pattern !== undefined && compile(pattern)?.test(value) === false) problems.push(`must match ${pattern}`);
  return problems;
}

const compiled = new Map<string, RegExp | undefined>();

/** Undefined where the pattern is RE2 that JavaScript cannot read: such a pattern is not checked. */
function compile(pattern: string): RegExp | undefined {
  if (!compiled.has(pattern)) compiled.set(pattern, tryCompile(pattern));
  return compiled.get(pattern);
}

function tryCompile(pattern: string): RegExp | undefined {
  try {
    return new RegExp(pattern, 'u');
  } catch {
    try {
      return new RegExp(pattern);
    } catch {
      return undefined;
    }
  }
}

function numberLimits(value: number, schema: JsonSchema): readonly string[] {
  const problems: string[] = [];
  const { minimum, maximum, exclusiveMinimum, exclusiveMaximum, multipleOf } = schema;
  if (minimum !== undefined && (exclusiveMinimum === true ? value <= minimum : value < minimum)) {
    problems.push(exclusiveMinimum === true ? `must be more than ${minimum}` : `must be at least ${minimum}`);
  }
  if (maximum !== undefined && (exclusiveMaximum === true ? value >= maximum : value > maximum)) {
    problems.push(exclusiveMaximum === true ? `must be less than ${maximum}` : `must be at most ${maximum}`);
  }
  if (typeof exclusiveMinimum === 'number' && value <= exclusiveMinimum) problems.push(`must be more than ${exclusiveMinimum}`);
  if (typeof exclusiveMaximum === 'number' && value >= exclusiveMaximum) problems.push(`must be less than ${exclusiveMaximum}`);
  if (multipleOf !== undefined && !isMultiple(value, multipleOf)) problems.push(`must be a multiple of ${multipleOf}`);
  return problems;
}

function isMultiple(value: number, of: number): boolean {
  const quotient = value / of;
  return Math.abs(quotient - Math.round(quotient)) < 1e-9;
}

function sizeLimits(size: number, unit: string, least: number | undefined, most: number | undefined): readonly string[] {
  if (least !== undefined && size < least) return [`must have at least ${count(least, unit)}`];
  if (most !== undefined && size > most) return [`must have at most ${count(most, unit)}`];
  return [];
}

function count(number: number, unit: string): string {
  return `${number} ${unit}${number === 1 ? '' : 's'}`;
}

/** Equality of JSON values, whatever the order of their fields. */
export function sameJson(left: Json | undefined, right: Json | undefined): boolean {
  if (left === right) return true;
  if (Array.isArray(left)) {
    return (
      Array.isArray(right) &&
      left.length === right.length &&
      left.every((item: Json, index) => sameJson(item, right[index] as Json))
    );
  }
  if (!isJsonObject(left) || !isJsonObject(right)) return false;
  const keys = Object.keys(left);
  return (
    keys.length === Object.keys(right).length && keys.every((key) => Object.hasOwn(right, key) && sameJson(left[key], right[key]))
  );
}

/** A value as a message quotes it: short. */
export function show(value: Json): string {
  const text = JSON.stringify(value);
  return text.length > 80 ? `${text.slice(0, 77)}...` : text;
}
