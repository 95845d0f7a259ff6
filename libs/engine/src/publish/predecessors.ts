import { describe, type Manifest } from '@gitops/manifest';
import { fluxContainers, fluxOwnedContainers, locksOf, repositoryOf, tagOf, withLocks, withTag } from '@gitops/ownership';
import type { Draft } from './draft';
import type { NextObject } from './plan-object';

/**
 * Finds the object from which a new one takes over tag and lock: one that leaves in the same publish and runs the same image
 * repository. That is how a renamed object, or a Deployment that becomes a HelmRelease, goes on from where it was.
 * @param leaving objects of the inventory that are no longer made
 * @param live the object itself where it is published already: only containers that it lacks take over anything
 */
export function findPredecessor(
  draft: Draft,
  file: NextObject,
  leaving: readonly Manifest[],
  live: Manifest | undefined,
): Manifest | undefined {
  let heir: Manifest = file.manifest;
  let found = false;
  const known = new Set(live && fluxContainers(live).map(({ name }) => name));
  for (const container of fluxOwnedContainers(file.manifest).filter(({ name }) => !known.has(name))) {
    const repository = repositoryOf(container);
    const candidates = leaving.flatMap((manifest) =>
      fluxContainers(manifest)
        .filter((other) => repositoryOf(other) === repository && tagOf(other) !== '')
        .map((other) => ({ manifest, tag: tagOf(other) })),
    );
    const [first, ...others] = candidates;
    if (first === undefined) continue;
    if (others.some(({ tag, manifest }) => tag !== first.tag || !sameLocks(manifest, first.manifest))) {
      draft.report('OWN005', {
        source: file.source?.(),
        message: `${describe(file.manifest)} could take over the tag of ${repository} from several objects that leave`,
        notes: candidates.map(({ manifest, tag }) => `${describe(manifest)} runs "${tag}"`),
        help: 'publish the removal of all but one first, or declare which tag it starts from with pinned(...)',
      });
      continue;
    }
    // The heir as if it had been published with what its predecessor had: carrying onto it does the rest.
    heir = withLocks(withTag(heir, container, first.tag), { ...locksOf(heir), ...locksOf(first.manifest) });
    found = true;
  }
  return found ? heir : undefined;
}

function sameLocks(a: Manifest, b: Manifest): boolean {
  return JSON.stringify(locksOf(a)) === JSON.stringify(locksOf(b));
}
