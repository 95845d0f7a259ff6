import type { Manifest } from '@gitops/manifest';
import { describe, expect, it } from 'vitest';
import { deployment, findings, pod } from '../fixtures';

const cases: readonly (readonly [string, Manifest | readonly Manifest[], readonly string[]])[] = [
  ['negative replicas', deployment({ replicas: -1 }), ['SCH005 spec.replicas: -1 must be at least 0']],
  [
    'a restart policy',
    pod({ restartPolicy: 'Never' }),
    [
      'K8S030 spec.template.spec.restartPolicy: the pods of a Deployment always restart, and restartPolicy is "Never" — remove restartPolicy, or make it a Job',
    ],
  ],
  [
    'Recreate with rollingUpdate',
    deployment({ strategy: { type: 'Recreate', rollingUpdate: { maxSurge: 1 } } }),
    ['K8S030 spec.strategy.rollingUpdate: strategy "Recreate" takes no rollingUpdate — remove rollingUpdate'],
  ],
  [
    'nothing may change',
    deployment({ strategy: { rollingUpdate: { maxSurge: 0, maxUnavailable: '0%' } } }),
    [
      'K8S030 spec.strategy.rollingUpdate: maxUnavailable and maxSurge are both 0, so no pod could be replaced — set one of them to 1 or more',
    ],
  ],
  [
    'a percentage',
    deployment({ strategy: { rollingUpdate: { maxUnavailable: '150%' } } }),
    ['K8S030 spec.strategy.rollingUpdate.maxUnavailable: maxUnavailable must be at most 100%, and is 150%'],
  ],
  [
    'no percentage',
    deployment({ strategy: { rollingUpdate: { maxSurge: '3' } } }),
    ['K8S030 spec.strategy.rollingUpdate.maxSurge: maxSurge must be a number or a percentage such as "25%", and is "3"'],
  ],
  [
    'a deadline',
    deployment({ progressDeadlineSeconds: 10, minReadySeconds: 20 }),
    ['K8S030 spec.progressDeadlineSeconds: progressDeadlineSeconds 10 must be more than minReadySeconds 20'],
  ],
];

describe('invalid-workload', () => {
  it.each(cases)('%s', (_title, manifests, expected) => {
    expect(findings(manifests)).toEqual(expected);
  });
});
