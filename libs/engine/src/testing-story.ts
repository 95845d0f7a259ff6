import { hasErrors } from '@gitops/diagnostics';
import { isManifest, readYaml, toYaml } from '@gitops/manifest';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { printPublish } from './cli/publish-command';
import { listFiles } from './disk/list-files';
import { checkTree } from './publish/check-tree';
import { contentsNeeded } from './publish/contents-needed';
import { blobId, type Inventory } from './publish/inventory';
import { plan } from './publish/plan';
import type { Consents, LiveTree, Plan } from './publish/plan-types';
import { ownedComments } from './synth/lay-out';
import type { SynthesizedFile } from './synth/synthesized-file';

/** Texts by path. */
export type Tree = Readonly<Record<string, string>>;

const names = z
  .array(z.string())
  .default([])
  .transform((list): ReadonlySet<string> => new Set(list));

/** story.json: what happened, in a sentence, and what the person who publishes agrees to. */
const StoryFacts = z.strictObject({
  story: z.string().min(20),
  consents: z
    .strictObject({ adopt: z.boolean().default(false), overwriteDrift: names, acceptImage: names, allowRemoval: names })
    .prefault({}),
});

/** A folder of libs/engine/stories. */
export interface Story {
  readonly consents: Consents;
  /** What was published last, carried values included; undefined for a repository that we never published to. */
  readonly base: Tree | undefined;
  /** The directory as Flux had left it before people came; only where the folder has a bumped/. */
  readonly bumped: Tree;
  /** The cluster's directory as Flux and people have left it since; like `base` where the folder has no published/. */
  readonly published: Tree;
  /** What TypeScript makes now. */
  readonly synthesized: Tree;
}

export function readStory(folder: string): Story {
  const { consents } = StoryFacts.parse(JSON.parse(readFileSync(join(folder, 'story.json'), 'utf8')));
  const base = readTree(join(folder, 'base'));
  return {
    consents,
    base,
    bumped: readTree(join(folder, 'bumped')) ?? {},
    published: readTree(join(folder, 'published')) ?? base ?? {},
    synthesized: readTree(join(folder, 'synthesized')) ?? {},
  };
}

export function readTree(folder: string): Tree | undefined {
  const paths = listFiles(folder);
  return paths.length === 0
    ? undefined
    : Object.fromEntries(paths.map((path) => [path, readFileSync(join(folder, path), 'utf8')]));
}

/** A published directory, with every content that git would still have of it. */
export interface Repository {
  readonly tree: Tree;
  readonly inventory: Inventory | undefined;
  readonly history: readonly string[];
  /** What stood in each file since the last publish, newest first. */
  readonly versions: ReadonlyMap<string, readonly string[]>;
}

/** What a story starts from: `base` published to an empty directory, and then what others made of it. */
export function repositoryOf({ base, bumped, published }: Story): Repository {
  const none = { inventory: undefined, history: [], versions: new Map() };
  if (base === undefined) return { ...none, tree: published };
  const { tree, inventory } = land(base, { ...none, tree: {} }).after;
  const trees = [published, bumped, tree];
  const versions = Object.keys(tree).map((path) => [path, trees.flatMap((each) => each[path] ?? [])] as const);
  return { tree: published, inventory, history: trees.flatMap((each) => Object.values(each)), versions: new Map(versions) };
}

export interface Landing {
  readonly plan: Plan;
  /** As the command line prints it. */
  readonly printed: string;
  readonly stopped: boolean;
  readonly after: Repository;
}

/** A publish without git: the plan, reading no more than publish would fetch, and the tree that it makes. */
export function land(synthesized: Tree, before: Repository, consents: Partial<Consents> = {}): Landing {
  const next = Object.entries(synthesized).map(([path, text]) => synthesizedFile(path, text));
  const none = new Set<string>();
  const all = { adopt: false, overwriteDrift: none, acceptImage: none, allowRemoval: none, ...consents };
  const planOf = (live: LiveTree): Plan => plan(next, live, all, { cluster: 'demo', commit: '' });
  const seen = liveTree(next, before);
  const { lacks } = planOf(seen);
  const live = lacks.length > 0 ? withVersions(seen, before, lacks) : seen;
  const planned = planOf(live);
  const diagnostics = [
    ...planned.diagnostics.map(({ diagnostic }) => diagnostic),
    ...checkTree(planned, next, live, 'config-repo'),
  ];
  const stopped = hasErrors(diagnostics);
  const pushes = !stopped && planned.changed;
  const printed: string[] = [];
  const print = (text: string): number => printed.push(text);
  const terminal = { out: print, error: print, paint: (_: string, text: string) => text, interactive: false };
  printPublish({ cluster: 'demo', commit: pushes ? '<commit>' : undefined, plan: planned, diagnostics }, {}, terminal);
  return { plan: planned, printed: printed.join(''), stopped, after: pushes ? landed(before, planned) : before };
}

function landed({ tree, history }: Repository, { writes, deletes, inventory }: Plan): Repository {
  const kept = Object.entries(tree).filter(([path]) => !deletes.includes(path));
  return {
    tree: Object.fromEntries([...kept, ...writes].sort(([a], [b]) => (a < b ? -1 : 1))),
    inventory,
    history: [...history, ...Object.values(tree)],
    versions: new Map(),
  };
}

function liveTree(next: readonly SynthesizedFile[], { tree, inventory, history }: Repository): LiveTree {
  const texts = new Map([...history, ...Object.values(tree)].map((text) => [blobId(text), text]));
  const entries = new Map(Object.entries(tree).map(([path, text]) => [path, { mode: '100644', oid: blobId(text) }]));
  const known = { entries, inventory, format: 'sha1' as const };
  const contents = [...contentsNeeded(next, known)].map((oid): [string, string] => {
    const text = texts.get(oid);
    if (text === undefined) throw new Error(`a publish would fetch ${oid}, which git never had`);
    return [oid, text];
  });
  return { ...known, contents: new Map(contents) };
}

function withVersions(live: LiveTree, { versions }: Repository, lacks: readonly string[]): LiveTree {
  const texts = lacks.map((path) => [path, versions.get(path) ?? []] as const);
  const contents = texts.flatMap(([, each]) => each.map((text) => [blobId(text), text] as const));
  return {
    ...live,
    versions: new Map(texts.map(([path, each]) => [path, each.map((text) => blobId(text))])),
    contents: new Map([...live.contents, ...contents]),
  };
}

/** A file as synth makes it: an object's text is always ours, whatever the fixture's formatting. */
export function synthesizedFile(path: string, text: string): SynthesizedFile {
  const [document] = /^charts\/|(?<!\.ya?ml)$/.test(path) ? [] : readYaml(text).documents;
  const manifest = document?.value;
  if (!isManifest(manifest)) return { path, text, definition: 'web' };
  return { path, text: toYaml(manifest, { comments: ownedComments(manifest) }), manifest, definition: 'web' };
}
