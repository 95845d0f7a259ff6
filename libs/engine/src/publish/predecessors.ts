import { describe, type Manifest } from '@gitops/manifest';
import {
  againstLock,
  fluxContainers,
  fluxOwnedContainers,
  fluxPolicies,
  locksOf,
  pinnedContainers,
  repositoryOf,
  tagOf,
  withLocks,
  withTag,
  type FluxContainer,
} from '@gitops/ownership';
import { toDiagnostic } from '../synth/check-objects';
import type { Draft } from './draft';
import { visibleContainers } from './hidden-tags';
import type { NextObject } from './plan-object';

/** An object of the inventory that is no longer made. */
export interface LeavingObject {
  readonly manifest: Manifest;
  /** With the tags that `manifest` hides, where it hides any. */
  readonly last: Manifest | undefined;
}

/** A container of an object that leaves. */
interface Candidate {
  readonly manifest: Manifest;
  readonly container: FluxContainer;
}

/**
 * Finds the object from which a new one takes over tag and lock: one that leaves in the same publish and runs the same image
 * repository. That is how a renamed object, or a Deployment that becomes a HelmRelease, goes on from where it was.
 * @param live the object itself where it is published already: only containers that it lacks take over anything
 */
export function findPredecessor(
  draft: Draft,
  file: NextObject,
  leaving: readonly LeavingObject[],
  live: Manifest | undefined,
): Manifest | undefined {
  let heir: Manifest = file.manifest;
  let found = false;
  const known = new Set(live && fluxContainers(live).map(({ name }) => name));
  const isNew = ({ name }: FluxContainer): boolean => !known.has(name);
  for (const container of fluxOwnedContainers(file.manifest).filter(isNew)) {
    const candidates = candidatesFor(container, leaving, fluxContainers);
    const [first, ...others] = candidates;
    if (first === undefined) continue;
    if (others.some((other) => tagOf(other.container) !== tagOf(first.container) || !sameLocks(other, first))) {
      reportSeveral(draft, file, container, candidates);
      continue;
    }
    // The heir as if it had been published with what its predecessor had: carrying onto it does the rest.
    heir = withLocks(withTag(heir, container, tagOf(first.container)), { ...locksOf(heir), ...locksOf(first.manifest) });
    found = true;
  }
  for (const container of pinnedContainers(file.manifest).filter(isNew)) {
    const locked = lockedPredecessor(container, leaving);
    if (locked === undefined) continue;
    if (tagOf(locked.container) !== tagOf(container)) {
      const finding = againstLock(file.manifest, locked.manifest, container, locked.container);
      draft.diagnostics.push({ diagnostic: toDiagnostic(finding, file.source?.()) });
      continue;
    }
    heir = withLocks(heir, { ...locksOf(heir), ...locksOf(locked.manifest) });
    found = true;
  }
  return found ? heir : undefined;
}

function candidatesFor(
  container: FluxContainer,
  leaving: readonly LeavingObject[],
  containersOf: (manifest: Manifest) => readonly FluxContainer[],
): readonly Candidate[] {
  const repository = repositoryOf(container);
  return leaving.flatMap(({ manifest, last }) =>
    visibleContainers(manifest, last, containersOf)
      .filter((other) => repositoryOf(other) === repository && tagOf(other) !== '')
      .map((other) => ({ manifest, container: other })),
  );
}

/** Of a pinned container, whose tag needs none to go on from: the locked one that it was, but for one that runs the pinned tag. */
function lockedPredecessor(container: FluxContainer, leaving: readonly LeavingObject[]): Candidate | undefined {
  const candidates = candidatesFor(container, leaving, fluxOwnedContainers);
  const same = candidates.filter((other) => tagOf(other.container) === tagOf(container));
  return (same.length > 0 ? same : candidates).find(({ manifest }) => fluxPolicies(manifest).locked);
}

function reportSeveral(draft: Draft, file: NextObject, heir: FluxContainer, candidates: readonly Candidate[]): void {
  const [one] = candidates;
  const alone = candidates.every(({ manifest }) => manifest === one?.manifest);
  const from =
    one !== undefined && alone ? `several containers of ${describe(one.manifest)}, which leaves` : 'several objects that leave';
  draft.report('OWN005', {
    source: file.source?.(),
    message: `${describe(file.manifest)} could take over the tag of ${repositoryOf(heir)} from ${from}`,
    notes: candidates.map(
      ({ manifest, container }) => `${alone ? `container ${container.name}` : describe(manifest)} runs "${tagOf(container)}"`,
    ),
    help: `${alone ? '' : 'publish the removal of all but one first, or '}declare which tag ${alone ? `container ${heir.name}` : 'it'} starts from with pinned(...)`,
  });
}

function sameLocks(a: Candidate, b: Candidate): boolean {
  return JSON.stringify(locksOf(a.manifest)) === JSON.stringify(locksOf(b.manifest));
}
