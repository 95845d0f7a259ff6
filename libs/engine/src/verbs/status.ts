import type { Diagnostic } from '@gitops/diagnostics';
import { identityOf } from '@gitops/manifest';
import { fluxContainers } from '@gitops/ownership';
import { diagnose } from '../diagnostic';
import { ConfigRepository } from '../git/config-repository';
import { gitDiagnostic, withoutPassword } from '../git/git-diagnostic';
import { inventoryPath } from '../publish/inventory';
import { repositoryUrl } from '../publish/published-cluster';
import { History } from '../rollback/history';
import { identitiesIn, publishedWorkloads, type PublishedWorkloads } from '../rollback/published-workloads';
import { syncState, type SyncState } from '../status/sync-state';
import { absentStatus, workloadStatus, type WorkloadStatus } from '../status/workload-status';
import { synthesize, type Synthesis } from '../synth/synthesize';
import type { Workspace } from '../workspace';

export interface StatusOptions {
  /** Reads this URL or path instead of the cluster's own repository. */
  readonly configRepo?: string;
}

/** How a cluster stands: what is declared, what is published, and what has been applied. */
export interface ClusterStatus {
  readonly cluster: string;
  /** Undefined where the repository could not be read. */
  readonly configRepo?: { readonly url: string; readonly branch: string; readonly head?: string };
  readonly sync?: SyncState;
  /** By namespace and name. */
  readonly workloads: readonly WorkloadStatus[];
  readonly diagnostics: readonly Diagnostic[];
}

/** Reads a cluster's config repository and changes nothing. Mistakes in the TypeScript hide nothing of what is published. */
export async function status(
  workspace: Workspace,
  cluster: string,
  options: StatusOptions = {},
  progress: (step: string) => void = () => undefined,
): Promise<ClusterStatus> {
  const synthesis = await synthesize(workspace, cluster);
  const { facts, diagnostics } = synthesis;
  if (facts === undefined) return { cluster, workloads: [], diagnostics };
  const url = repositoryUrl(facts, options.configRepo);
  const { branch, path } = facts.configRepo;
  progress(`fetching ${withoutPassword(url)}`);
  try {
    const repository = await ConfigRepository.fetch(url, branch);
    try {
      const found = await publishedWorkloads(repository, path);
      const history = await History.read(repository);
      const sync = await syncState(repository, facts.flux.syncTag);
      const workloads = await statusOfAll(synthesis, found, repository, history);
      const configRepo = { url: withoutPassword(url), branch, ...(repository.head !== undefined && { head: repository.head }) };
      return { cluster, configRepo, sync, workloads, diagnostics: [...diagnostics, ...unreadable(found, path)] };
    } finally {
      repository.close();
    }
  } catch (failure) {
    return { cluster, workloads: [], diagnostics: [...diagnostics, gitDiagnostic(failure, url, undefined)] };
  }
}

async function statusOfAll(
  { objects }: Synthesis,
  { workloads, missing, unreadable }: PublishedWorkloads,
  repository: ConfigRepository,
  history: History,
): Promise<readonly WorkloadStatus[]> {
  const made = objects.filter(({ manifest, published }) => published && fluxContainers(manifest).length > 0);
  const declared = new Map(made.map(({ manifest }) => [identityOf(manifest), manifest]));
  const shown = workloads.filter(({ file }) => fluxContainers(file.manifest).length > 0);
  // In one batch each, so that no workload costs a process.
  await repository.read(shown.flatMap(({ entry, oid }) => (entry === undefined || entry.blob === oid ? [] : [entry.blob])));
  await history.prefetch(shown.map(({ path }) => path));
  const rows: WorkloadStatus[] = [];
  for (const workload of shown)
    rows.push(await workloadStatus(workload, declared.get(identityOf(workload.file.manifest)), repository, history));
  const present = new Set([...rows.map(({ identity }) => identity), ...unreadable.flatMap(identitiesIn)]);
  const deleted = new Map(missing.map((file) => [file.identity, file]));
  for (const [identity, manifest] of declared) {
    if (!present.has(identity)) rows.push(absentStatus(manifest, deleted.get(identity), history));
  }
  return rows.sort((a, b) => (a.identity < b.identity ? -1 : 1));
}

function unreadable({ unreadable: files, inventory }: PublishedWorkloads, path: string): readonly Diagnostic[] {
  const damaged = files.flatMap(({ path: file, file: content }) => {
    // Several objects in one file are Flux's business; only ours have files of their own.
    if (content.kind !== 'unreadable' || content.objects.length > 0) return [];
    return [
      diagnose('LAY006', {
        message: `${file} is published and cannot be read: ${content.why}`,
        help: `git log -p -- ${file} tells who changed it`,
      }),
    ];
  });
  if (inventory !== 'damaged') return damaged;
  const file = path === '' ? inventoryPath : `${path}/${inventoryPath}`;
  const help = `restore it from the last commit that publish made: git log -- ${file}`;
  return [...damaged, diagnose('OWN014', { message: `${file} is not what publish wrote, so that drift cannot be told`, help })];
}
