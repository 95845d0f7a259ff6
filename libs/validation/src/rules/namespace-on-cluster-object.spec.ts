import type { Manifest } from '@gitops/manifest';
import { describe, expect, it } from 'vitest';
import { findings, object } from '../fixtures';

const cases: readonly (readonly [string, Manifest | readonly Manifest[], readonly string[]])[] = [
  [
    'a ClusterRole',
    object('rbac.authorization.k8s.io/v1', 'ClusterRole'),
    ['FLX003 metadata.namespace: a ClusterRole belongs to no namespace — remove metadata.namespace'],
  ],
  ['a ClusterRole without', object('rbac.authorization.k8s.io/v1', 'ClusterRole', { metadata: { namespace: null } }), []],
];

describe('namespace-on-cluster-object', () => {
  it.each(cases)('%s', (_title, manifests, expected) => {
    expect(findings(manifests)).toEqual(expected);
  });
});
