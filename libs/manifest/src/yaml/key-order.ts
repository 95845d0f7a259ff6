import type { JsonObject } from '../json';

/** What a reader looks for first; everything else follows by code unit, so that no locale changes the bytes. */
const first = ['name', 'namespace'] as const;
const firstOfManifest = ['apiVersion', 'kind', 'metadata', ...first] as const;

/** The keys of a map in the order in which they are written, whatever order they were inserted in; undefined is dropped. */
export function orderedKeys(map: JsonObject, isManifest: boolean): readonly string[] {
  const leading: readonly string[] = isManifest ? firstOfManifest : first;
  const present = Object.keys(map).filter((key) => map[key] !== undefined);
  const head = leading.filter((key) => present.includes(key));
  const rest = present.filter((key) => !head.includes(key)).sort();
  return [...head, ...rest];
}
