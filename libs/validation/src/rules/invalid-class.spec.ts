import type { JsonObject, Manifest } from '@gitops/manifest';
import { describe, expect, it } from 'vitest';
import { findings } from '../fixtures';

const cluster = (apiVersion: string, kind: string, fields: JsonObject): Manifest => ({
  apiVersion,
  kind,
  metadata: { name: 'main' },
  ...fields,
});
const ingressClass = (controller: string, parameters: JsonObject | null = null): Manifest =>
  cluster('networking.k8s.io/v1', 'IngressClass', { spec: { controller, ...(parameters && { parameters }) } });
const parameters = (fields: JsonObject): Manifest =>
  ingressClass('ingress.k8s.aws/alb', { apiGroup: 'elbv2.k8s.aws', kind: 'IngressClassParams', name: 'alb', ...fields });
const storageClass = (provisioner: string): Manifest => cluster('storage.k8s.io/v1', 'StorageClass', { provisioner });

const cases: readonly (readonly [string, Manifest, readonly string[]])[] = [
  ['the load balancer controller', parameters({}), []],
  ['nginx', ingressClass('k8s.io/ingress-nginx'), []],
  ['parameters of a namespace', parameters({ scope: 'Namespace', namespace: 'shop' }), []],
  [
    'a controller without domain',
    ingressClass('alb'),
    ['K8S041 spec.controller: "alb" must be a domain, a "/" and a name, as in example.com/controller'],
  ],
  [
    'a domain',
    ingressClass('ALB/x'),
    [
      'K8S041 spec.controller: "ALB/x" must be lower-case letters, digits, "-" and ".", and each part begin and end with a letter or digit',
    ],
  ],
  [
    'a long controller',
    ingressClass(`a.b/${'x'.repeat(247)}`),
    [`K8S041 spec.controller: "a.b/${'x'.repeat(247)}" must have at most 250 characters, not 251`],
  ],
  [
    'a group',
    parameters({ apiGroup: 'v1/x' }),
    [
      'K8S041 spec.parameters.apiGroup: "v1/x" must be lower-case letters, digits, "-" and ".", and each part begin and end with a letter or digit',
    ],
  ],
  ['no group', parameters({ apiGroup: '' }), ['K8S041 spec.parameters.apiGroup: the API group is empty']],
  ['a name', parameters({ name: 'a/b' }), ['K8S041 spec.parameters.name: "a/b" must not be "." or ".." or contain "/" or "%"']],
  [
    'no namespace',
    parameters({ scope: 'Namespace' }),
    ['K8S041 spec.parameters: parameters of scope "Namespace" are in one — set namespace'],
  ],
  [
    'an empty namespace',
    parameters({ scope: 'Namespace', namespace: '' }),
    ['K8S041 spec.parameters.namespace: the namespace is empty'],
  ],
  [
    'a namespace too many',
    parameters({ namespace: 'shop' }),
    [
      'K8S041 spec.parameters.namespace: parameters of scope "Cluster" are in no namespace — write scope: Namespace, or remove namespace',
    ],
  ],
  ['a driver', storageClass('ebs.csi.aws.com'), []],
  ['a driver of Kubernetes', storageClass('Kubernetes.io/no-provisioner'), []],
  [
    'a provisioner',
    storageClass('ebs csi'),
    ['K8S041 provisioner: "ebs csi" must be letters, digits, "-", "_" and ".", and begin and end with a letter or digit'],
  ],
];

describe('invalid-class', () => {
  it.each(cases)('%s', (_title, manifest, expected) => {
    expect(findings(manifest)).toEqual(expected);
  });
});
