import type { Manifest } from '@gitops/manifest';
import { describe, expect, it } from 'vitest';
import { findings, object } from '../fixtures';

const cases: readonly (readonly [string, Manifest | readonly Manifest[], readonly string[]])[] = [
  [
    'a checksum',
    object('v1', 'ConfigMap', { metadata: { annotations: { 'fluxcd.io/sync-checksum': 'abc' } } }),
    [
      'FLX002 metadata.annotations["fluxcd.io/sync-checksum"]: "fluxcd.io/sync-checksum" is what Flux keeps for itself on the cluster — remove it: it was copied from a live object',
    ],
  ],
  [
    'a mark',
    object('v1', 'ConfigMap', { metadata: { labels: { 'fluxcd.io/sync-gc-mark': 'sha256.abc' } } }),
    [
      'FLX002 metadata.labels["fluxcd.io/sync-gc-mark"]: "fluxcd.io/sync-gc-mark" is what Flux keeps for itself on the cluster — remove it: it was copied from a live object',
    ],
  ],
  [
    'what kubectl applied',
    object('v1', 'ConfigMap', { metadata: { annotations: { 'kubectl.kubernetes.io/last-applied-configuration': '{}' } } }),
    [
      'FLX002 metadata.annotations["kubectl.kubernetes.io/last-applied-configuration"]: "kubectl.kubernetes.io/last-applied-configuration" is what kubectl keeps for itself on the cluster — remove it: it was copied from a live object',
    ],
  ],
  ['a policy is fine', object('v1', 'ConfigMap', { metadata: { annotations: { 'fluxcd.io/ignore': 'true' } } }), []],
];

describe('flux-bookkeeping', () => {
  it.each(cases)('%s', (_title, manifests, expected) => {
    expect(findings(manifests)).toEqual(expected);
  });
});
