import type { Manifest } from '@gitops/manifest';
import { describe, expect, it } from 'vitest';
import { container, deployment, findings, object } from '../fixtures';

const cases: readonly (readonly [string, Manifest | readonly Manifest[], readonly string[]])[] = [
  [
    'misspelt',
    deployment({}, { volumes: [{ name: 'data', emptyDir: {} }] }, { volumeMounts: [{ name: 'dtaa', mountPath: '/data' }] }),
    [
      'K8S024 spec.template.spec.containers[name=web].volumeMounts[name=dtaa].name: the pod has no volume "dtaa" — did you mean "data"?',
    ],
  ],
  [
    'no volumes',
    container({ volumeMounts: [{ name: 'data', mountPath: '/data' }] }),
    [
      'K8S024 spec.template.spec.containers[name=web].volumeMounts[name=data].name: the pod has no volume "data" — the pod has no volumes: add one named "data"',
    ],
  ],
  [
    'a relative subPath',
    deployment(
      {},
      { volumes: [{ name: 'data', emptyDir: {} }] },
      { volumeMounts: [{ name: 'data', mountPath: '/data', subPath: '/a' }] },
    ),
    ['K8S023 spec.template.spec.containers[name=web].volumeMounts[name=data].subPath: "/a" must be a relative path — write "a"'],
  ],
  [
    'a claim of a StatefulSet',
    object('apps/v1', 'StatefulSet', {
      spec: {
        selector: { matchLabels: { app: 'db' } },
        template: {
          metadata: { labels: { app: 'db' } },
          spec: { containers: [{ name: 'db', image: 'db:1', volumeMounts: [{ name: 'data', mountPath: '/data' }] }] },
        },
        volumeClaimTemplates: [
          { metadata: { name: 'data' }, spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Gi' } } } },
        ],
      },
    }),
    [],
  ],
];

describe('unknown-volume', () => {
  it.each(cases)('%s', (_title, manifests, expected) => {
    expect(findings(manifests)).toEqual(expected);
  });
});
