import { describe, identityOf, type Manifest } from '@gitops/manifest';
import {
  driftOf,
  fluxContainers,
  fluxOwnedContainers,
  fluxPolicies,
  formatFilter,
  repositoryOf,
  tagOf,
  type FluxContainer,
} from '@gitops/ownership';
import type { ConfigRepository } from '../git/config-repository';
import { describeDifferences } from '../publish/draft';
import { readLive } from '../publish/live-object';
import type { History, HistoryCommit } from '../rollback/history';
import { publishedTags } from '../rollback/published-tags';
import type { PublishedWorkload } from '../rollback/published-workloads';

export interface ContainerStatus {
  readonly container: string;
  /** Repository without tag. */
  readonly image: string;
  /** The tag in the config repository; undefined where the container is not published, or has none. */
  readonly published?: string;
  /** The tag in the TypeScript; undefined where TypeScript does not make the container. */
  readonly declared?: string;
  /** Who owns the tag: 'nobody' where Flux does not and TypeScript does not make the object. */
  readonly owner: 'Flux' | 'TypeScript' | 'nobody';
  /** Where Flux may go next, as its annotation has it. */
  readonly filter?: string;
  /** The commit that published the tag. */
  readonly bump?: HistoryCommit;
}

export interface WorkloadStatus {
  /** `Deployment gitops-cicd/gitops-example-deployment`. */
  readonly workload: string;
  readonly identity: string;
  /** From the root of the repository; undefined where it is not published. */
  readonly path?: string;
  /** `others`: published by hand, by somebody else. `leaving`: TypeScript does not make it any more. */
  readonly state: 'published' | 'unpublished' | 'deleted' | 'leaving' | 'others';
  readonly containers: readonly ContainerStatus[];
  readonly lock?: { readonly user?: string; readonly message?: string };
  /** What somebody other than its owners changed, and the oldest commit with it. */
  readonly drift?: { readonly fields: readonly string[]; readonly commit?: HistoryCommit };
}

/** A workload as it is published, beside what TypeScript says of it. */
export async function workloadStatus(
  { path, file: { manifest }, oid, entry }: PublishedWorkload,
  declared: Manifest | undefined,
  repository: ConfigRepository,
  history: History,
): Promise<WorkloadStatus> {
  const { locked, lockedUser: user, lockedMessage: message } = fluxPolicies(manifest);
  const base =
    entry === undefined || entry.blob === oid ? undefined : readLive((await repository.read([entry.blob])).get(entry.blob) ?? '');
  const drift = base?.kind === 'object' ? await driftStatus(base.manifest, manifest, declared, path, history) : undefined;
  const containers = fluxContainers(manifest).map(async (container): Promise<ContainerStatus> => {
    const bump = (await publishedTags(history.versionsOf(path), container).next()).value?.commit;
    return { ...containerStatus(container, manifest, declared), published: tagOf(container), ...(bump && { bump }) };
  });
  return {
    workload: describe(manifest),
    identity: identityOf(manifest),
    path,
    state: entry === undefined ? 'others' : declared === undefined ? 'leaving' : 'published',
    containers: await Promise.all(containers),
    ...(locked && { lock: { ...(user !== undefined && { user }), ...(message !== undefined && { message }) } }),
    ...(drift && { drift }),
  };
}

/** A workload that TypeScript makes and the config repository does not hold. */
export function absentStatus(
  declared: Manifest,
  deleted: { readonly path: string } | undefined,
  history: History,
): WorkloadStatus {
  const commit = deleted && history.lastCommitOf(deleted.path);
  return {
    workload: describe(declared),
    identity: identityOf(declared),
    state: deleted === undefined ? 'unpublished' : 'deleted',
    containers: fluxContainers(declared).map((container) => containerStatus(container, declared, declared)),
    ...(deleted && { drift: { fields: [`somebody has deleted ${deleted.path}`], ...(commit && { commit }) } }),
  };
}

/** Ownership is read from what TypeScript makes, as publish reads it; from what is published only where TypeScript is silent. */
function containerStatus(container: FluxContainer, published: Manifest, declared: Manifest | undefined): ContainerStatus {
  const { name } = container;
  const twin = declared && fluxContainers(declared).find((other) => other.name === name);
  const manifest = declared !== undefined && twin !== undefined ? declared : published;
  const owned = fluxOwnedContainers(manifest).some((other) => other.name === name);
  const filter = fluxPolicies(manifest).filters.get(name)?.filter;
  return {
    container: name,
    image: repositoryOf(container),
    ...(twin && { declared: tagOf(twin) }),
    owner: owned ? 'Flux' : twin === undefined ? 'nobody' : 'TypeScript',
    ...(owned && { filter: filter === undefined ? 'glob:*' : formatFilter(filter) }),
  };
}

async function driftStatus(
  base: Manifest,
  live: Manifest,
  declared: Manifest | undefined,
  path: string,
  history: History,
): Promise<WorkloadStatus['drift']> {
  const { fields, policies } = driftOf(base, live, declared);
  if (fields.length + policies.length === 0) return undefined;
  let commit: HistoryCommit | undefined;
  for await (const version of history.versionsOf(path)) {
    const then = version.manifest === undefined ? undefined : driftOf(base, version.manifest, declared);
    if (then !== undefined && then.fields.length + then.policies.length === 0) break;
    commit = version.commit;
  }
  return { fields: describeDifferences(base, [...fields, ...policies]), ...(commit && { commit }) };
}
