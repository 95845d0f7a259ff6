import {
  differences,
  formatPath,
  isJsonObject,
  valueAt,
  withValueAt,
  type FieldPath,
  type Json,
  type Manifest,
} from '@gitops/manifest';
import type { FieldChange } from './cluster-diff';

/** Stand for values that a review must not repeat: a pull request has more readers than the config repository. */
const hidden = { before: '(secret)', after: '(another secret)' } as const;
const secretFields: ReadonlySet<unknown> = new Set(['data', 'stringData']);

/** What differs between an object as it is published and as it would be. The values of a Secret are not told. */
export function fieldChanges(published: Manifest, next: Manifest): readonly FieldChange[] {
  return differences(published, next).map(({ path, before, after }) => ({
    path: `${formatPath(path)}${isOrder(valueAt(published, path), before) ? ' (order)' : ''}`,
    ...(before !== undefined && { before: told(next, path, before, hidden.before) }),
    ...(after !== undefined && { after: told(next, path, after, before === undefined ? hidden.before : hidden.after) }),
  }));
}

export function withoutSecrets(manifest: Manifest): Manifest {
  return Object.entries(manifest).reduce(
    (result, [field, value]) => withValueAt(result, [field], told(manifest, [field], value, hidden.before)),
    manifest,
  );
}

function told({ kind, apiVersion }: Manifest, [field]: FieldPath, value: Json, stand: string): Json {
  return kind === 'Secret' && apiVersion === 'v1' && secretFields.has(field) ? hide(value, stand) : value;
}

/** `differences` tells a new order of items by their names. */
function isOrder(items: Json | undefined, told: Json | undefined): boolean {
  return [items, told].every(Array.isArray) && JSON.stringify(items) !== JSON.stringify(told);
}

function hide(value: Json, stand: string): Json {
  if (!isJsonObject(value)) return stand;
  return Object.fromEntries(Object.keys(value).map((key) => [key, stand]));
}
