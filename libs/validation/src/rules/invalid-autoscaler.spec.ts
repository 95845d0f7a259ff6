import type { Manifest } from '@gitops/manifest';
import { describe, expect, it } from 'vitest';
import { findings, object } from '../fixtures';

const cases: readonly (readonly [string, Manifest | readonly Manifest[], readonly string[]])[] = [
  [
    'bounds',
    object('autoscaling/v2', 'HorizontalPodAutoscaler', {
      spec: { minReplicas: 5, maxReplicas: 3, scaleTargetRef: { kind: 'Deployment', name: 'x' } },
    }),
    ['K8S037 spec.maxReplicas: maxReplicas 3 is less than minReplicas 5 — set maxReplicas to 5 or more'],
  ],
  [
    'to zero',
    object('autoscaling/v2', 'HorizontalPodAutoscaler', {
      spec: { minReplicas: 0, maxReplicas: 3, scaleTargetRef: { kind: 'Deployment', name: 'x' } },
    }),
    ['K8S037 spec.minReplicas: Kubernetes 1.27 does not scale to 0 — set minReplicas to 1 or more'],
  ],
  [
    'a metric',
    object('autoscaling/v2', 'HorizontalPodAutoscaler', {
      spec: { maxReplicas: 3, scaleTargetRef: { kind: 'Deployment', name: 'x' }, metrics: [{ type: 'Resource' }] },
    }),
    ['K8S037 spec.metrics[0]: a metric of type "Resource" needs "resource" — set resource'],
  ],
  [
    'a target',
    object('autoscaling/v2', 'HorizontalPodAutoscaler', {
      spec: {
        maxReplicas: 3,
        scaleTargetRef: { kind: 'Deployment', name: 'x' },
        metrics: [{ type: 'Resource', resource: { name: 'cpu', target: { type: 'Utilization' } } }],
      },
    }),
    ['K8S037 spec.metrics[0].resource.target: the target has no averageUtilization or averageValue — set averageUtilization'],
  ],
  [
    'no policy',
    object('autoscaling/v2', 'HorizontalPodAutoscaler', {
      spec: { maxReplicas: 3, scaleTargetRef: { kind: 'Deployment', name: 'x' }, behavior: { scaleDown: { policies: [] } } },
    }),
    ['K8S037 spec.behavior.scaleDown.policies: the list of policies is empty — remove policies to get the server’s own'],
  ],
];

describe('invalid-autoscaler', () => {
  it.each(cases)('%s', (_title, manifests, expected) => {
    expect(findings(manifests)).toEqual(expected);
  });
});
