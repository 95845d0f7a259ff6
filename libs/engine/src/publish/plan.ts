import { Draft } from './draft';
import { lastPublished, lastReadable } from './last-published';
import type { SynthesizedFile } from '../synth/synthesized-file';
import type { Consents, LiveTree, Plan } from './plan-types';
import { planObject, type NextObject } from './plan-object';
import { planRemoval } from './plan-removal';
import { planText } from './plan-text';
import { findPredecessor, type LeavingObject } from './predecessors';

/** What is published, and by whom. */
export interface PlanSource {
  readonly cluster: string;
  /** The commit of the monorepo. */
  readonly commit: string;
}

/**
 * Decides what a publish does, without doing any of it: which files are written and deleted, what is carried, and what stops
 * it. Pure, and linear in the number of files.
 */
export function plan(next: readonly SynthesizedFile[], live: LiveTree, consents: Consents, source: PlanSource): Plan {
  const draft = new Draft(live, consents);
  const made = new Set(next.flatMap((file) => (isObject(file) ? (draft.publishedPathOf(file.manifest) ?? []) : file.path)));
  const removed = Object.entries(live.inventory?.files ?? {}).filter(([path]) => !made.has(path));
  const leaving = removed.flatMap(([path, { identity, blob }]): readonly LeavingObject[] => {
    // A chart's template may look like an object, and is none.
    if (identity === undefined) return [];
    const manifest = lastReadable(draft, path);
    if (manifest === undefined) return [];
    const last = lastPublished(draft, path, blob, manifest);
    return [{ manifest, last: last && { ...last, metadata: manifest.metadata } }];
  });
  for (const file of next) {
    if (isObject(file)) planObject(draft, file, (live) => findPredecessor(draft, file, leaving, live));
    else planText(draft, file);
  }
  for (const [path, entry] of removed) planRemoval(draft, path, entry);
  // One object may move to where another one leaves from.
  const deletes = [...draft.deletes].filter((path) => !draft.writes.has(path) && draft.files[path] === undefined).sort();
  return {
    writes: draft.writes,
    deletes,
    inventory: { version: 1, cluster: source.cluster, source: source.commit, files: draft.files },
    // Without an inventory of this cluster, the next publish could not tell what others have done since.
    changed: draft.stale || draft.writes.size + deletes.length > 0 || live.inventory?.cluster !== source.cluster,
    changes: draft.changes,
    carried: draft.carried,
    diagnostics: draft.diagnostics,
    lacks: [...draft.lacks],
  };
}

function isObject(file: SynthesizedFile): file is NextObject {
  return file.manifest !== undefined;
}
