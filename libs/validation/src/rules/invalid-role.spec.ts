import type { Manifest } from '@gitops/manifest';
import { describe, expect, it } from 'vitest';
import { findings, object } from '../fixtures';

const cases: readonly (readonly [string, Manifest | readonly Manifest[], readonly string[]])[] = [
  [
    'no group',
    object('rbac.authorization.k8s.io/v1', 'Role', { rules: [{ resources: ['pods'], verbs: ['get'] }] }),
    ['K8S034 rules[0]: the rule has no apiGroups — set apiGroups; [""] is the core group of Pods and Services'],
  ],
  [
    'no verbs',
    object('rbac.authorization.k8s.io/v1', 'Role', { rules: [{ apiGroups: [''], resources: ['pods'], verbs: [] }] }),
    ['SCH003 rules[0]: missing field "verbs" — add "verbs" to this item of "rules"'],
  ],
  [
    'URLs',
    object('rbac.authorization.k8s.io/v1', 'Role', { rules: [{ nonResourceURLs: ['/x'], verbs: ['get'] }] }),
    ['K8S034 rules[0].nonResourceURLs: a Role holds in its namespace, and URLs are in none — make it a ClusterRole'],
  ],
];

describe('invalid-role', () => {
  it.each(cases)('%s', (_title, manifests, expected) => {
    expect(findings(manifests)).toEqual(expected);
  });
});
