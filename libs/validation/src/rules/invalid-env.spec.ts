import type { Manifest } from '@gitops/manifest';
import { describe, expect, it } from 'vitest';
import { container, findings } from '../fixtures';

const cases: readonly (readonly [string, Manifest | readonly Manifest[], readonly string[]])[] = [
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
];

describe('invalid-env', () => {
  it.each(cases)('%s', (_title, manifests, expected) => {
    expect(findings(manifests)).toEqual(expected);
  });
});
