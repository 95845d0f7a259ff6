import type { Manifest } from '@gitops/manifest';
import type { Finding } from '@gitops/validation';
import { admits, formatFilter } from '../filter';
import { fluxContainers, fluxOwnedContainers, fluxPolicies, type FluxContainer } from '../workload';
import { locksOf, withLocks } from './locks';
import { repositoryOf, tagOf, withTag } from './tags';

/** A tag that was published and stays, although TypeScript declares another. */
export interface CarriedTag {
  readonly container: string;
  readonly declared: string;
  readonly published: string;
}

export interface CarryResult {
  /** What to publish in place of the synthesized manifest. */
  readonly manifest: Manifest;
  readonly carried: readonly CarriedTag[];
  readonly findings: readonly Finding[];
}

export interface CarryOptions {
  /** Takes the declared tag of an image whose repository changes, instead of stopping. */
  readonly acceptImage?: boolean;
  /** As published before others edited it: where a container has its tag from that `live` hides, by a digest or another image. */
  readonly base?: Manifest;
  /** Where a container that `live` lacks takes tag and lock from: the object as it would be if it had been published so. */
  readonly inherited?: Manifest;
}

/**
 * Keeps what others own: the published tag of every container whose tag Flux owns, as long as the image repository is the
 * same, and every lock. Filters never decide whether a tag is carried: they say where Flux may go next.
 * @param next as synthesized
 * @param live as published: the object of the same identity, or the one from which this one takes over
 */
export function carry(next: Manifest, live: Manifest, { acceptImage = false, base, inherited }: CarryOptions = {}): CarryResult {
  const [published, bases, heirs] = [byName(live), byName(base), byName(inherited)];
  const kept = byName(next);
  const leaving = [...new Set([...published.keys(), ...bases.keys()])].filter((name) => !kept.has(name));
  const carried: CarriedTag[] = [];
  const findings: Finding[] = [...pinAgainstLock(next, live, { published, leaving })];
  const { locked } = fluxPolicies(live);
  let manifest = next;
  for (const container of fluxOwnedContainers(next)) {
    const repository = repositoryOf(container);
    // What is published, or what somebody has hidden behind a digest or another image.
    const last = (name: string): FluxContainer | undefined =>
      [published.get(name), bases.get(name)].find((each) => each && tagOf(each) !== '' && repositoryOf(each) === repository);
    const found = published.get(container.name);
    // A container that was published beside this one is not this one under another name.
    const candidates = leaving.flatMap((name) => (bases.has(container.name) && bases.has(name) ? [] : (last(name) ?? [])));
    const [first] = found ? [] : candidates;
    if (first !== undefined && candidates.some((other) => tagOf(other) !== tagOf(first))) {
      findings.push(severalPredecessors(next, container, candidates));
      continue;
    }
    const sources = [first, last(container.name), found, bases.get(container.name), heirs.get(container.name)];
    const before = sources.find((source) => source !== undefined && tagOf(source) !== '');
    const holder = found ?? before;
    if (locked && holder !== undefined && repositoryOf(holder) !== repository) {
      findings.push(againstLock(next, live, container, holder));
      continue;
    }
    if (before === undefined || tagOf(before) === tagOf(container)) continue;
    if (repositoryOf(before) !== repository) {
      if (!acceptImage) findings.push(repositoryChanged(next, container, before));
      continue;
    }
    carried.push({ container: container.name, declared: tagOf(container), published: tagOf(before) });
    manifest = withTag(manifest, container, tagOf(before));
    findings.push(...notAdmitted(next, container, tagOf(before)));
  }
  return { manifest: withLocks(manifest, { ...(inherited && locksOf(inherited)), ...locksOf(live) }), carried, findings };
}

type Containers = ReadonlyMap<string, FluxContainer>;

function byName(manifest: Manifest | undefined): Containers {
  return new Map(manifest && fluxContainers(manifest).map((container) => [container.name, container]));
}

/** A container that is new and one that leaves are the same, renamed, where they run one image; several may leave. */
function severalPredecessors(manifest: Manifest, container: FluxContainer, candidates: readonly FluxContainer[]): Finding {
  return {
    code: 'OWN005',
    manifest,
    path: container.path,
    message: `container ${container.name} could take over the tag of ${repositoryOf(container)} from several containers that leave`,
    notes: candidates.map((other) => `container ${other.name} runs "${tagOf(other)}"`),
    help: 'publish the removal of all but one first, or declare which tag it starts from with pinned(...)',
  };
}

function repositoryChanged(manifest: Manifest, container: FluxContainer, before: FluxContainer): Finding {
  return {
    code: 'OWN004',
    manifest,
    path: container.path,
    message: `container ${container.name} changes its image from ${before.image} to ${container.image}, so the tag that Flux published means nothing any more`,
    help: `declare the tag that the new repository should start from, check that it is there, and publish with --accept-image ${manifest.metadata.name}`,
  };
}

function notAdmitted(manifest: Manifest, container: FluxContainer, tag: string): readonly Finding[] {
  const filter = fluxPolicies(manifest).filters.get(container.name)?.filter;
  if (filter === undefined || admits(filter, tag) !== false) return [];
  return [
    {
      code: 'OWN007',
      manifest,
      path: container.path,
      message: `the published tag "${tag}" stays, although the filter "${formatFilter(filter)}" does not admit it`,
      notes: ['a filter says where Flux may go next, not what may run now'],
      help: `pinned(...) sets a tag, and gitops rollback sets an older one`,
    },
  ];
}

/** TypeScript takes over a tag that somebody on call has locked, under another name perhaps: both mean to decide what runs. */
function pinAgainstLock(
  next: Manifest,
  live: Manifest,
  { published, leaving }: { readonly published: Containers; readonly leaving: readonly string[] },
): readonly Finding[] {
  if (!fluxPolicies(live).locked) return [];
  const owned = fluxOwnedContainers(live);
  return pinnedContainers(next).flatMap((container) => {
    const known = published.get(container.name);
    const candidates = known
      ? owned.filter(({ name }) => name === container.name)
      : owned.filter((other) => leaving.includes(other.name) && repositoryOf(other) === repositoryOf(container));
    const [first] = candidates;
    if (first === undefined || candidates.some(({ image }) => image === container.image)) return [];
    return [againstLock(next, live, container, first)];
  });
}

/** The containers whose tag TypeScript owns. */
export function pinnedContainers(manifest: Manifest): readonly FluxContainer[] {
  const owned = new Set(fluxOwnedContainers(manifest).map(({ name }) => name));
  return fluxContainers(manifest).filter(({ name }) => !owned.has(name));
}

/**
 * Whatever consent there is: another image is no more what was locked than another tag.
 * @param live the object that is locked, with `before` in it
 */
export function againstLock(next: Manifest, live: Manifest, container: FluxContainer, before: FluxContainer): Finding {
  const { lockedUser, lockedMessage } = fluxPolicies(live);
  const pins = pinnedContainers(next).some(({ name }) => name === container.name);
  return {
    code: 'OWN006',
    manifest: next,
    path: container.path,
    message: `container ${container.name} is locked at ${before.image} and cannot ${pins ? 'be pinned' : 'change'} to ${container.image}`,
    notes: [`locked by ${lockedUser ?? 'somebody'}${lockedMessage === undefined ? '' : `: ${lockedMessage}`}`],
    help: `talk to whoever locked it, then gitops unlock, or ${pins ? 'pin the tag that is locked' : 'keep the image repository'}`,
  };
}
