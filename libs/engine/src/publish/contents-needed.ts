import { identityOf } from '@gitops/manifest';
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
  for (const [path, { oid }] of entries) {
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
  for (const path of deletedPaths(next, { entries, inventory })) needed.add(known[path]?.blob ?? '');
  return needed;
}

/** Published files that somebody deleted although their objects are still made: they go on from what stood there last. */
export function deletedPaths(
  next: readonly SynthesizedFile[],
  { entries, inventory }: Pick<LiveTree, 'entries' | 'inventory'>,
): readonly string[] {
  const made = new Set(next.flatMap(({ manifest }) => (manifest ? [identityOf(manifest)] : [])));
  return Object.entries(inventory?.files ?? {}).flatMap(([path, { identity }]) =>
    !entries.has(path) && identity !== undefined && made.has(identity) ? [path] : [],
  );
}
