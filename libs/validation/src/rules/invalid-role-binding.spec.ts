import type { Manifest } from '@gitops/manifest';
import { describe, expect, it } from 'vitest';
import { findings, object } from '../fixtures';

const cases: readonly (readonly [string, Manifest | readonly Manifest[], readonly string[]])[] = [
  [
    'a Role everywhere',
    object('rbac.authorization.k8s.io/v1', 'ClusterRoleBinding', {
      metadata: { namespace: null },
      roleRef: { kind: 'Role', name: 'x' },
    }),
    [
      'K8S035 roleRef.kind: a ClusterRoleBinding holds everywhere, and a Role in its namespace — bind a ClusterRole, or make it a RoleBinding',
    ],
  ],
  [
    'an account without namespace',
    object('rbac.authorization.k8s.io/v1', 'ClusterRoleBinding', {
      metadata: { namespace: null },
      roleRef: { kind: 'ClusterRole', name: 'x' },
      subjects: [{ kind: 'ServiceAccount', name: 'x' }],
    }),
    ['K8S035 subjects[name=x]: a ServiceAccount belongs to a namespace, and this subject names none — set namespace'],
  ],
  [
    'a group',
    object('rbac.authorization.k8s.io/v1', 'RoleBinding', {
      roleRef: { kind: 'Role', name: 'x' },
      subjects: [{ kind: 'ServiceAccount', name: 'x', apiGroup: 'v1' }],
    }),
    ['K8S035 subjects[name=x].apiGroup: a ServiceAccount is in no API group — remove apiGroup'],
  ],
  [
    'a kind',
    object('rbac.authorization.k8s.io/v1', 'RoleBinding', { roleRef: { kind: 'Roles', name: 'x' } }),
    ['SCH005 roleRef.kind: "Roles" must be one of "Role", "ClusterRole" — did you mean "Role"?'],
  ],
];

describe('invalid-role-binding', () => {
  it.each(cases)('%s', (_title, manifests, expected) => {
    expect(findings(manifests)).toEqual(expected);
  });
});
