import type { FieldPath, PathElement } from './field-path';
import { isJsonObject, type Json, type JsonObject } from './json';

/** One field in which two values differ; undefined where it is not there. */
export interface Difference {
  readonly path: FieldPath;
  readonly before: Json | undefined;
  readonly after: Json | undefined;
}

/**
 * What differs between two values, field by field. List items are compared by their `name` where every item on both sides
 * has one of its own, and then another order of the names is a difference too; by their place otherwise. A subtree that is only on one side is one difference.
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
  const [named, namedAfter] = [byName(before), byName(after)];
  if (named !== undefined && namedAfter !== undefined && before.length + after.length > 0) {
    const items = unionOf([...named.keys()], [...namedAfter.keys()]).flatMap((name) =>
      differences(named.get(name), namedAfter.get(name), [...path, { name }]),
    );
    return [...orderDifference([...named.keys()], [...namedAfter.keys()], path), ...items];
  }
  // Lists of scalars read best whole.
  if (![...before, ...after].every((item) => typeof item === 'object' && item !== null)) {
    return JSON.stringify(before) === JSON.stringify(after) ? [] : [{ path, before, after }];
  }
  const indexes = Array.from({ length: Math.max(before.length, after.length) }, (_, index): PathElement => index);
  return indexes.flatMap((index) => differences(before[index as number], after[index as number], [...path, index]));
}

/** Init containers run in their order, and an environment variable sees those before it. Told by the names alone. */
function orderDifference(before: readonly string[], after: readonly string[], path: FieldPath): readonly Difference[] {
  const [left, right] = [before.filter((name) => after.includes(name)), after.filter((name) => before.includes(name))];
  return left.every((name, index) => name === right[index]) ? [] : [{ path, before, after }];
}

function byName(items: readonly Json[]): ReadonlyMap<string, JsonObject> | undefined {
  const named = new Map<string, JsonObject>();
  for (const item of items) {
    const name = isJsonObject(item) ? item['name'] : undefined;
    if (!isJsonObject(item) || typeof name !== 'string' || named.has(name)) return undefined;
    named.set(name, item);
  }
  return named;
}

function unionOf(left: readonly string[], right: readonly string[]): readonly string[] {
  return [...new Set([...left, ...right])].sort();
}
