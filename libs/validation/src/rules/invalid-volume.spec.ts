import type { JsonObject, Manifest } from '@gitops/manifest';
import { describe, expect, it } from 'vitest';
import { findings, pod } from '../fixtures';

const files = (...items: readonly JsonObject[]): Manifest =>
  pod({ volumes: [{ name: 'a', downwardAPI: { items: [...items] } }] });
const projected = (...sources: readonly JsonObject[]): Manifest =>
  pod({ volumes: [{ name: 'a', projected: { sources: [...sources] } }] });

const cases: readonly (readonly [string, Manifest | readonly Manifest[], readonly string[]])[] = [
  [
    'a name',
    pod({ volumes: [{ name: 'My', emptyDir: {} }] }),
    [
      'K8S023 spec.template.spec.volumes[name=My].name: volume name "My" must be lower-case letters, digits and "-", and begin and end with a letter or digit',
    ],
  ],
  [
    'two sources',
    pod({ volumes: [{ name: 'a', emptyDir: {}, hostPath: { path: '/x' } }] }),
    ['K8S023 spec.template.spec.volumes[name=a]: the volume has emptyDir and hostPath, and takes one source — keep one of them'],
  ],
  [
    'a secret without name',
    pod({ volumes: [{ name: 'a', secret: {} }] }),
    ['K8S023 spec.template.spec.volumes[name=a].secret: the volume names no Secret — set secretName'],
  ],
  [
    'an absolute file',
    pod({ volumes: [{ name: 'a', configMap: { name: 'c', items: [{ key: 'k', path: '/etc/x' }] } }] }),
    ['K8S023 spec.template.spec.volumes[name=a].configMap.items[0].path: "/etc/x" must be a relative path — write "etc/x"'],
  ],
  [
    'a file outside',
    pod({ volumes: [{ name: 'a', configMap: { name: 'c', items: [{ key: 'k', path: '../x' }] } }] }),
    ['K8S023 spec.template.spec.volumes[name=a].configMap.items[0].path: "../x" must not contain ".."'],
  ],
  [
    'a mode',
    pod({ volumes: [{ name: 'a', configMap: { name: 'c', defaultMode: 644 } }] }),
    ['SCH005 spec.template.spec.volumes[name=a].configMap.defaultMode: 644 must be at most 511'],
  ],
  ['no source is an emptyDir', pod({ volumes: [{ name: 'a' }] }), []],
  ['files of the downward API', files({ path: 'labels', fieldRef: { fieldPath: 'metadata.labels' } }), []],
  ['a resource', files({ path: 'cpu', resourceFieldRef: { containerName: 'web', resource: 'limits.cpu' } }), []],
  [
    'a field of the pod that files have not',
    files({ path: 'node', fieldRef: { fieldPath: 'spec.nodeName' } }),
    [
      `K8S023 spec.template.spec.volumes[name=a].downwardAPI.items[0].fieldRef.fieldPath: a file cannot hold the pod's "spec.nodeName" — the fields here are metadata.name, metadata.namespace, metadata.labels, metadata.annotations, metadata.uid, metadata.labels['<key>'] and metadata.annotations['<key>']`,
    ],
  ],
  [
    'a resource of no container',
    files({ path: 'cpu', resourceFieldRef: { resource: 'limits.cpu' } }),
    [
      'K8S023 spec.template.spec.volumes[name=a].downwardAPI.items[0].resourceFieldRef: a file of the downward API does not say whose resource it holds — set containerName',
    ],
  ],
  [
    'a file of nothing',
    files({ path: 'x' }),
    [
      'K8S023 spec.template.spec.volumes[name=a].downwardAPI.items[0]: a file of the downward API comes from one of fieldRef and resourceFieldRef',
    ],
  ],
  [
    'a name of the kubelet',
    files({ path: '..data', fieldRef: { fieldPath: 'metadata.name' } }),
    ['K8S023 spec.template.spec.volumes[name=a].downwardAPI.items[0].path: "..data" must not begin with ".."'],
  ],
  [
    'one file twice',
    projected(
      { secret: { name: 's', items: [{ key: 'a', path: 'file' }] } },
      { configMap: { name: 'c', items: [{ key: 'a', path: 'file' }] } },
    ),
    [
      'K8S023 spec.template.spec.volumes[name=a].projected.sources[1].configMap.items[0].path: another file of the volume is at "file" already — rename one of the two',
    ],
  ],
  [
    'two files',
    projected(
      { secret: { name: 's', items: [{ key: 'a', path: 'one' }] } },
      { downwardAPI: { items: [{ path: 'two', fieldRef: { fieldPath: 'metadata.name' } }] } },
    ),
    [],
  ],
  [
    'a directory of a file server',
    pod({ volumes: [{ name: 'a', nfs: { server: 'files', path: 'data' } }] }),
    ['K8S023 spec.template.spec.volumes[name=a].nfs.path: "data" must be an absolute path — write "/data"'],
  ],
  [
    'less than no space',
    pod({ volumes: [{ name: 'a', emptyDir: { sizeLimit: '-1Mi' } }] }),
    ['K8S023 spec.template.spec.volumes[name=a].emptyDir.sizeLimit: the size limit is negative'],
  ],
  [
    'a driver',
    pod({ volumes: [{ name: 'a', csi: { driver: 'secrets-store.csi.k8s.io', nodePublishSecretRef: { name: 's' } } }] }),
    [],
  ],
  [
    'a driver that cannot be',
    pod({ volumes: [{ name: 'a', csi: { driver: `${'x'.repeat(60)}.com`, nodePublishSecretRef: {} } }] }),
    [
      `K8S023 spec.template.spec.volumes[name=a].csi.driver: "${'x'.repeat(60)}.com" must have at most 63 characters, not 64`,
      'K8S023 spec.template.spec.volumes[name=a].csi.nodePublishSecretRef: the reference names no Secret — set name',
    ],
  ],
];

describe('invalid-volume', () => {
  it.each(cases)('%s', (_title, manifests, expected) => {
    expect(findings(manifests)).toEqual(expected);
  });
});
