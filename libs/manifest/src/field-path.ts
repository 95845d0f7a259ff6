import { isJsonObject, type Json } from './json';

/**
 * A path to one field of a manifest. A list item is named by its key (`{ name: 'web' }`) where the list has one, so
 * that a path means the same field when items move; by index elsewhere.
 */
export type FieldPath = readonly PathElement[];
export type PathElement = string | number | Readonly<Record<string, string | number>>;

/** `spec.containers[name=web].ports[0]`; keys that are no plain word are quoted: `metadata.annotations["a.b/c"]`. */
export function formatPath(path: FieldPath): string {
  return path.map((element, index) => formatElement(element, index === 0)).join('');
}

function formatElement(element: PathElement, first: boolean): string {
  if (typeof element === 'number') return `[${element}]`;
  if (typeof element === 'string') {
    if (!/^[A-Za-z_$][\w$-]*$/.test(element)) return `[${JSON.stringify(element)}]`;
    return first ? element : `.${element}`;
  }
  return `[${Object.entries(element)
    .map(([key, value]) => `${key}=${value}`)
    .join(',')}]`;
}

/** The value at a path, or undefined where the path leads nowhere. */
export function valueAt(root: Json | undefined, path: FieldPath): Json | undefined {
  return path.reduce<Json | undefined>((value, element) => step(value, element), root);
}

function step(value: Json | undefined, element: PathElement): Json | undefined {
  if (typeof element === 'string') return isJsonObject(value) ? value[element] : undefined;
  if (!Array.isArray(value)) return undefined;
  const items = value as readonly Json[];
  if (typeof element === 'number') return items[element];
  return items.find((item) => isJsonObject(item) && Object.entries(element).every(([key, wanted]) => item[key] === wanted));
}
