import type { Manifest } from '@gitops/manifest';
import { describe, expect, it } from 'vitest';
import { findings, object } from '../fixtures';

const cases: readonly (readonly [string, Manifest | readonly Manifest[], readonly string[]])[] = [
  [
    'no storage',
    object('v1', 'PersistentVolumeClaim', { spec: { accessModes: ['ReadWriteOnce'], resources: {} } }),
    ['K8S036 spec.resources: the claim does not say how much storage it wants — set resources.requests.storage, such as 10Gi'],
  ],
  [
    'no mode',
    object('v1', 'PersistentVolumeClaim', { spec: { resources: { requests: { storage: '1Gi' } } } }),
    ['SCH003 spec: missing field "accessModes" — add "accessModes" to "spec"'],
  ],
  [
    'a bad mode',
    object('v1', 'PersistentVolumeClaim', { spec: { accessModes: ['ReadWrite'], resources: { requests: { storage: '1Gi' } } } }),
    [
      'SCH005 spec.accessModes[0]: "ReadWrite" must be one of "ReadWriteOnce", "ReadOnlyMany", "ReadWriteMany", "ReadWriteOncePod"',
    ],
  ],
  [
    'nothing',
    object('v1', 'PersistentVolumeClaim', {
      spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '0' } } },
    }),
    ['K8S036 spec.resources.requests.storage: storage must be more than 0, and is 0'],
  ],
];

describe('invalid-claim', () => {
  it.each(cases)('%s', (_title, manifests, expected) => {
    expect(findings(manifests)).toEqual(expected);
  });
});
