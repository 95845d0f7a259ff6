import type { ClusterFacts } from '@gitops/constructs';
import { hasErrors, type Diagnostic } from '@gitops/diagnostics';
import { setTimeout as wait } from 'node:timers/promises';
import { diagnose } from '../diagnostic';
import { ConfigRepository } from '../git/config-repository';
import { gitDiagnostic } from '../git/git-diagnostic';
import { compareSources, sourceState, type SourceState } from '../git/monorepo';
import { blame } from '../publish/blame';
import { checkTree } from '../publish/check-tree';
import { commitMessage } from '../publish/commit-message';
import { formatInventory, inventoryPath } from '../publish/inventory';
import { plan } from '../publish/plan';
import type { Consents, Plan } from '../publish/plan-types';
import { isLocal, readPublished, repositoryUrl, type PublishedCluster } from '../publish/published-cluster';
import { synthesize, type Synthesis } from '../synth/synthesize';
import type { Workspace } from '../workspace';

export interface PublishOptions {
  /** Publishes to this URL or path instead of the cluster's own repository. */
  readonly configRepo?: string;
  readonly consents?: Partial<Consents>;
  /** Decides and checks everything, and pushes nothing. */
  readonly dryRun?: boolean;
}

export interface PublishResult {
  readonly cluster: string;
  /** The commit that was pushed; undefined where there was nothing to say, or something stopped it. */
  readonly commit: string | undefined;
  readonly plan: Plan | undefined;
  readonly diagnostics: readonly Diagnostic[];
}

/** A few seconds altogether: whoever pushes this often is a loop, not a person. */
const attempts = 8;
const firstPause = 50;

const noConsents: Consents = { adopt: false, overwriteDrift: new Set(), acceptImage: new Set(), allowRemoval: new Set() };
const exampleAccount = '123456789012';

/**
 * Lands a cluster's synthesized files in its config repository: one commit on top of what is there, pushed as a
 * fast-forward, with every field that Flux or the operator on call owns as they left it. Where somebody else pushes in
 * between, everything is computed anew; no text is ever merged.
 * @param progress told what happens next
 */
export async function publish(
  workspace: Workspace,
  cluster: string,
  options: PublishOptions = {},
  progress: (step: string) => void = () => undefined,
): Promise<PublishResult> {
  const synthesis = await synthesize(workspace, cluster);
  const { facts } = synthesis;
  if (facts === undefined || hasErrors(synthesis.diagnostics)) return stopped(cluster, synthesis.diagnostics);
  const url = repositoryUrl(facts, options.configRepo);
  const state = await sourceState(workspace);
  const refused = checkSource(facts, url, state);
  if (refused.length > 0) return stopped(cluster, refused);
  for (let attempt = 1, pause = firstPause; attempt <= attempts; attempt += 1, pause *= 2) {
    progress(attempt === 1 ? `fetching ${url}` : `fetching ${url} again, somebody has pushed in between`);
    try {
      const result = await attemptPublish(workspace, synthesis, facts, url, state, options);
      if (result !== 'raced') return result;
    } catch (failure) {
      return stopped(cluster, [gitDiagnostic(failure, url, undefined)]);
    }
    await wait(pause / 2 + Math.random() * pause);
  }
  return stopped(cluster, [diagnose('GIT004', { message: `somebody else has pushed to ${url} ${attempts} times in a row`, help: 'publish again' })]);
}

async function attemptPublish(
  workspace: Workspace,
  synthesis: Synthesis,
  facts: ClusterFacts,
  url: string,
  state: SourceState,
  { consents, dryRun = false }: PublishOptions,
): Promise<PublishResult | 'raced'> {
  const repository = await ConfigRepository.fetch(url, facts.configRepo.branch);
  try {
    const published = await readPublished(repository, facts, synthesis.files);
    if (!('live' in published)) return stopped(synthesis.cluster, published);
    const older = await checkOrder(workspace, published, state.commit);
    if (older.length > 0) return stopped(synthesis.cluster, older);
    const planned = plan(synthesis.files, published.live, { ...noConsents, ...consents }, { cluster: synthesis.cluster, commit: state.commit });
    const diagnostics = [...synthesis.diagnostics, ...(await blame(planned.diagnostics, published)), ...checkTree(planned, synthesis.files, published.live, url)];
    const result = { cluster: synthesis.cluster, commit: undefined, plan: planned, diagnostics };
    if (hasErrors(diagnostics) || dryRun || planned.writes.size + planned.deletes.length === 0) return result;
    const commit = await repository.commitAndPush(treeChange(planned, published), commitMessage(planned));
    return commit === undefined ? 'raced' : { ...result, commit };
  } finally {
    repository.close();
  }
}

/** The plan's files and the inventory, by their paths in the repository. */
function treeChange({ writes, deletes, inventory }: Plan, { fullPath }: PublishedCluster): { writes: Map<string, string>; deletes: string[] } {
  const files = [...writes, [inventoryPath, formatInventory(inventory)] as const];
  return { writes: new Map(files.map(([path, text]) => [fullPath(path), text])), deletes: deletes.map(fullPath) };
}

function checkSource({ aws, name }: ClusterFacts, url: string, { dirty, commit }: SourceState): readonly Diagnostic[] {
  if (isLocal(url)) return [];
  const diagnostics: Diagnostic[] = [];
  if (aws.account === exampleAccount) {
    diagnostics.push(
      diagnose('OWN015', {
        message: `cluster ${name} still has the example's AWS account ${exampleAccount}`,
        help: `set aws.account in clusters/${name}/cluster.ts, or publish to a local path with --config-repo`,
      }),
    );
  }
  if (commit === '' || dirty.length > 0) {
    diagnostics.push(
      diagnose('OWN013', {
        message: commit === '' ? 'the monorepo has no commit' : 'the monorepo has uncommitted changes',
        notes: dirty.slice(0, 10),
        help: 'commit them first: what is published must be traceable to a commit',
      }),
    );
  }
  return diagnostics;
}

/** An older source never overwrites a newer one. */
async function checkOrder(workspace: Workspace, { live }: PublishedCluster, commit: string): Promise<readonly Diagnostic[]> {
  const published = live.inventory?.source ?? '';
  if (published === '' || commit === '') return [];
  const order = await compareSources(workspace, published, commit);
  if (order === 'same' || order === 'newer') return [];
  return [
    diagnose('OWN012', {
      message: order === 'unknown' ? `what is published comes from commit ${published}, which is not here` : `what is published comes from commit ${published}, which is not older than ${commit}`,
      help:
        order === 'unknown'
          ? 'fetch the whole history of the monorepo (fetch-depth: 0 in GitHub Actions), then publish again'
          : 'publish from the newest commit of main; to go back, revert in the monorepo and publish that',
    }),
  ];
}

function stopped(cluster: string, diagnostics: readonly Diagnostic[]): PublishResult {
  return { cluster, commit: undefined, plan: undefined, diagnostics };
}
