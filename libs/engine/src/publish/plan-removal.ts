import { describe, type Manifest } from '@gitops/manifest';
import { driftOf } from '@gitops/ownership';
import { describeDifferences, Draft } from './draft';
import type { InventoryEntry } from './inventory';

/** Kinds whose deletion takes data, or other objects, with it; in lower case, as in identities. */
const protectedKinds: ReadonlySet<string> = new Set([
  'namespace',
  'persistentvolumeclaim',
  'persistentvolume',
  'customresourcedefinition',
]);

/** A file that was published and is no longer made goes, but only as it was published: whoever edited it meant something by it. */
export function planRemoval(draft: Draft, path: string, entry: InventoryEntry): void {
  const found = draft.live.entries.get(path);
  if (found === undefined) {
    draft.stale = true;
    return;
  }
  draft.deletes.add(path);
  const manifest = objectWith(draft, found.oid, entry);
  const base = objectWith(draft, entry.blob, entry);
  // Where somebody has made a published object unreadable, it is still that object that goes from the cluster.
  const object = manifest ?? base;
  const what = object === undefined ? path : describe(object);
  draft.changes.push({ kind: 'remove', path, what, ...(manifest && { before: manifest }) });
  const agreed = Draft.names(draft.consents.overwriteDrift, object, path);
  if (found.oid !== entry.blob && !agreed) {
    const drift = manifest !== undefined && base !== undefined ? driftOf(base, manifest, undefined) : undefined;
    const edits = drift === undefined ? undefined : [...drift.fields, ...drift.policies];
    if (edits === undefined || edits.length > 0) {
      draft.report(
        'OWN001',
        {
          message: `${what} would be removed, and somebody has edited it in ${path}`,
          notes: manifest === undefined ? [] : describeDifferences(manifest, edits ?? []),
          help: `put it back into the TypeScript, or remove it all the same with --overwrite-drift ${object?.metadata.name ?? path}`,
        },
        path,
      );
    }
  }
  const kinds = [/:([^/]*)\//.exec(entry.identity ?? '')?.[1] ?? '', manifest?.kind.toLowerCase() ?? ''];
  if (kinds.some((kind) => protectedKinds.has(kind)) && !Draft.names(draft.consents.allowRemoval, object, path)) {
    draft.report('OWN011', {
      message: `${what} would be removed, and with it everything that it holds`,
      help: `--allow-removal ${object?.metadata.name ?? path} if that is meant`,
    });
  }
}

/** The object in a published file. A chart's template holds none, even where it parses as one. */
function objectWith(draft: Draft, oid: string, { identity }: InventoryEntry): Manifest | undefined {
  const file = identity === undefined ? undefined : draft.fileWith(oid);
  return file?.kind === 'object' ? file.manifest : undefined;
}
