import type { ClusterFacts } from '@gitops/constructs';
import { hasErrors, type Diagnostic } from '@gitops/diagnostics';
import { posix } from 'node:path';
import { clusterDiff, type DiffResult } from '../diff/cluster-diff';
import type { OldDirectory } from '../diff/risks/risk';
import { ConfigRepository, submodule } from '../git/config-repository';
import { gitDiagnostic, withoutPassword } from '../git/git-diagnostic';
import { compareSources, sourceState } from '../git/monorepo';
import { checkOrder } from '../publish/check-order';
import { Inventory, inventoryPath } from '../publish/inventory';
import { decide } from '../publish/publish-files';
import { readPublished, repositoryUrl, type PublishedCluster } from '../publish/published-cluster';
import { synthesize, type Synthesis } from '../synth/synthesize';
import type { Workspace } from '../workspace';

export interface DiffOptions {
  /** Compares with this URL or path instead of the cluster's own repository. */
  readonly configRepo?: string;
}

/**
 * What a publish of the source as it is now would change, object by object and field by field, what is risky about it and
 * what would stop it. Uncommitted changes count; nothing is written.
 * @param progress told what happens next
 */
export async function diffCluster(
  workspace: Workspace,
  cluster: string,
  { configRepo }: DiffOptions = {},
  progress: (step: string) => void = () => undefined,
): Promise<DiffResult> {
  const synthesis = await synthesize(workspace, cluster);
  const { facts, diagnostics } = synthesis;
  if (facts === undefined || hasErrors(diagnostics)) return { cluster, diff: undefined, diagnostics };
  const url = repositoryUrl(facts, configRepo);
  progress(`fetching ${withoutPassword(url)}`);
  try {
    const repository = await ConfigRepository.fetch(url, facts.configRepo.branch, cluster);
    try {
      return await compare(workspace, synthesis, facts, url, repository);
    } finally {
      repository.close();
    }
  } catch (failure) {
    return { cluster, diff: undefined, diagnostics: [...diagnostics, gitDiagnostic(failure, url, undefined)] };
  }
}

async function compare(
  workspace: Workspace,
  { cluster, files, diagnostics: synthesized }: Synthesis,
  facts: ClusterFacts,
  url: string,
  repository: ConfigRepository,
): Promise<DiffResult> {
  const published = await readPublished(repository, facts, files);
  if (!('live' in published)) return { cluster, diff: undefined, diagnostics: [...synthesized, ...published] };
  const { live } = published;
  const { commit } = await sourceState(workspace);
  const decision = await decide({ cluster, url, files, commit }, published);
  const diagnostics = [...synthesized, ...(await warnOfOrder(workspace, cluster, commit, published)), ...decision.diagnostics];
  if (decision.plan === undefined) return { cluster, diff: undefined, diagnostics };
  const oldDirectories = await directoriesLeft(repository, facts);
  return {
    cluster,
    diff: clusterDiff({ plan: decision.plan, live, facts, repository: withoutPassword(url), oldDirectories }),
    diagnostics,
  };
}

/** A branch that lacks what is published already would seem to undo it; publish refuses that, and a diff only says so. */
async function warnOfOrder(
  workspace: Workspace,
  cluster: string,
  commit: string,
  published: PublishedCluster,
): Promise<readonly Diagnostic[]> {
  const compareTo = (source: string) => compareSources(workspace, source, commit);
  const refused = await checkOrder({ cluster, commit, compareTo }, published);
  return refused.map((diagnostic) => ({
    ...diagnostic,
    severity: 'warning',
    message: `${diagnostic.message}: this diff may show the undoing of what others have published`,
    help: 'merge the newest main into this branch (in CI with its whole history), then diff again',
  }));
}

/** Directories of the repository that this cluster was published to before its path changed. */
async function directoriesLeft(
  repository: ConfigRepository,
  { name, configRepo }: ClusterFacts,
): Promise<readonly OldDirectory[]> {
  const own = posix.join(configRepo.path, inventoryPath);
  const others = [...(await repository.files())].filter(
    ([path, { mode }]) => path !== own && mode !== submodule && `/${path}`.endsWith(`/${inventoryPath}`),
  );
  const contents = await repository.read(others.map(([, { oid }]) => oid));
  return others.flatMap(([path, { oid }]) => {
    const inventory = readInventory(contents.get(oid) ?? '');
    if (inventory?.cluster !== name) return [];
    const objects = Object.values(inventory.files).filter(({ identity }) => identity !== undefined).length;
    return [{ path: path.slice(0, -inventoryPath.length).replace(/\/$/, ''), objects }];
  });
}

/** Another cluster's inventory is not ours to complain of. */
function readInventory(text: string): Inventory | undefined {
  try {
    return Inventory.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}
