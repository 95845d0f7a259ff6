import type { Diagnostic } from '@gitops/diagnostics';
import { isManifest, pathOf, readYaml, toYaml, type Manifest } from '@gitops/manifest';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { blobId } from '../publish/inventory';
import { plan } from '../publish/plan';
import type { Consents, LiveTree, Plan } from '../publish/plan-types';
import { ownedComments } from '../synth/lay-out';
import type { SynthesizedFile } from '../synth/synthesized-file';
import { clusterDiff, type DiffResult, type DiffSource } from './cluster-diff';

/** facts.json of a folder in testdata/. */
const Facts = z.strictObject({
  garbageCollection: z.boolean().default(true),
  /** Of the placement, as it is now. */
  folder: z.string().optional(),
});

/** What TypeScript made when it was last published, what others have left of that, and what it makes now. */
export interface DiffCase {
  /** Default: nothing was ever published. */
  readonly published?: readonly Manifest[];
  /** Default: as it was published. */
  readonly live?: readonly Manifest[];
  readonly synthesized: readonly Manifest[];
  readonly facts?: Partial<z.output<typeof Facts>>;
}

export const testingFacts: DiffSource['facts'] = {
  name: 'demo',
  kubernetes: '1.35',
  configRepo: { url: 'git@github.com:example/config-repo', branch: 'master', path: '' },
  flux: { version: 1, namespace: 'flux', garbageCollection: true, syncTag: 'flux-sync' },
};

const consents: Consents = { adopt: false, overwriteDrift: new Set(), acceptImage: new Set(), allowRemoval: new Set() };

export function readCase(folder: string): DiffCase {
  const text = (name: string): string | undefined =>
    existsSync(join(folder, name)) ? readFileSync(join(folder, name), 'utf8') : undefined;
  const objects = (name: string): readonly Manifest[] | undefined => {
    const yaml = text(name);
    return yaml === undefined ? undefined : manifests(yaml);
  };
  return {
    published: objects('published.yaml'),
    live: objects('live.yaml'),
    synthesized: objects('synthesized.yaml') ?? [],
    facts: Facts.parse(JSON.parse(text('facts.json') ?? '{}')),
  };
}

export function manifests(yaml: string): readonly Manifest[] {
  return readYaml(yaml)
    .documents.map(({ value }) => value)
    .filter(isManifest);
}

/** A diff without git. */
export function diffOf({ published, live = published, synthesized, facts }: DiffCase): DiffResult & { readonly plan: Plan } {
  const before = (published ?? []).map((manifest) => synthesizedFile(manifest));
  const { inventory } = plan(before, tree([], []), consents, { cluster: 'demo', commit: '' });
  const found = (live ?? []).map((manifest) => synthesizedFile(manifest));
  const now = { ...tree(found, before), inventory: published === undefined ? undefined : inventory };
  const planned = plan(
    synthesized.map((manifest) => synthesizedFile(manifest, facts?.folder)),
    now,
    consents,
    { cluster: 'demo', commit: '' },
  );
  const flux = { ...testingFacts.flux, garbageCollection: facts?.garbageCollection ?? true };
  const source = { plan: planned, live: now, facts: { ...testingFacts, flux }, repository: testingFacts.configRepo.url };
  const diagnostics = planned.diagnostics.map(({ diagnostic }): Diagnostic => diagnostic);
  return { cluster: 'demo', plan: planned, diagnostics, diff: clusterDiff({ ...source, oldDirectories: [] }) };
}

function synthesizedFile(manifest: Manifest, folder?: string): SynthesizedFile & { readonly manifest: Manifest } {
  return {
    path: pathOf(manifest, folder),
    text: toYaml(manifest, { comments: ownedComments(manifest) }),
    manifest,
    definition: 'web',
  };
}

function tree(files: readonly SynthesizedFile[], history: readonly SynthesizedFile[]): LiveTree {
  return {
    entries: new Map(files.map(({ path, text }) => [path, { mode: '100644', oid: blobId(text) }])),
    contents: new Map([...history, ...files].map(({ text }) => [blobId(text), text])),
    inventory: undefined,
    format: 'sha1',
  };
}
