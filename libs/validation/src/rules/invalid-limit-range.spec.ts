import type { JsonObject, Manifest } from '@gitops/manifest';
import { describe, expect, it } from 'vitest';
import { findings, object } from '../fixtures';

const range = (...limits: readonly JsonObject[]): Manifest => object('v1', 'LimitRange', { spec: { limits: [...limits] } });
const ofContainers = (fields: JsonObject): Manifest => range({ type: 'Container', ...fields });

const cases: readonly (readonly [string, Manifest, readonly string[]])[] = [
  [
    'one of each type',
    range(
      { type: 'Container', min: { cpu: '10m' }, defaultRequest: { cpu: '100m' }, default: { cpu: 1 }, max: { cpu: 2 } },
      { type: 'Pod', max: { cpu: 4, memory: '8Gi' } },
      { type: 'PersistentVolumeClaim', max: { storage: '100Gi' } },
      { type: 'example.com/queue', max: { storage: '1Gi', pods: 3 } },
    ),
    [],
  ],
  ['of a device', ofContainers({ default: { 'example.com/gpu': 1 }, defaultRequest: { 'example.com/gpu': 1 } }), []],
  ['a ratio', ofContainers({ min: { cpu: 1 }, max: { cpu: 4 }, maxLimitRequestRatio: { cpu: 4 } }), []],
  [
    'a type',
    range({ type: 'container' }),
    ['K8S042 spec.limits[0].type: "container" must be one of Container, Pod, PersistentVolumeClaim'],
  ],
  [
    'a type twice',
    range({ type: 'Pod', max: { cpu: 1 } }, { type: 'Pod', max: { memory: '1Gi' } }),
    ['K8S042 spec.limits[1].type: another limit has type "Pod" already — put its fields into the limit before'],
  ],
  [
    'a resource',
    ofContainers({ max: { storage: '1Gi' } }),
    [
      'K8S042 spec.limits[0].max.storage: "storage" is no resource that Kubernetes knows, and has no domain such as example.com/gpu',
    ],
  ],
  [
    'a default of pods',
    range({ type: 'Pod', default: { cpu: 1 } }),
    ['K8S042 spec.limits[0].default: type "Pod" takes no default — write it for type: Container'],
  ],
  [
    'claims without storage',
    range({ type: 'PersistentVolumeClaim', max: { pods: 1 } }),
    ['K8S042 spec.limits[0]: type "PersistentVolumeClaim" needs min or max of storage — set max: { storage: 100Gi }'],
  ],
  [
    'a default above max',
    ofContainers({ default: { cpu: 3 }, max: { cpu: 2 } }),
    ['K8S042 spec.limits[0].default.cpu: default of cpu is 3, above max, which is 2'],
  ],
  [
    'a request above its limit',
    ofContainers({ default: { memory: '1Gi' }, defaultRequest: { memory: '2Gi' } }),
    ['K8S042 spec.limits[0].defaultRequest.memory: defaultRequest of memory is 2Gi, above default, which is 1Gi'],
  ],
  [
    'min above all',
    ofContainers({ min: { cpu: 9 }, max: { cpu: 8 } }),
    ['K8S042 spec.limits[0].min.cpu: min of cpu is 9, above max, which is 8'],
  ],
  [
    'null is 0',
    ofContainers({ min: { cpu: 1 }, max: { cpu: null } }),
    ['K8S042 spec.limits[0].min.cpu: min of cpu is 1, above max, which is null'],
  ],
  [
    'half a device',
    ofContainers({ default: { 'example.com/gpu': 2 }, defaultRequest: { 'example.com/gpu': 1 } }),
    [
      'K8S042 spec.limits[0].defaultRequest["example.com/gpu"]: defaultRequest of example.com/gpu must be its default: it cannot be shared',
    ],
  ],
  [
    'a ratio below 1',
    ofContainers({ maxLimitRequestRatio: { cpu: '500m' } }),
    ['K8S042 spec.limits[0].maxLimitRequestRatio.cpu: the ratio of cpu is 500m, less than 1'],
  ],
  [
    'a ratio that never is',
    ofContainers({ min: { cpu: 1 }, max: { cpu: 2 }, maxLimitRequestRatio: { cpu: 3 } }),
    ['K8S042 spec.limits[0].maxLimitRequestRatio.cpu: the ratio of cpu is 3, more than max and min allow'],
  ],
];

describe('invalid-limit-range', () => {
  it.each(cases)('%s', (_title, manifest, expected) => {
    expect(findings(manifest)).toEqual(expected);
  });
});
