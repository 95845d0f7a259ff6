import type { Manifest } from '@gitops/manifest';
import { describe, expect, it } from 'vitest';
import { deployment, findings, object } from '../fixtures';

const cases: readonly (readonly [string, Manifest | readonly Manifest[], readonly string[]])[] = [
  [
    'both',
    [
      deployment({ replicas: 3 }),
      object('autoscaling/v2', 'HorizontalPodAutoscaler', {
        spec: { maxReplicas: 5, scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'web' } },
      }),
    ],
    [
      'FLX005 spec.replicas: HorizontalPodAutoscaler shop/web decides how many replicas there are, and Flux would set 3 at each sync — remove spec.replicas; spec.minReplicas of the autoscaler is the least there will be',
    ],
  ],
  [
    'replicas left out',
    [
      deployment(),
      object('autoscaling/v2', 'HorizontalPodAutoscaler', {
        spec: { maxReplicas: 5, scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'web' } },
      }),
    ],
    [],
  ],
  [
    'another workload',
    [
      deployment({ replicas: 3 }),
      object('autoscaling/v2', 'HorizontalPodAutoscaler', {
        spec: { maxReplicas: 5, scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'api' } },
      }),
    ],
    [],
  ],
];

describe('replicas-with-autoscaler', () => {
  it.each(cases)('%s', (_title, manifests, expected) => {
    expect(findings(manifests)).toEqual(expected);
  });
});
