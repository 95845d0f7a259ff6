import { describe, differences, toYaml, type Manifest } from '@gitops/manifest';
import { carry, driftOf, fluxContainers, fluxOwnedContainers, locksOf, tagOf, type CarryResult } from '@gitops/ownership';
import { submodule, type TreeEntry } from '../git/config-repository';
import { toDiagnostic } from '../synth/check-objects';
import { ownedComments } from '../synth/lay-out';
import { adoptionHelp, describeDifferences, Draft } from './draft';
import type { InventoryEntry } from './inventory';
import { lastPublished } from './last-published';
import type { LiveFile } from './live-object';
import type { SynthesizedFile } from '../synth/synthesized-file';

/** A synthesized file with the object in it. */
export type NextObject = SynthesizedFile & { readonly manifest: Manifest };

/** Finds the object from which one takes over: a new one whole, one that is published in the containers that it lacks. */
type Predecessor = (live: Manifest | undefined) => Manifest | undefined;

/** Decides about one object: new, adopted, untouched, changed or moved. */
export function planObject(draft: Draft, file: NextObject, predecessor: Predecessor): void {
  const published = draft.publishedPathOf(file.manifest);
  const entry = published === undefined ? undefined : draft.entryAt(published);
  if (published !== undefined && entry !== undefined) planPublished(draft, file, published, entry, predecessor);
  else planNew(draft, file, predecessor);
}

function planPublished(draft: Draft, file: NextObject, path: string, entry: InventoryEntry, predecessor: Predecessor): void {
  const found = draft.live.entries.get(path);
  if (found === undefined) {
    planDeleted(draft, file, path, entry);
    return;
  }
  const untouched = found.oid === entry.blob;
  if (untouched && path === file.path && draft.idOf(file.text) === (entry.synthesized ?? entry.blob)) {
    draft.files[path] = entry;
    return;
  }
  const live = draft.fileWith(found.oid);
  const base = untouched ? live : draft.fileWith(entry.blob);
  if (live?.kind !== 'object' || found.mode === '120000') {
    draft.report(
      'LAY006',
      {
        source: file.source?.(),
        message: `the published ${path} cannot be read: ${whyUnreadable(found, live)}`,
        help: 'mend it in the config repository, or git revert the commit that broke it',
      },
      path,
    );
    return;
  }
  if (!untouched && base?.kind === 'object') reportDrift(draft, file, path, base.manifest, live.manifest);
  const last = lastPublished(draft, path, entry.blob, live.manifest) ?? (base?.kind === 'object' ? base.manifest : undefined);
  const result = carryOnto(draft, file, live.manifest, { base: last, inherited: predecessor(live.manifest) });
  warnOfInitial(draft, file, entry, result.manifest);
  settle(draft, file, result, {
    path,
    text: live.text,
    manifest: live.manifest,
  });
}

function whyUnreadable({ mode }: TreeEntry, file: LiveFile | undefined): string {
  if (mode === '120000') return 'it is a symbolic link';
  if (mode === submodule) return 'it is a submodule';
  return file?.kind === 'unreadable' ? file.why : 'it is no text in UTF-8';
}

/** Somebody deleted a file that TypeScript still makes. Published again, it goes on from what stood there last. */
function planDeleted(draft: Draft, file: NextObject, path: string, entry: InventoryEntry): void {
  const [last] = draft.versionsOf(path) ?? [];
  const deleted = `${describe(file.manifest)} was published, and somebody has deleted ${path}`;
  if (!Draft.names(draft.consents.overwriteDrift, file.manifest, path)) {
    draft.report(
      'OWN003',
      {
        source: file.source?.(),
        message: deleted,
        help: `remove it from the TypeScript, or publish it again with --overwrite-drift ${file.manifest.metadata.name}`,
      },
      path,
    );
  } else if (last?.kind !== 'object') {
    const why = last === undefined ? 'the history does not have it' : last.why;
    draft.report(
      'OWN003',
      {
        source: file.source?.(),
        message: `${deleted}; which tags and locks it had cannot be read: ${why}`,
        help: 'bring it back in the config repository (git revert the commit that deleted it), mended, and publish then',
      },
      path,
    );
  }
  const published = draft.fileWith(entry.blob);
  const base = published?.kind === 'object' ? published.manifest : undefined;
  const before = last?.kind === 'object' ? last.manifest : base;
  const result =
    before === undefined
      ? { manifest: file.manifest, carried: [], findings: [] }
      : carryOnto(draft, file, before, { base: lastPublished(draft, path, entry.blob, before) ?? base });
  settle(draft, file, result, undefined);
}

function planNew(draft: Draft, file: NextObject, predecessor: Predecessor): void {
  const taken = draft.live.entries.has(file.path) && draft.entryAt(file.path) === undefined;
  const foreign = draft.foreignPathOf(file.manifest) ?? (taken ? file.path : undefined);
  if (foreign !== undefined) {
    planForeign(draft, file, foreign);
    return;
  }
  const before = predecessor(undefined);
  settle(
    draft,
    file,
    before === undefined ? { manifest: file.manifest, carried: [], findings: [] } : carryOnto(draft, file, before),
    undefined,
  );
}

/** A file that is not ours holds the object, or is where it would go. On a first publish it can be adopted. */
function planForeign(draft: Draft, file: NextObject, path: string): void {
  const found = draft.live.entries.get(path);
  const live = found === undefined || found.mode === '120000' ? undefined : draft.fileWith(found.oid);
  const same = live?.kind === 'object' && draft.foreignPathOf(live.manifest) === draft.foreignPathOf(file.manifest);
  if (live?.kind !== 'object' || !same || draft.live.inventory !== undefined) {
    const what =
      found?.mode === '120000'
        ? 'is a symbolic link'
        : live?.kind === 'unreadable'
          ? `cannot be taken over: ${live.why}`
          : 'is not ours';
    reportInTheWay(draft, file, path, what);
    return;
  }
  const result = carryOnto(draft, file, live.manifest);
  const changed = differences(live.manifest, result.manifest);
  if (!draft.consents.adopt && (changed.length > 0 || path !== file.path)) {
    draft.report('OWN009', {
      source: file.source?.(),
      message: `${describe(file.manifest)} is in ${path} already, written by hand`,
      notes: [...(path === file.path ? [] : [`${path} becomes ${file.path}`]), ...describeDifferences(file.manifest, changed)],
      help: adoptionHelp,
    });
  }
  settle(draft, file, result, { path, text: live.text, manifest: live.manifest });
}

function reportInTheWay(draft: Draft, file: NextObject, path: string, what: string): void {
  draft.report(
    'OWN010',
    {
      source: file.source?.(),
      message: `${path} ${what}, and stands in the way of ${describe(file.manifest)}`,
      help: `remove ${path} from the config repository, or give the object another name`,
    },
    path,
  );
}

/** @param sources for containers of which `live` says nothing: the file as published, and what is taken over */
function carryOnto(
  draft: Draft,
  file: NextObject,
  live: Manifest,
  { base, inherited }: { readonly base?: Manifest | undefined; readonly inherited?: Manifest | undefined } = {},
): CarryResult {
  const acceptImage = Draft.names(draft.consents.acceptImage, file.manifest, file.path);
  const result = carry(file.manifest, live, {
    acceptImage,
    ...(base && { base }),
    ...(inherited && { inherited }),
  });
  for (const finding of result.findings) draft.diagnostics.push({ diagnostic: toDiagnostic(finding, file.source?.()) });
  for (const tag of result.carried) draft.carried.push({ what: describe(file.manifest), ...tag });
  return result;
}

/** Keeps the published bytes where the content is the same, so that formatting never flips back and forth. */
function settle(
  draft: Draft,
  file: NextObject,
  { manifest }: CarryResult,
  live: { readonly path: string; readonly text: string; readonly manifest: Manifest } | undefined,
): void {
  if (live?.path !== file.path && draft.live.entries.has(file.path) && draft.entryAt(file.path) === undefined) {
    reportInTheWay(draft, file, file.path, 'is not ours');
  }
  const same = live !== undefined && differences(live.manifest, manifest).length === 0;
  draft.keep(file, same ? live.text : toYaml(manifest, { comments: ownedComments(manifest) }), declaredTags(file.manifest));
  if (live !== undefined && live.path !== file.path) draft.deletes.add(live.path);
  const moved = live !== undefined && live.path !== file.path;
  if (same && !moved) return;
  const kind = live === undefined ? 'add' : moved ? 'move' : 'change';
  draft.changes.push({
    kind,
    path: file.path,
    what: describe(manifest),
    ...(live && { before: live.manifest }),
    after: manifest,
  });
}

function declaredTags(manifest: Manifest): Readonly<Record<string, string>> {
  return Object.fromEntries(fluxOwnedContainers(manifest).map((container) => [container.name, tagOf(container)]));
}

function reportDrift(draft: Draft, file: NextObject, path: string, base: Manifest, live: Manifest): void {
  const edits = driftOf(base, live, undefined);
  // Even where TypeScript says the same by now: the next change would find the edit again.
  if (edits.fields.length + edits.policies.length > 0) draft.stale = true;
  if (Draft.names(draft.consents.overwriteDrift, file.manifest, path)) return;
  const { fields, policies } = driftOf(base, live, file.manifest);
  const { name } = file.manifest.metadata;
  if (fields.length > 0) {
    draft.report(
      'OWN001',
      {
        source: file.source?.(),
        message: `somebody has edited ${describe(file.manifest)} in ${path}`,
        notes: describeDifferences(file.manifest, fields),
        help: `take the change into the TypeScript, or undo it with --overwrite-drift ${name}`,
      },
      path,
    );
  }
  if (policies.length > 0) {
    draft.report(
      'OWN002',
      {
        source: file.source?.(),
        message: `fluxctl has changed Flux's policies of ${describe(file.manifest)} in ${path}`,
        notes: describeDifferences(file.manifest, policies),
        help: `declare it: automated(image, { filter }) or pinned(image); to hold a tag for now, gitops rollback; to undo the edit, --overwrite-drift ${name}`,
      },
      path,
    );
  }
}

/** Editing `initial` looks like a deployment and is none. */
function warnOfInitial(draft: Draft, file: NextObject, entry: InventoryEntry, carried: Manifest): void {
  const running = new Map(fluxContainers(carried).map((container) => [container.name, tagOf(container)]));
  for (const [container, tag] of Object.entries(declaredTags(file.manifest))) {
    const before = entry.declared?.[container];
    const runs = running.get(container);
    if (before === undefined || before === tag || runs === undefined || runs === tag) continue;
    const locked = Object.keys(locksOf(carried)).length > 0;
    draft.report('OWN008', {
      source: file.source?.(),
      message: `the first tag of container ${container} changes from "${before}" to "${tag}", which has no effect: "${runs}" is published and stays`,
      help: `pinned(...) sets a tag; gitops rollback sets an older one${locked ? '; the object is locked now' : ''}`,
    });
  }
}
