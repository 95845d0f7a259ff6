import { objectAt, withoutValueAt, withValueAt, type Manifest } from '@gitops/manifest';
import { annotationTexts } from '../workload/flux-annotations';

/** The annotations of `fluxctl lock`: they belong to whoever is on call (fluxcd/flux pkg/policy/policy.go). */
const policies = ['locked', 'locked_user', 'locked_msg'] as const;
const prefixes = ['fluxcd.io/', 'flux.weave.works/'] as const;
const keys: ReadonlySet<string> = new Set(prefixes.flatMap((prefix) => policies.map((policy) => prefix + policy)));

/** The lock annotations of an object, by key, as fluxd reads them (a bare `true` counts); empty for one that never was locked. */
export function locksOf(manifest: Manifest): Readonly<Record<string, string>> {
  return Object.fromEntries([...annotationTexts(manifest)].filter(([key]) => keys.has(key)));
}

/** The object with exactly these lock annotations. */
export function withLocks(manifest: Manifest, locks: Readonly<Record<string, string>>): Manifest {
  const annotations = Object.fromEntries(
    Object.entries(objectAt(manifest.metadata['annotations'])).filter(([key]) => !keys.has(key)),
  );
  const all = { ...annotations, ...locks };
  const path = ['metadata', 'annotations'];
  return Object.keys(all).length === 0 ? withoutValueAt(manifest, path) : withValueAt(manifest, path, all);
}
