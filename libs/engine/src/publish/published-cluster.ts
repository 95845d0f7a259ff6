import type { ClusterFacts } from '@gitops/constructs';
import type { Diagnostic } from '@gitops/diagnostics';
import { isAbsolute, posix } from 'node:path';
import { diagnose } from '../diagnostic';
import { submodule, type ConfigRepository, type TreeEntry } from '../git/config-repository';
import { GitError } from '../git/run-git';
import type { SynthesizedFile } from '../synth/synthesized-file';
import { contentsNeeded } from './contents-needed';
import { Inventory, inventoryPath } from './inventory';
import type { LiveTree } from './plan-types';
import { publishedVersions } from './published-versions';

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
  const files = await repository.files();
  for (const [path, entry] of files) {
    if (path.startsWith(prefix)) entries.set(path.slice(prefix.length), entry);
  }
  const inventory = await readInventory(repository, entries, prefix);
  if (Array.isArray(inventory)) return inventory as readonly Diagnostic[];
  const tree = { entries, inventory: inventory as Inventory | undefined, format: repository.format };
  const needed = contentsNeeded(next, tree);
  try {
    const above = generatorAbove(files, facts.configRepo.path);
    const contents = await repository.read([...needed, ...(above ? [above.oid] : [])]);
    const live: LiveTree = {
      ...tree,
      contents,
      directory: facts.configRepo.path,
      ...(above && { generatorAbove: { path: above.path, text: contents.get(above.oid) ?? '' } }),
    };
    return { repository, live, fullPath: (path) => prefix + path };
  } catch (failure) {
    const there = new Set([...entries.values()].map(({ oid }) => oid));
    const unknown = [...needed].find((oid) => !there.has(oid) && failure instanceof GitError && failure.stderr.includes(oid));
    if (unknown === undefined) throw failure;
    return inventoryProblem(prefix, `names a content that the repository does not have, ${unknown}`);
  }
}

/** Looks up what a plan lacks. Only here is history fetched for it: where nobody has deleted a file or hidden a tag, it costs nothing. */
export async function readVersions(
  { repository, live, fullPath }: PublishedCluster,
  lacks: readonly string[],
): Promise<PublishedCluster> {
  const known = live.inventory?.files ?? {};
  const versions = await publishedVersions(repository, new Map(lacks.map((path) => [fullPath(path), known[path]?.blob ?? ''])));
  const contents = await repository.read([...versions.values()].flat());
  const found = new Map(lacks.map((path) => [path, versions.get(fullPath(path)) ?? []]));
  return { repository, live: { ...live, versions: found, contents }, fullPath };
}

/** The first .flux.yaml on the way from a directory's parent up to the root. */
function generatorAbove(
  files: ReadonlyMap<string, TreeEntry>,
  directory: string,
): { readonly path: string; readonly oid: string } | undefined {
  if (directory === '') return undefined;
  const parent = directory.slice(0, Math.max(directory.lastIndexOf('/'), 0));
  const path = posix.join(parent, '.flux.yaml');
  const entry = files.get(path);
  return entry === undefined || entry.mode === submodule ? generatorAbove(files, parent) : { path, oid: entry.oid };
}

async function readInventory(
  repository: ConfigRepository,
  entries: Map<string, TreeEntry>,
  prefix: string,
): Promise<Inventory | undefined | readonly Diagnostic[]> {
  const entry = entries.get(inventoryPath);
  entries.delete(inventoryPath);
  if (entry === undefined) return undefined;
  const text = entry.mode === submodule ? '' : ((await repository.read([entry.oid])).get(entry.oid) ?? '');
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
