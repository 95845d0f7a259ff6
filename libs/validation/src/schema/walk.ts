import { closest } from '@gitops/diagnostics';
import { isJsonObject, type Json, type JsonObject } from '@gitops/manifest';
import type { IndexPath, Issue } from '../finding';
import { bestBranch } from './branches';
import { formatProblem, integerRange } from './formats';
import type { Dialect, JsonSchema } from './json-schema';
import { brokenLimits, sameJson, show } from './limits';
import { actualType, allowedTypes, conversionHelp, expectedTypes, hasType } from './types';

export interface WalkContext {
  readonly dialect: Dialect;
  readonly resolve: (ref: string) => JsonSchema | undefined;
  /**
   * Inside allOf, anyOf, oneOf or not of a structural schema, which restrict values and do not say which fields exist.
   */
  readonly valuesOnly?: boolean;
}

/** How deep a value is followed: a recursive schema over a recursive value ends with the value, this ends a `$ref` to itself. */
const deepest = 200;

/** Everything in a value that a schema does not allow. */
export function walk(value: Json, schema: JsonSchema, context: WalkContext, path: IndexPath = []): readonly Issue[] {
  const issues: Issue[] = [];
  visit(value, schema, context, [...path], issues, 0);
  return issues;
}

type Path = (string | number)[];

function visit(value: Json, given: JsonSchema, context: WalkContext, path: Path, issues: Issue[], depth: number): void {
  if (depth > deepest) return;
  if (given.$ref !== undefined) {
    const target = context.resolve(given.$ref);
    if (target !== undefined) visit(value, target, context, path, issues, depth + 1);
    return;
  }
  const schema = given;
  // encoding/json leaves a Go field untouched by null, whatever its type.
  if (value === null && (context.dialect === 'go' || schema.nullable === true)) return;
  const types = allowedTypes(schema);
  if (!hasType(value, types)) {
    const message = `expected ${expectedTypes(types)}, got ${actualType(value)}`;
    issues.push({ code: 'SCH002', path: [...path], message, help: conversionHelp(value, types) });
    return;
  }
  visitScalar(value, schema, path, issues);
  for (const limit of brokenLimits(value, schema)) {
    issues.push({ code: 'SCH005', path: [...path], message: `${show(value)} ${limit}`, help: enumHelp(value, schema) });
  }
  if (Array.isArray(value)) visitItems(value as readonly Json[], schema, context, path, issues, depth);
  else if (isJsonObject(value)) visitFields(value, schema, context, path, issues, depth);
  visitCombinators(value, schema, context, path, issues);
}

function enumHelp(value: Json, schema: JsonSchema): string | undefined {
  const words = schema.enum?.filter((allowed) => typeof allowed === 'string' && allowed !== '') as readonly string[] | undefined;
  const meant = typeof value === 'string' && words !== undefined ? closest(value, words) : undefined;
  return meant === undefined || meant === value ? undefined : `did you mean "${meant}"?`;
}

function visitScalar(value: Json, schema: JsonSchema, path: Path, issues: Issue[]): void {
  if (typeof value === 'string') {
    const problem = formatProblem(schema.format, value);
    // Bytes may be a secret's: they are not repeated.
    const subject = schema.format === 'byte' ? 'the value' : show(value);
    if (problem !== undefined) issues.push({ code: 'SCH005', path: [...path], message: `${subject} ${problem}` });
  } else if (typeof value === 'number' && Number.isInteger(value)) {
    const range = schema.format === 'int-or-string' ? integerRange('int32') : integerRange(schema.format);
    if (range === undefined || (value >= range[0] && value <= range[1])) return;
    issues.push({
      code: 'SCH005',
      path: [...path],
      message: `${value} does not fit into ${schema.format === 'int64' ? 64 : 32} bits`,
    });
  }
}

function visitItems(
  items: readonly Json[],
  schema: JsonSchema,
  context: WalkContext,
  path: Path,
  issues: Issue[],
  depth: number,
): void {
  items.forEach((item, index) => {
    const itemSchema = schema.prefixItems?.[index] ?? schema.items;
    if (typeof itemSchema !== 'object') return;
    path.push(index);
    // A null item becomes Go's zero value: an object without any field.
    visit(
      item === null && context.dialect === 'go' ? zeroItem(itemSchema, context) : item,
      itemSchema,
      context,
      path,
      issues,
      depth + 1,
    );
    path.pop();
  });
  if (context.dialect !== 'go' || schema.uniqueItems === true) issues.push(...duplicates(items, schema, path));
}

function zeroItem(schema: JsonSchema, { resolve }: WalkContext): Json {
  const target = schema.$ref === undefined ? schema : resolve(schema.$ref);
  return target?.properties === undefined ? null : {};
}

function duplicates(items: readonly Json[], schema: JsonSchema, path: Path): readonly Issue[] {
  const keys = schema['x-kubernetes-list-type'] === 'map' ? schema['x-kubernetes-list-map-keys'] : undefined;
  if (keys === undefined && schema['x-kubernetes-list-type'] !== 'set' && schema.uniqueItems !== true) return [];
  const seen = new Map<string, number>();
  return items.flatMap((item, index): readonly Issue[] => {
    const identity = keys === undefined ? item : keys.map((key) => (isJsonObject(item) ? (item[key] ?? null) : null));
    const text = JSON.stringify(identity);
    const first = seen.get(text);
    if (first === undefined) seen.set(text, index);
    if (first === undefined || !sameJson(item === null ? null : identity, identity)) return [];
    const what =
      keys === undefined
        ? show(item)
        : keys.map((key) => `${key} ${show(isJsonObject(item) ? (item[key] ?? null) : null)}`).join(', ');
    return [
      {
        code: 'SCH006',
        path: [...path, index],
        message: `the list has ${what} already, as item ${first}`,
        help: 'remove one of the two',
      },
    ];
  });
}

function visitFields(
  value: JsonObject,
  schema: JsonSchema,
  context: WalkContext,
  path: Path,
  issues: Issue[],
  depth: number,
): void {
  for (const name of schema.required ?? []) {
    if (isMissing(value[name], schema.properties?.[name], context)) {
      issues.push({ code: 'SCH003', path: [...path], message: `missing field "${name}"`, help: missingHelp(path, name) });
    }
  }
  const takesOthers = openness(schema, context);
  for (const [name, field] of Object.entries(value)) {
    const known = schema.properties !== undefined && Object.hasOwn(schema.properties, name) ? schema.properties[name] : undefined;
    path.push(name);
    if (known !== undefined) visit(field, known, context, path, issues, depth + 1);
    else if (typeof schema.additionalProperties === 'object')
      visit(field, schema.additionalProperties, context, path, issues, depth + 1);
    else if (!takesOthers) issues.push(unknownField(name, Object.keys(schema.properties ?? {}), path));
    if (typeof schema.propertyNames === 'object') visit(name, schema.propertyNames, context, path, issues, depth + 1);
    path.pop();
  }
}

/** What the API server's validation asks for must not be Go's zero value either: no empty string, no 0, no empty list. */
function isMissing(value: Json | undefined, field: JsonSchema | undefined, { dialect, resolve }: WalkContext): boolean {
  if (value === undefined) return true;
  if (dialect !== 'go') return false;
  if (value === null) return true;
  const isZero = value === '' || value === 0 || (Array.isArray(value) && value.length === 0);
  // A zero value of the wrong type is reported as such.
  const schema = field?.$ref === undefined ? field : resolve(field.$ref);
  return isZero && schema !== undefined && hasType(value, allowedTypes(schema));
}

/** Whether an object may have fields that its schema does not name. */
function openness(schema: JsonSchema, context: WalkContext): boolean {
  if (context.valuesOnly === true || schema['x-kubernetes-preserve-unknown-fields'] === true) return true;
  if (typeof schema.additionalProperties === 'boolean') return schema.additionalProperties;
  if (context.dialect === 'json-schema') return true;
  // An int-or-string, or a schema that is only anyOf, names no fields because its branches do.
  return schema.type === undefined && schema.properties === undefined;
}

const embeddedFields = ['apiVersion', 'kind', 'metadata'];

function unknownField(name: string, known: readonly string[], path: IndexPath): Issue {
  const meant = closest(name, known);
  const names = known.filter((field) => !embeddedFields.includes(field));
  const list = names.length > 0 && names.length <= 12 ? `the fields here are ${names.join(', ')}` : undefined;
  const help = meant === undefined ? list : `did you mean "${meant}"?`;
  return { code: 'SCH001', path: [...path], message: `unknown field "${name}"`, help };
}

function missingHelp(path: IndexPath, name: string): string {
  const last = path.findLast((element) => typeof element === 'string');
  return last === undefined
    ? `add "${name}"`
    : `add "${name}" to ${typeof path.at(-1) === 'number' ? `this item of "${last}"` : `"${last}"`}`;
}

function visitCombinators(value: Json, schema: JsonSchema, context: WalkContext, path: Path, issues: Issue[]): void {
  if (schema.allOf === undefined && schema.anyOf === undefined && schema.oneOf === undefined && schema.not === undefined) return;
  const inner: WalkContext = { ...context, valuesOnly: context.dialect === 'structural' };
  for (const branch of schema.allOf ?? []) issues.push(...walk(value, branch, inner, path));
  for (const branches of [schema.anyOf, schema.oneOf]) {
    if (branches !== undefined)
      issues.push(
        ...bestBranch(
          branches.map((branch) => walk(value, branch, inner, path)),
          path,
        ),
      );
  }
  if (schema.oneOf !== undefined && context.dialect === 'structural') {
    const taken = schema.oneOf.filter((branch) => walk(value, branch, inner, path).length === 0).length;
    if (taken > 1)
      issues.push({
        code: 'SCH005',
        path: [...path],
        message: `the value matches ${taken} of the forms of which it must match one`,
      });
  }
  if (schema.not !== undefined && walk(value, schema.not, inner, path).length === 0) {
    issues.push({ code: 'SCH005', path: [...path], message: 'the value is one that the schema forbids' });
  }
}
