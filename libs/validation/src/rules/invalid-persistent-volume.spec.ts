import type { JsonObject, Manifest } from '@gitops/manifest';
import { describe, expect, it } from 'vitest';
import { findings, object } from '../fixtures';

const volume = (spec: JsonObject): Manifest => ({
  ...object('v1', 'PersistentVolume', {
    spec: {
      capacity: { storage: '10Gi' },
      accessModes: ['ReadWriteOnce'],
      ...('nfs' in spec || 'local' in spec ? {} : { csi: { driver: 'ebs.csi.aws.com', volumeHandle: 'vol-1' } }),
      ...spec,
    },
  }),
  metadata: { name: 'data' },
});
const csi = (fields: JsonObject): Manifest => volume({ csi: { driver: 'efs.csi.aws.com', volumeHandle: 'fs-1', ...fields } });
const onNode = { required: { nodeSelectorTerms: [{ matchExpressions: [{ key: 'a', operator: 'Exists' }] }] } };

const cases: readonly (readonly [string, Manifest, readonly string[]])[] = [
  ['of a CSI driver', volume({ storageClassName: 'gp3' }), []],
  ['of a file server', volume({ nfs: { server: 'files', path: '/data' } }), []],
  ['on a node', volume({ local: { path: '/data' }, nodeAffinity: onNode }), []],
  ['with a claim', volume({ claimRef: { name: 'data', namespace: 'shop' } }), []],
  ['with secrets', csi({ nodePublishSecretRef: { name: 'a', namespace: 'b' }, nodeStageSecretRef: { name: 'X' } }), []],
  [
    'without a size',
    volume({ capacity: {} }),
    ['K8S040 spec: the volume does not say how much storage it has — set capacity: { storage: 10Gi }'],
  ],
  ['of no size', volume({ capacity: { storage: '0' } }), ['K8S040 spec.capacity.storage: storage must be more than 0, and is 0']],
  [
    'with another capacity',
    volume({ capacity: { storage: '1Gi', cpu: 1 } }),
    ['K8S040 spec.capacity.cpu: capacity is of storage, not of "cpu"'],
  ],
  [
    'of one pod and of many',
    volume({ accessModes: ['ReadWriteOncePod', 'ReadOnlyMany'] }),
    ['K8S040 spec.accessModes: access mode "ReadWriteOncePod" excludes others — keep one'],
  ],
  [
    'a class',
    volume({ storageClassName: 'GP3' }),
    [
      'K8S040 spec.storageClassName: "GP3" must be lower-case letters, digits, "-" and ".", and each part begin and end with a letter or digit',
    ],
  ],
  ['no source', volume({ csi: null }), ['K8S040 spec: the volume has no source — set csi']],
  [
    'two sources',
    volume({ csi: { driver: 'a.b', volumeHandle: 'c' }, nfs: { server: 's', path: '/' } }),
    ['K8S040 spec: the volume has csi and nfs, and takes one source — keep one of them'],
  ],
  [
    'a relative path',
    volume({ nfs: { server: 'files', path: 'data' } }),
    ['K8S040 spec.nfs.path: "data" must be an absolute path — write "/data"'],
  ],
  [
    'a driver',
    csi({ driver: 'efs_csi' }),
    [
      'K8S040 spec.csi.driver: "efs_csi" must be lower-case letters, digits, "-" and ".", and each part begin and end with a letter or digit',
    ],
  ],
  [
    'a secret in no namespace',
    csi({ nodeExpandSecretRef: { name: 'a' } }),
    ['K8S040 spec.csi.nodeExpandSecretRef.namespace: the reference has no namespace'],
  ],
  [
    'on a node without value',
    volume({
      local: { path: '/data' },
      nodeAffinity: { required: { nodeSelectorTerms: [{ matchExpressions: [{ key: 'a', operator: 'In' }] }] } },
    }),
    ['K8S040 spec.nodeAffinity.required.nodeSelectorTerms[0].matchExpressions[0]: operator "In" needs values'],
  ],
  [
    'on no node',
    volume({ local: { path: '/data' } }),
    ['K8S040 spec.local: a local volume is on some node — set nodeAffinity.required'],
  ],
];

describe('invalid-persistent-volume', () => {
  it.each(cases)('%s', (_title, manifest, expected) => {
    expect(findings(manifest)).toEqual(expected);
  });
});
