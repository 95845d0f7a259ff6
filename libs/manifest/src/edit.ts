import type { FieldPath, PathElement } from './field-path';
import { isJsonObject, type Json, type JsonObject } from './json';

/** The same value with one field set; what is not on the path is shared. A path that leads nowhere changes nothing. */
export function withValueAt<Root extends Json>(root: Root, path: FieldPath, value: Json): Root {
  return edit(root, path, () => value) as Root;
}

/** The same value without one field of an object. */
export function withoutValueAt<Root extends Json>(root: Root, path: FieldPath): Root {
  return edit(root, path, () => undefined) as Root;
}

function edit(value: Json, path: FieldPath, change: () => Json | undefined): Json | undefined {
  const [element, ...rest] = path;
  if (element === undefined) return change();
  if (typeof element === 'string') return isJsonObject(value) ? editField(value, element, rest, change) : value;
  if (!Array.isArray(value)) return value;
  const items = value as readonly Json[];
  const index = typeof element === 'number' ? element : items.findIndex((item) => hasKey(item, element));
  return items.flatMap((item, at) => (at === index ? (edit(item, rest, change) ?? []) : [item]));
}

function editField(object: JsonObject, key: string, rest: FieldPath, change: () => Json | undefined): JsonObject {
  const { [key]: before, ...others } = object;
  if (before === undefined && rest.length > 0) return object;
  const after = edit(before ?? null, rest, change);
  if (after === undefined) return others;
  // In place, so that the order of keys does not change.
  return before === undefined
    ? { ...object, [key]: after }
    : Object.fromEntries(Object.entries(object).map(([k, v]) => [k, k === key ? after : v]));
}

function hasKey(item: Json, key: Exclude<PathElement, string | number>): boolean {
  return isJsonObject(item) && Object.entries(key).every(([name, wanted]) => item[name] === wanted);
}
