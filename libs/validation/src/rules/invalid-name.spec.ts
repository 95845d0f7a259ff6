import type { Manifest } from '@gitops/manifest';
import { describe, expect, it } from 'vitest';
import { cronJob, deployment, findings, job, object, service } from '../fixtures';

const cases: readonly (readonly [string, Manifest | readonly Manifest[], readonly string[]])[] = [
  [
    'upper case',
    object('v1', 'ConfigMap', { metadata: { name: 'My_Config' } }),
    [
      'K8S001 metadata.name: name "My_Config" must be lower-case letters, digits, "-" and ".", and each part begin and end with a letter or digit — write for example "my-config"',
    ],
  ],
  [
    'an empty name',
    object('v1', 'ConfigMap', { metadata: { name: '' } }),
    ['K8S001 metadata.name: the name is empty — set metadata.name'],
  ],
  [
    'a generated name',
    object('v1', 'ConfigMap', { metadata: { name: '', generateName: 'x-' } }),
    [
      'K8S001 metadata.name: the name is empty — write metadata.name: Flux cannot follow an object whose name the server makes up',
    ],
  ],
  [
    'a dot in a Namespace',
    object('v1', 'Namespace', { metadata: { name: 'a.b', namespace: null } }),
    [
      'K8S001 metadata.name: name "a.b" must be lower-case letters, digits and "-", and begin and end with a letter or digit — write for example "a-b"',
    ],
  ],
  [
    'a digit first in a Service',
    [deployment(), { ...service(), metadata: { name: '1web', namespace: 'shop' } }],
    ['K8S001 metadata.name: name "1web" must be lower-case letters, digits and "-", and begin with a letter'],
  ],
  [
    'a dot in a StatefulSet',
    object('apps/v1', 'StatefulSet', { metadata: { name: 'a.b' }, spec: deployment()['spec'] ?? {} }),
    [
      'K8S001 metadata.name: name "a.b" must be lower-case letters, digits and "-", and begin and end with a letter or digit — write for example "a-b"',
    ],
  ],
  [
    'a long CronJob',
    { ...cronJob(), metadata: { name: 'a'.repeat(53), namespace: 'shop' } },
    [
      'K8S001 metadata.name: name "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa" must have at most 52 characters, not 53',
    ],
  ],
  [
    'a long Job',
    { ...job(), metadata: { name: 'a'.repeat(64), namespace: 'shop' } },
    [
      'K8S001 metadata.name: name "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa" must have at most 63 characters, not 64',
    ],
  ],
  ['a dot in a Deployment is fine', { ...deployment(), metadata: { name: 'a.b', namespace: 'shop' } }, []],
  ['a colon in a role is fine', object('rbac.authorization.k8s.io/v1', 'Role', { metadata: { name: 'system:x' } }), []],
  [
    'a slash in a role',
    object('rbac.authorization.k8s.io/v1', 'Role', { metadata: { name: 'a/b' } }),
    ['K8S001 metadata.name: name "a/b" must not be "." or ".." or contain "/" or "%" — write for example "a-b"'],
  ],
  [
    'a bad namespace',
    object('v1', 'ConfigMap', { metadata: { namespace: 'Shop' } }),
    [
      'K8S001 metadata.namespace: namespace "Shop" must be lower-case letters, digits and "-", and begin and end with a letter or digit',
      'K8S004 metadata.namespace: namespace "Shop" is not declared by the cluster — did you mean "shop"?',
    ],
  ],
];

describe('invalid-name', () => {
  it.each(cases)('%s', (_title, manifests, expected) => {
    expect(findings(manifests)).toEqual(expected);
  });
});
