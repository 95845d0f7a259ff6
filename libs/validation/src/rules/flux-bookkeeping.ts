import { isJsonObject } from '@gitops/manifest';
import type { Rule } from './rule';

/** What fluxd and kubectl write on the cluster (fluxcd/flux pkg/cluster/kubernetes/sync.go; kubectl apply). */
const kept: readonly (readonly ['annotations' | 'labels', string])[] = [
  ['annotations', 'fluxcd.io/sync-checksum'],
  ['annotations', 'flux.weave.works/sync-checksum'],
  ['annotations', 'flux.weave.works/sync-hwm'],
  ['annotations', 'kubectl.kubernetes.io/last-applied-configuration'],
  ['labels', 'fluxcd.io/sync-gc-mark'],
];

/** fluxd merges its own values without overriding, so that a stale one from git stays. */
export const fluxBookkeeping: Rule = function* ({ metadata }) {
  for (const [field, key] of kept) {
    const values = metadata[field];
    if (!isJsonObject(values) || values[key] === undefined) continue;
    const writer = key.startsWith('kubectl') ? 'kubectl' : 'Flux';
    yield {
      code: 'FLX002',
      path: ['metadata', field, key],
      message: `"${key}" is what ${writer} keeps for itself on the cluster`,
      help: 'remove it: it was copied from a live object',
    };
  }
};
