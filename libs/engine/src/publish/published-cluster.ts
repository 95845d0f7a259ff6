import type { ClusterFacts } from '@gitops/constructs';
import type { Diagnostic } from '@gitops/diagnostics';
import { isAbsolute } from 'node:path';
import { diagnose } from '../diagnostic';
import type { ConfigRepository, TreeEntry } from '../git/config-repository';
import { GitError } from '../git/run-git';
import type { SynthesizedFile } from '../synth/synthesized-file';
import { contentsNeeded } from './contents-needed';
import { Inventory, inventoryPath } from './inventory';
import type { LiveTree } from './plan-types';

/** One cluster's directory in a fetched config repository. */
export interface PublishedCluster {
  readonly repository: ConfigRepository;
  readonly live: LiveTree;
  /** What the repository calls a path of the cluster's directory. */
  readonly fullPath: (path: string) => string;
}

/** The repository to publish to: the cluster's own, or the one that the command line names. */
export function repositoryUrl(facts: ClusterFacts, override: string | undefined): string {
  return override ?? facts.configRepo.url;
}

/** A repository on this machine is somebody's own; the rules that protect a shared one do not hold for it. */
export function isLocal(url: string): boolean {
  return isAbsolute(url) || /^\.{1,2}(?:\/|$)|^file:/.test(url) || !/[:@]/.test(url);
}

/** Reads of the published directory what a plan needs. */
export async function readPublished(
  repository: ConfigRepository,
  facts: Pick<ClusterFacts, 'configRepo'>,
  next: readonly SynthesizedFile[],
): Promise<PublishedCluster | readonly Diagnostic[]> {
  const prefix = facts.configRepo.path === '' ? '' : `${facts.configRepo.path}/`;
  const entries = new Map<string, TreeEntry>();
  for (const [path, entry] of await repository.files()) {
    if (path.startsWith(prefix)) entries.set(path.slice(prefix.length), entry);
  }
  const inventory = await readInventory(repository, entries, prefix);
  if (Array.isArray(inventory)) return inventory as readonly Diagnostic[];
  const tree = { entries, inventory: inventory as Inventory | undefined, format: repository.format };
  const needed = contentsNeeded(next, tree);
  try {
    const contents = await repository.read(needed);
    return { repository, live: { ...tree, contents }, fullPath: (path) => prefix + path };
  } catch (failure) {
    const there = new Set([...entries.values()].map(({ oid }) => oid));
    const unknown = [...needed].find((oid) => !there.has(oid) && failure instanceof GitError && failure.stderr.includes(oid));
    if (unknown === undefined) throw failure;
    return inventoryProblem(prefix, `names a content that the repository does not have, ${unknown}`);
  }
}

async function readInventory(
  repository: ConfigRepository,
  entries: Map<string, TreeEntry>,
  prefix: string,
): Promise<Inventory | undefined | readonly Diagnostic[]> {
  const entry = entries.get(inventoryPath);
  entries.delete(inventoryPath);
  if (entry === undefined) return undefined;
  const text = (await repository.read([entry.oid])).get(entry.oid) ?? '';
  const problem = (why: string): readonly Diagnostic[] => inventoryProblem(prefix, why);
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return problem('is no JSON: somebody has edited it, or a merge has left its markers');
  }
  const version: unknown = Object(json).version;
  if (typeof version === 'number' && version > 1)
    return problem(`has version ${version}, and this monorepo writes version 1: update it`);
  const parsed = Inventory.safeParse(json);
  return parsed.success ? parsed.data : problem('is not what publish wrote');
}

function inventoryProblem(prefix: string, why: string): readonly Diagnostic[] {
  return [
    diagnose('OWN014', {
      message: `${prefix}${inventoryPath} ${why}`,
      help: `restore it from the last commit that publish made: git log -- ${prefix}${inventoryPath}`,
    }),
  ];
}
