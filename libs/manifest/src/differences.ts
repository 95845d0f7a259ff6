import type { FieldPath, PathElement } from './field-path';
import { isJsonObject, type Json, type JsonObject } from './json';

/** One field in which two values differ; undefined where it is not there. */
export interface Difference {
  readonly path: FieldPath;
  readonly before: Json | undefined;
  readonly after: Json | undefined;
}

/**
 * What differs between two values, field by field. List items are compared by their key where they have one, such as
 * `name`, and then another order of the keys is a difference too; by their place otherwise. A subtree that is only on one
 * side is one difference.
 */
export function differences(before: Json | undefined, after: Json | undefined, path: FieldPath = []): readonly Difference[] {
  if (before === after) return [];
  if (isJsonObject(before) && isJsonObject(after)) {
    return unionOf(Object.keys(before), Object.keys(after)).flatMap((key) =>
      differences(before[key], after[key], [...path, key]),
    );
  }
  if (Array.isArray(before) && Array.isArray(after)) return listDifferences(before, after, path);
  return [{ path, before, after }];
}

function listDifferences(before: readonly Json[], after: readonly Json[], path: FieldPath): readonly Difference[] {
  for (const key of keys) {
    const [keyed, keyedAfter] = [byKey(before, key), byKey(after, key)];
    if (keyed === undefined || keyedAfter === undefined || before.length + after.length === 0) continue;
    const items = unionOf([...keyed.keys()], [...keyedAfter.keys()]).flatMap((value) =>
      differences(keyed.get(value), keyedAfter.get(value), [...path, { [key]: value }]),
    );
    return [...orderDifference([...keyed.keys()], [...keyedAfter.keys()], path), ...items];
  }
  // Lists of scalars read best whole.
  if (![...before, ...after].every((item) => typeof item === 'object' && item !== null)) {
    return JSON.stringify(before) === JSON.stringify(after) ? [] : [{ path, before, after }];
  }
  const indexes = Array.from({ length: Math.max(before.length, after.length) }, (_, index): PathElement => index);
  return indexes.flatMap((index) => differences(before[index as number], after[index as number], [...path, index]));
}

/** Init containers run in their order, and an environment variable sees those before it. Told by the names alone. */
function orderDifference(
  before: readonly (string | number)[],
  after: readonly (string | number)[],
  path: FieldPath,
): readonly Difference[] {
  const [left, right] = [before.filter((name) => after.includes(name)), after.filter((name) => before.includes(name))];
  return left.every((name, index) => name === right[index]) ? [] : [{ path, before, after }];
}

/**
 * The fields by which Kubernetes tells the items of its lists apart (x-kubernetes-patch-merge-key and -list-map-keys of its
 * OpenAPI document); the first that every item has, with another value each, is a list's key.
 */
const keys = ['name', 'mountPath', 'devicePath', 'containerPort', 'port', 'topologyKey', 'ip', 'uid', 'type', 'key'] as const;

function byKey(items: readonly Json[], key: string): ReadonlyMap<string | number, JsonObject> | undefined {
  const keyed = new Map<string | number, JsonObject>();
  for (const item of items) {
    const value = isJsonObject(item) ? item[key] : undefined;
    if (!isJsonObject(item) || (typeof value !== 'string' && typeof value !== 'number') || keyed.has(value)) return undefined;
    keyed.set(value, item);
  }
  return keyed;
}

function unionOf<Key extends string | number>(left: readonly Key[], right: readonly Key[]): readonly Key[] {
  return [...new Set([...left, ...right])].sort((a, b) => (a < b ? -1 : 1));
}
