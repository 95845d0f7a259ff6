import { differences, valueAt, withValueAt, type Difference, type FieldPath, type Manifest } from '@gitops/manifest';
import { fluxContainers, fluxOwnedContainers } from '../workload';
import { withLocks } from './locks';
import { withTag } from './tags';

/** What somebody other than an owner changed in a published object. */
export interface Drift {
  /** Fields, `before` as published and `after` as found. */
  readonly fields: readonly Difference[];
  /** Flux's own policies, which fluxctl edits: `automated`, `ignore` and the tag filters. */
  readonly policies: readonly Difference[];
}

/**
 * Compares an object as it was published with the object as it is now, and leaves out what Flux and the operator on call own,
 * and what TypeScript says by now as well.
 */
export function driftOf(published: Manifest, live: Manifest, next: Manifest | undefined): Drift {
  const owned = new Set(fluxOwnedContainers(published).map(({ name }) => name));
  const [before, after] = [part(published, owned), part(live, owned)];
  const declared = next && part(next, owned);
  const foreign = differences(before, after)
    .filter(({ path }) => declared === undefined || differences(after, declared).some((open) => overlap(open.path, path)))
    .map(({ path }) => ({ path, before: valueAt(published, path), after: valueAt(live, path) }));
  return { fields: foreign.filter(({ path }) => !isPolicy(path)), policies: foreign.filter(({ path }) => isPolicy(path)) };
}

const annotations = ['metadata', 'annotations'] as const;

/** A manifest without the tags of these containers, and without locks; with annotations, so that each is compared by itself. */
function part(manifest: Manifest, owned: ReadonlySet<string>): Manifest {
  const containers = fluxContainers(manifest).filter(({ name }) => owned.has(name));
  const tagless = containers.reduce((result, container) => withTag(result, container, '<Flux>'), manifest);
  const unlocked = withLocks(tagless, {});
  return valueAt(unlocked, annotations) === undefined ? withValueAt(unlocked, annotations, {}) : unlocked;
}

function isPolicy(path: FieldPath): boolean {
  const [metadata, annotations, key] = path;
  if (metadata !== 'metadata' || annotations !== 'annotations' || typeof key !== 'string') return false;
  return /^(?:fluxcd\.io|filter\.fluxcd\.io|flux\.weave\.works)\//.test(key);
}

function overlap(a: FieldPath, b: FieldPath): boolean {
  return a.slice(0, b.length).every((element, index) => JSON.stringify(element) === JSON.stringify(b[index]));
}
