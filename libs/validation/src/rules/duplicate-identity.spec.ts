import type { Manifest } from '@gitops/manifest';
import { describe, expect, it } from 'vitest';
import { findings, object } from '../fixtures';

const cases: readonly (readonly [string, Manifest | readonly Manifest[], readonly string[]])[] = [
  [
    'twice the same',
    [object('v1', 'ConfigMap'), object('v1', 'ConfigMap')],
    [
      'LAY002 metadata.name: ConfigMap shop/web of v1 is defined already — give one of the two another name, or place it in another namespace',
    ],
  ],
  [
    'two groups, one identity',
    [
      object('autoscaling/v1', 'HorizontalPodAutoscaler', {
        spec: { maxReplicas: 1, scaleTargetRef: { kind: 'Deployment', name: 'x' } },
      }),
      object('autoscaling/v2', 'HorizontalPodAutoscaler', {
        spec: { maxReplicas: 1, scaleTargetRef: { kind: 'Deployment', name: 'x' } },
      }),
    ],
    [
      'LAY002 metadata.name: HorizontalPodAutoscaler shop/web of autoscaling/v2 is defined already, as HorizontalPodAutoscaler shop/web of autoscaling/v1 — give one of the two another name, or place it in another namespace',
    ],
  ],
  ['another kind is fine', [object('v1', 'ConfigMap'), object('v1', 'ServiceAccount')], []],
];

describe('duplicate-identity', () => {
  it.each(cases)('%s', (_title, manifests, expected) => {
    expect(findings(manifests)).toEqual(expected);
  });
});
