import type { Manifest } from '@gitops/manifest';
import type { Draft } from './draft';
import { hidesTags, withLastTags } from './hidden-tags';

/**
 * An object as it was published, with the tags that its images had last, where `live` does not show them any more.
 * @param blob of the file as it was published
 * @returns undefined where it does show them, or where what was published is no object
 */
export function lastPublished(draft: Draft, path: string, blob: string, live: Manifest): Manifest | undefined {
  if (draft.live.entries.get(path)?.oid === blob) return undefined;
  const base = draft.fileWith(blob);
  if (base?.kind !== 'object' || !hidesTags(base.manifest, live)) return undefined;
  const versions = (draft.versionsOf(path) ?? []).flatMap((file) => (file.kind === 'object' ? [file.manifest] : []));
  return withLastTags(base.manifest, versions);
}

/** An object that is published, or was until somebody deleted its file or made it unreadable: its tag and lock may be needed yet. */
export function lastReadable(draft: Draft, path: string): Manifest | undefined {
  const live = draft.fileWith(draft.live.entries.get(path)?.oid ?? '');
  if (live?.kind === 'object') return live.manifest;
  return draft.versionsOf(path)?.find((file) => file.kind === 'object')?.manifest;
}
