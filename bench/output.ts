import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';

/** Every file below a directory, by path relative to it, with what tells whether it was written: its time and inode. */
export function stampsOf(directory: string): ReadonlyMap<string, string> {
  const files = readdirSync(directory, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return new Map(
    files.map((entry) => {
      const path = join(entry.parentPath, entry.name);
      const { mtimeMs, ino } = statSync(path);
      return [path.slice(directory.length + 1), `${mtimeMs} ${ino}`];
    }),
  );
}

/** The Deployments, Services and Ingresses in a directory of YAML, by kind and name. */
export function objectsIn(directory: string): Readonly<Record<string, unknown>> {
  const files = [...stampsOf(directory).keys()].filter((path) => path.endsWith('.yaml'));
  const objects = files
    .flatMap((path) => parseAllDocuments(readFileSync(join(directory, path), 'utf8')))
    .map((document) => document.toJS() as { readonly kind: string; readonly metadata: { readonly name: string } })
    .filter(({ kind }) => kind !== 'Namespace')
    .map((object) => [`${object.kind} ${object.metadata.name}`, object] as const);
  return Object.fromEntries(objects.sort(([a], [b]) => (a < b ? -1 : 1)));
}
