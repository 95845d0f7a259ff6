import type { Manifest } from '@gitops/manifest';
import { describe, expect, it } from 'vitest';
import { findings, object } from '../fixtures';

const cases: readonly (readonly [string, Manifest | readonly Manifest[], readonly string[]])[] = [
  [
    'not declared',
    object('v1', 'ConfigMap', { metadata: { namespace: 'payments' } }),
    [
      `K8S004 metadata.namespace: namespace "payments" is not declared by the cluster — add namespace('payments') to the cluster's namespaces`,
    ],
  ],
  [
    'misspelt',
    object('v1', 'ConfigMap', { metadata: { namespace: 'shpo' } }),
    ['K8S004 metadata.namespace: namespace "shpo" is not declared by the cluster — did you mean "shop"?'],
  ],
  [
    'made by a manifest',
    [
      object('v1', 'Namespace', { metadata: { name: 'payments', namespace: null } }),
      object('v1', 'ConfigMap', { metadata: { namespace: 'payments' } }),
    ],
    [],
  ],
  ['there in every cluster', object('v1', 'ConfigMap', { metadata: { namespace: 'kube-system' } }), []],
];

describe('undeclared-namespace', () => {
  it.each(cases)('%s', (_title, manifests, expected) => {
    expect(findings(manifests)).toEqual(expected);
  });
});
