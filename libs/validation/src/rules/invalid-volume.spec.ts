import type { Manifest } from '@gitops/manifest';
import { describe, expect, it } from 'vitest';
import { findings, pod } from '../fixtures';

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
];

describe('invalid-volume', () => {
  it.each(cases)('%s', (_title, manifests, expected) => {
    expect(findings(manifests)).toEqual(expected);
  });
});
