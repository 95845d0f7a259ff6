import { identityOf } from '@gitops/manifest';
import { submodule } from '../git/config-repository';
import { blobId } from './inventory';
import type { SynthesizedFile } from '../synth/synthesized-file';
import type { LiveTree } from './plan-types';

/**
 * The object ids of the files that a plan has to read: what somebody else wrote, with what it was before, and what
 * changes. An untouched file whose source has not changed is never read.
 */
export function contentsNeeded(
  next: readonly SynthesizedFile[],
  { entries, inventory, format }: Omit<LiveTree, 'contents'>,
): ReadonlySet<string> {
  const needed = new Set<string>();
  const nextByPath = new Map(next.map((file) => [file.path, file]));
  const nextIdentities = new Map(
    next.flatMap((file) => (file.manifest ? [[identityOf(file.manifest), file.path] as const] : [])),
  );
  const known = inventory?.files ?? {};
  for (const [path, { oid, mode }] of entries) {
    if (mode === submodule) continue;
    const entry = Object.hasOwn(known, path) ? known[path] : undefined;
    if (entry === undefined) {
      if (/\.ya?ml$/.test(path) || nextByPath.has(path)) needed.add(oid);
      continue;
    }
    const file = nextByPath.get(path);
    const moved = entry.identity !== undefined && nextIdentities.get(entry.identity) !== path;
    if (oid !== entry.blob) needed.add(oid).add(entry.blob);
    else if (file === undefined || moved || blobId(file.text, format) !== (entry.synthesized ?? entry.blob)) needed.add(oid);
  }
  // Somebody deleted a file whose object is still made: it goes on from what was published, and from its history.
  for (const [path, { identity = '', blob }] of Object.entries(known)) {
    if (!entries.has(path) && nextIdentities.has(identity)) needed.add(blob);
  }
  return needed;
}
