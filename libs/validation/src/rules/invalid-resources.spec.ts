import type { Manifest } from '@gitops/manifest';
import { describe, expect, it } from 'vitest';
import { container, findings } from '../fixtures';

const cases: readonly (readonly [string, Manifest | readonly Manifest[], readonly string[]])[] = [
  [
    'above the limit',
    container({ resources: { requests: { cpu: '1' }, limits: { cpu: '500m' } } }),
    [
      'K8S026 spec.template.spec.containers[name=web].resources.requests.cpu: the request of 1 cpu is above the limit of 500m — raise the limit or lower the request',
    ],
  ],
  [
    'no quantity',
    container({ resources: { requests: { memory: '128MB' } } }),
    [
      'SCH005 spec.template.spec.containers[name=web].resources.requests.memory: "128MB" is not a quantity: a number with a unit such as m, k, M, G, Ki, Mi or Gi',
    ],
  ],
  [
    'an unknown resource',
    container({ resources: { requests: { mem: '1Gi' } } }),
    [
      'K8S026 spec.template.spec.containers[name=web].resources.requests.mem: "mem" is no resource that Kubernetes knows, and has no domain such as example.com/gpu',
    ],
  ],
  [
    'negative',
    container({ resources: { limits: { cpu: -1 } } }),
    ['K8S026 spec.template.spec.containers[name=web].resources.limits.cpu: cpu must not be negative, and is -1'],
  ],
  [
    'half a device',
    container({ resources: { limits: { 'example.com/gpu': '500m' } } }),
    [
      'K8S026 spec.template.spec.containers[name=web].resources.limits["example.com/gpu"]: example.com/gpu must be a whole number, and is 500m',
    ],
  ],
  [
    'a device without limit',
    container({ resources: { requests: { 'example.com/gpu': 1 } } }),
    [
      'K8S026 spec.template.spec.containers[name=web].resources.requests["example.com/gpu"]: the request of example.com/gpu must be its limit: it cannot be shared — set limits["example.com/gpu"] to the same',
    ],
  ],
  [
    'equal in other units',
    container({ resources: { requests: { cpu: '1000m', memory: '1Gi' }, limits: { cpu: 1, memory: '1024Mi' } } }),
    [],
  ],
  [
    'a limit of null is one of 0',
    container({ resources: { requests: { cpu: '1' }, limits: { cpu: null } } }),
    [
      'K8S026 spec.template.spec.containers[name=web].resources.requests.cpu: the request of 1 cpu is above the limit of null — raise the limit or lower the request',
    ],
  ],
  [
    'a device as quotas call it',
    container({ resources: { limits: { 'requests.example.com/gpu': 1 } } }),
    [
      'K8S026 spec.template.spec.containers[name=web].resources.limits["requests.example.com/gpu"]: "requests.example.com/gpu" must not begin with "requests.", as quotas do',
    ],
  ],
  ['blanks around a quantity', container({ resources: { limits: { memory: ' 2Gi ' } } }), []],
];

describe('invalid-resources', () => {
  it.each(cases)('%s', (_title, manifests, expected) => {
    expect(findings(manifests)).toEqual(expected);
  });
});
