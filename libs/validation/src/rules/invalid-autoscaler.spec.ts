import type { JsonObject, Manifest } from '@gitops/manifest';
import { describe, expect, it } from 'vitest';
import { findings, object } from '../fixtures';

const metric = (source: JsonObject): Manifest =>
  object('autoscaling/v2', 'HorizontalPodAutoscaler', {
    spec: { maxReplicas: 3, scaleTargetRef: { kind: 'Deployment', name: 'x' }, metrics: [source] },
  });

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
  [
    'the resource of a container',
    metric({
      type: 'ContainerResource',
      containerResource: { container: 'web', name: 'CPU', target: { type: 'Utilization', averageUtilization: 50 } },
    }),
    [
      'K8S037 spec.metrics[0].containerResource.name: "CPU" is no resource that Kubernetes knows, and has no domain such as example.com/gpu',
    ],
  ],
  [
    'a device of a container',
    metric({
      type: 'ContainerResource',
      containerResource: { container: 'web', name: 'example.com/gpu', target: { type: 'AverageValue', averageValue: 1 } },
    }),
    [],
  ],
  [
    'an object that cannot be',
    metric({
      type: 'Object',
      object: {
        describedObject: { kind: 'Ingress', name: 'shop/web' },
        metric: { name: 'requests' },
        target: { type: 'Value', value: 1 },
      },
    }),
    ['K8S037 spec.metrics[0].object.describedObject.name: "shop/web" must not be "." or ".." or contain "/" or "%"'],
  ],
  [
    'a target below 1',
    object('autoscaling/v1', 'HorizontalPodAutoscaler', {
      spec: { maxReplicas: 3, scaleTargetRef: { kind: 'Deployment', name: 'x' }, targetCPUUtilizationPercentage: 0 },
    }),
    ['K8S037 spec.targetCPUUtilizationPercentage: the target must be more than 0, and is 0'],
  ],
];

describe('invalid-autoscaler', () => {
  it.each(cases)('%s', (_title, manifests, expected) => {
    expect(findings(manifests)).toEqual(expected);
  });
});
