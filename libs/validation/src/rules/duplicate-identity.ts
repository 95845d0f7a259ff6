import { describe, identityOf, type Manifest } from '@gitops/manifest';
import type { ManifestSet } from '../manifest-set';
import type { Rule } from './rule';

/** The first object of each identity, once per set of manifests. */
const firstOfSet = new WeakMap<ManifestSet, ReadonlyMap<string, Manifest>>();

/** Reported on every object but the first, naming the first. */
export const duplicateIdentity: Rule = function* (manifest, set) {
  const first = firstByIdentity(set).get(identityOf(manifest));
  if (first === undefined || first === manifest) return;
  const same = first.apiVersion === manifest.apiVersion;
  yield {
    code: 'LAY002',
    path: ['metadata', 'name'],
    related: first,
    message: `${describe(manifest)} of ${manifest.apiVersion} is defined already${same ? '' : `, as ${describe(first)} of ${first.apiVersion}`}`,
    notes: same
      ? undefined
      : ['Flux tells objects apart by namespace, kind and name alone, and stops its whole sync at a duplicate'],
    help: 'give one of the two another name, or place it in another namespace',
  };
};

function firstByIdentity(set: ManifestSet): ReadonlyMap<string, Manifest> {
  const known = firstOfSet.get(set);
  if (known !== undefined) return known;
  const first = new Map<string, Manifest>();
  for (const manifest of set.manifests) {
    const identity = identityOf(manifest);
    if (!first.has(identity)) first.set(identity, manifest);
  }
  firstOfSet.set(set, first);
  return first;
}
