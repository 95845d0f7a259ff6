import type { ClusterFacts } from '@gitops/constructs';
import { hasErrors, type Diagnostic } from '@gitops/diagnostics';
import { setTimeout as wait } from 'node:timers/promises';
import { diagnose } from '../diagnostic';
import { ConfigRepository, type TreeChange } from '../git/config-repository';
import { gitDiagnostic, unrecordedSource, withoutPassword } from '../git/git-diagnostic';
import type { SourceOrder } from '../git/monorepo';
import type { SynthesizedFile } from '../synth/synthesized-file';
import { blame } from './blame';
import { checkConsents } from './check-consents';
import { checkOrder } from './check-order';
import { checkPaths } from './check-paths';
import { checkTree } from './check-tree';
import { commitMessage } from './commit-message';
import { blobId, formatInventory, inventoryPath } from './inventory';
import { checkLostInventory } from './lost-inventory';
import { plan } from './plan';
import type { Consents, Plan } from './plan-types';
import { readPublished, readVersions, type PublishedCluster } from './published-cluster';
import { checkRevertedInventory } from './reverted-inventory';

/** What is published, and where to. */
export interface Publication {
  readonly cluster: string;
  readonly facts: Pick<ClusterFacts, 'configRepo'>;
  readonly url: string;
  readonly files: readonly SynthesizedFile[];
  /** The commit of the monorepo that the files were made from; '' for none. */
  readonly commit: string;
  /** How that commit stands to one that was published. */
  readonly compareTo: (published: string) => Promise<SourceOrder>;
}

export interface PublishFilesOptions {
  readonly consents?: Partial<Consents>;
  /** Throws UnknownObject where a consent names nothing that is published or made: whoever typed it meant another. */
  readonly namedByHand?: boolean;
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

/**
 * Lands files in a config repository: one commit on top of what is there, pushed as a fast-forward, with every field that
 * Flux or the operator on call owns as they left it. Where somebody else pushes in between, everything is computed anew; no
 * text is ever merged.
 * @param progress told what happens next
 */
export async function publishFiles(
  publication: Publication,
  options: PublishFilesOptions = {},
  progress: (step: string) => void = () => undefined,
): Promise<PublishResult> {
  const { cluster, url } = publication;
  const shown = withoutPassword(url);
  for (let attempt = 1, pause = firstPause; attempt <= attempts; attempt += 1, pause *= 2) {
    progress(attempt === 1 ? `fetching ${shown}` : `fetching ${shown} again, somebody has pushed in between`);
    try {
      const result = await attemptPublish(publication, options);
      if (result !== 'raced') return result;
    } catch (failure) {
      return stopped(cluster, [gitDiagnostic(failure, url, undefined)]);
    }
    await wait(pause / 2 + Math.random() * pause);
  }
  return stopped(cluster, [
    diagnose('GIT004', { message: `somebody else has pushed to ${shown} ${attempts} times in a row`, help: 'publish again' }),
  ]);
}

async function attemptPublish(
  publication: Publication,
  { consents, namedByHand = false, dryRun = false }: PublishFilesOptions,
): Promise<PublishResult | 'raced'> {
  const { cluster, facts, url, files } = publication;
  const repository = await ConfigRepository.fetch(url, facts.configRepo.branch, cluster);
  try {
    const published = await readPublished(repository, facts, files);
    if (!('live' in published)) return stopped(cluster, published);
    const refused = await checkOrder(publication, published);
    if (refused.length > 0) return stopped(cluster, refused);
    if (consents !== undefined && namedByHand) checkConsents({ ...noConsents, ...consents }, files, published.live);
    const decision = await decide(publication, published, consents);
    if (decision.plan === undefined) return stopped(cluster, decision.diagnostics);
    const { plan: planned, change, diagnostics } = decision;
    const result = { cluster, commit: undefined, plan: planned, diagnostics };
    if (hasErrors(diagnostics) || dryRun) return result;
    const made = planned.changed ? { tree: change, message: commitMessage(planned) } : undefined;
    const left = made === undefined ? (await repository.files()).get(published.fullPath(inventoryPath))?.oid : undefined;
    const inventory = left ?? blobId(formatInventory(planned.inventory), repository.format);
    const pushed = await repository.publish(made, { cluster, source: publication.commit, inventory });
    if (pushed === undefined) return 'raced';
    const { commit, unrecorded } = pushed;
    return {
      ...result,
      commit,
      diagnostics: [...diagnostics, ...(unrecorded ? [unrecordedSource(unrecorded, url, cluster)] : [])],
    };
  } finally {
    repository.close();
  }
}

/** What a publish would do, and all that is wrong with it; without a plan where it must not even be made. */
export type Decision =
  | { readonly plan: Plan; readonly change: TreeChange; readonly diagnostics: readonly Diagnostic[] }
  | { readonly plan?: undefined; readonly diagnostics: readonly Diagnostic[] };

/**
 * Decides about a published directory, for publish and diff alike. Nothing may be pushed where a diagnostic is an error.
 */
export async function decide(
  publication: Omit<Publication, 'facts' | 'compareTo'>,
  published: PublishedCluster,
  consents: Partial<Consents> = {},
): Promise<Decision> {
  const { cluster, url, files, commit } = publication;
  const { live, repository } = published;
  const agreed = { ...noConsents, ...consents };
  const refused = agreed.adopt
    ? []
    : [
        ...checkCluster(publication, published),
        ...(await checkLostInventory(cluster, published)),
        ...(await checkRevertedInventory(cluster, published, agreed)),
      ];
  if (refused.length > 0) return { diagnostics: refused };
  const first = plan(files, live, agreed, { cluster, commit });
  const informed = first.lacks.length > 0 ? await readVersions(published, first.lacks) : published;
  const planned = informed === published ? first : plan(files, informed.live, agreed, { cluster, commit });
  const change = treeChange(planned, published);
  const diagnostics = [
    ...(await blame(planned.diagnostics, published)),
    ...checkPaths(change, await repository.files()),
    ...checkTree(planned, files, live, withoutPassword(url)),
  ];
  return { plan: planned, change, diagnostics };
}

/** The plan's files and the inventory, by their paths in the repository. */
function treeChange({ writes, deletes, inventory }: Plan, { fullPath }: PublishedCluster): TreeChange {
  const files = [...writes, [inventoryPath, formatInventory(inventory)] as const];
  return { writes: new Map(files.map(([path, text]) => [fullPath(path), text])), deletes: deletes.map(fullPath) };
}

/** Two clusters on one directory would remove each other's files; a cluster that was renamed goes on with --adopt. */
function checkCluster({ cluster }: Pick<Publication, 'cluster'>, { live, fullPath }: PublishedCluster): readonly Diagnostic[] {
  const other = live.inventory?.cluster ?? cluster;
  if (other === cluster) return [];
  return [
    diagnose('OWN016', {
      message: `cluster ${other} publishes to the same directory: ${fullPath(inventoryPath)} is its own`,
      help: `give each cluster a configRepo.path of its own; if ${cluster} is the new name of ${other}, publish once with --adopt`,
    }),
  ];
}

/** A publish that has not even been planned. */
export function stopped(cluster: string, diagnostics: readonly Diagnostic[]): PublishResult {
  return { cluster, commit: undefined, plan: undefined, diagnostics };
}
