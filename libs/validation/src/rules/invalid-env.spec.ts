import type { Manifest } from '@gitops/manifest';
import { describe, expect, it } from 'vitest';
import { container, findings } from '../fixtures';

type Case = readonly [string, Manifest, readonly string[]];

const field = (fieldPath: string): Manifest => container({ env: [{ name: 'A', valueFrom: { fieldRef: { fieldPath } } }] });
const resource = (name: string, divisor: string | number | null = null): Manifest =>
  container({ env: [{ name: 'A', valueFrom: { resourceFieldRef: { resource: name, divisor } } }] });
const refused = (name: string, divisor: string, help: string): string =>
  `K8S022 spec.template.spec.containers[name=web].env[name=A].valueFrom.resourceFieldRef.divisor: ${name} cannot be divided by ${divisor} — ${help}`;

const cases: readonly Case[] = [
  [
    'a name',
    container({ env: [{ name: '1A', value: 'x' }] }),
    [
      'K8S022 spec.template.spec.containers[name=web].env[name=1A].name: variable name "1A" must be letters, digits, "-", "_" and ".", and not begin with a digit',
    ],
  ],
  [
    'a number as value',
    container({ env: [{ name: 'PORT', value: 80 }] }),
    [
      'SCH002 spec.template.spec.containers[name=web].env[name=PORT].value: expected a string, got the number 80 — write it as a string: "80"',
    ],
  ],
  [
    'value and valueFrom',
    container({ env: [{ name: 'A', value: 'x', valueFrom: { secretKeyRef: { name: 's', key: 'k' } } }] }),
    [
      'K8S022 spec.template.spec.containers[name=web].env[name=A].valueFrom: the variable has both value and valueFrom — remove one of the two',
    ],
  ],
  [
    'no source',
    container({ env: [{ name: 'A', valueFrom: {} }] }),
    [
      'K8S022 spec.template.spec.containers[name=web].env[name=A].valueFrom: valueFrom names no source — set one of configMapKeyRef, secretKeyRef, fieldRef and resourceFieldRef',
    ],
  ],
  [
    'two sources',
    container({
      env: [{ name: 'A', valueFrom: { secretKeyRef: { name: 's', key: 'k' }, fieldRef: { fieldPath: 'metadata.name' } } }],
    }),
    [
      'K8S022 spec.template.spec.containers[name=web].env[name=A].valueFrom: valueFrom names fieldRef and secretKeyRef — keep one of them',
    ],
  ],
  [
    'a field',
    container({ env: [{ name: 'A', valueFrom: { fieldRef: { fieldPath: 'spec.hostname' } } }] }),
    [
      `K8S022 spec.template.spec.containers[name=web].env[name=A].valueFrom.fieldRef.fieldPath: a variable cannot hold the pod's "spec.hostname" — the fields here are metadata.name, metadata.namespace, metadata.uid, spec.nodeName, spec.serviceAccountName, status.hostIP, status.hostIPs, status.podIP, status.podIPs, metadata.labels['<key>'] and metadata.annotations['<key>']`,
    ],
  ],
  ['a label', container({ env: [{ name: 'A', valueFrom: { fieldRef: { fieldPath: "metadata.labels['app']" } } }] }), []],
  [
    'a reference to nothing',
    container({ env: [{ name: 'A', valueFrom: { configMapKeyRef: { key: 'k' } } }] }),
    [
      'K8S022 spec.template.spec.containers[name=web].env[name=A].valueFrom.configMapKeyRef: the reference names no object — set name',
    ],
  ],
  [
    'envFrom nothing',
    container({ envFrom: [{ prefix: 'A_' }] }),
    [
      'K8S022 spec.template.spec.containers[name=web].envFrom[0]: envFrom names no source — set one of configMapRef and secretRef',
    ],
  ],
  [
    'envFrom what cannot be',
    container({ envFrom: [{ secretRef: { name: 'My_Secret' } }, { configMapRef: { name: 'app.config' } }] }),
    [
      'K8S022 spec.template.spec.containers[name=web].envFrom[0].secretRef.name: "My_Secret" must be lower-case letters, digits, "-" and ".", and each part begin and end with a letter or digit',
    ],
  ],
  [
    'envFrom no name',
    container({ envFrom: [{ secretRef: {} }] }),
    ['K8S022 spec.template.spec.containers[name=web].envFrom[0].secretRef: the reference names no object — set name'],
  ],
  ['an old name of the node', field('spec.host'), []],
  [
    'another version of pods',
    container({ env: [{ name: 'A', valueFrom: { fieldRef: { apiVersion: 'v2', fieldPath: 'metadata.name' } } }] }),
    [
      'K8S022 spec.template.spec.containers[name=web].env[name=A].valueFrom.fieldRef.apiVersion: no pod has apiVersion "v2" — remove apiVersion',
    ],
  ],
  [
    'all labels',
    field('metadata.labels'),
    [
      `K8S022 spec.template.spec.containers[name=web].env[name=A].valueFrom.fieldRef.fieldPath: a variable cannot hold the pod's "metadata.labels" — the fields here are metadata.name, metadata.namespace, metadata.uid, spec.nodeName, spec.serviceAccountName, status.hostIP, status.hostIPs, status.podIP, status.podIPs, metadata.labels['<key>'] and metadata.annotations['<key>']`,
    ],
  ],
  [
    'a label that cannot be',
    field("metadata.labels['a b']"),
    [
      'K8S022 spec.template.spec.containers[name=web].env[name=A].valueFrom.fieldRef.fieldPath: "a b" must be letters, digits, "-", "_" and ".", and begin and end with a letter or digit',
    ],
  ],
  ['an annotation in capitals', field("metadata.annotations['Example.com/a']"), []],
  [
    'a resource',
    resource('cpu.limits'),
    [
      `K8S022 spec.template.spec.containers[name=web].env[name=A].valueFrom.resourceFieldRef.resource: a variable cannot hold the container's "cpu.limits" — the resources here are limits.cpu, requests.cpu, limits.memory, requests.memory, limits.ephemeral-storage, requests.ephemeral-storage, and limits.hugepages-<size>`,
    ],
  ],
  ...['1', '1m', '1000m', ' 1m', 0, '0.001', null].map((divisor): Case => [
    `cpu by ${String(divisor)}`,
    resource('limits.cpu', divisor),
    [],
  ]),
  ...['1Mi', '1M', '1000k', '1024Ki', '1k', '1'].map((divisor): Case => [
    `memory by ${divisor}`,
    resource('requests.memory', divisor),
    [],
  ]),
  ...['10m', '1k', '-1', '1e-3'].map((divisor): Case => [
    `cpu not by ${divisor}`,
    resource('limits.cpu', divisor),
    [refused('limits.cpu', divisor, 'write 1 or 1m')],
  ]),
  ...['1m', '2Mi', '1024', '1e3', '100M'].map((divisor): Case => [
    `huge pages not by ${divisor}`,
    resource('limits.hugepages-2Mi', divisor),
    [refused('limits.hugepages-2Mi', divisor, 'write 1, 1k, 1M, 1G, 1T, 1P, 1E, 1Ki, 1Mi, 1Gi, 1Ti, 1Pi or 1Ei')],
  ]),
];

describe('invalid-env', () => {
  it.each(cases)('%s', (_title, manifests, expected) => {
    expect(findings(manifests)).toEqual(expected);
  });
});
