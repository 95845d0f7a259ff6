import { annotationsOf, withoutValueAt, withValueAt, type Manifest } from '@gitops/manifest';

/** The annotations of `fluxctl lock`: they belong to whoever is on call (fluxcd/flux pkg/policy/policy.go). */
const policies = ['locked', 'locked_user', 'locked_msg'] as const;
const prefixes = ['fluxcd.io/', 'flux.weave.works/'] as const;
const keys: ReadonlySet<string> = new Set(prefixes.flatMap((prefix) => policies.map((policy) => prefix + policy)));

/** The lock annotations of an object, by key; empty for one that never was locked. */
export function locksOf(manifest: Manifest): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(annotationsOf(manifest)).filter(([key]) => keys.has(key)));
}

/** The object with exactly these lock annotations. */
export function withLocks(manifest: Manifest, locks: Readonly<Record<string, string>>): Manifest {
  const annotations = Object.fromEntries(Object.entries(annotationsOf(manifest)).filter(([key]) => !keys.has(key)));
  const all = { ...annotations, ...locks };
  const path = ['metadata', 'annotations'];
  return Object.keys(all).length === 0 ? withoutValueAt(manifest, path) : withValueAt(manifest, path, all);
}
