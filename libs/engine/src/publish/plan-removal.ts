import { describe } from '@gitops/manifest';
import { driftOf } from '@gitops/ownership';
import { describeDifferences, Draft } from './draft';
import type { InventoryEntry } from './inventory';

/** Kinds whose deletion takes data, or other objects, with it. */
const protectedKinds: ReadonlySet<string> = new Set([
  'Namespace',
  'PersistentVolumeClaim',
  'PersistentVolume',
  'CustomResourceDefinition',
]);

/** A file that was published and is no longer made goes, but only as it was published: whoever edited it meant something by it. */
export function planRemoval(draft: Draft, path: string, entry: InventoryEntry): void {
  const found = draft.live.entries.get(path);
  if (found === undefined) {
    draft.stale = true;
    return;
  }
  draft.deletes.add(path);
  const live = draft.fileWith(found.oid);
  const manifest = live?.kind === 'object' ? live.manifest : undefined;
  const what = manifest === undefined ? path : describe(manifest);
  draft.changes.push({ kind: 'remove', path, what, ...(manifest && { before: manifest }) });
  const agreed = Draft.names(draft.consents.overwriteDrift, manifest, path);
  if (found.oid !== entry.blob && !agreed) {
    const base = draft.fileWith(entry.blob);
    const drift = manifest !== undefined && base?.kind === 'object' ? driftOf(base.manifest, manifest, undefined) : undefined;
    const edits = drift === undefined ? undefined : [...drift.fields, ...drift.policies];
    if (edits === undefined || edits.length > 0) {
      draft.report(
        'OWN001',
        {
          message: `${what} would be removed, and somebody has edited it in ${path}`,
          notes: manifest === undefined ? [] : describeDifferences(manifest, edits ?? []),
          help: `put it back into the TypeScript, or remove it all the same with --overwrite-drift ${manifest?.metadata.name ?? path}`,
        },
        path,
      );
    }
  }
  if (manifest !== undefined && protectedKinds.has(manifest.kind) && !Draft.names(draft.consents.allowRemoval, manifest, path)) {
    draft.report('OWN011', {
      message: `${what} would be removed, and with it everything that it holds`,
      help: `--allow-removal ${manifest.metadata.name} if that is meant`,
    });
  }
}
