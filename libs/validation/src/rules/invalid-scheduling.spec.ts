import type { Manifest } from '@gitops/manifest';
import { describe, expect, it } from 'vitest';
import { findings, pod } from '../fixtures';

const cases: readonly (readonly [string, Manifest | readonly Manifest[], readonly string[]])[] = [
  [
    'a toleration of nothing',
    pod({ tolerations: [{ effect: 'NoSchedule' }] }),
    [
      'K8S029 spec.template.spec.tolerations[0]: the toleration names no taint — set key, or operator: Exists to tolerate every taint',
    ],
  ],
  [
    'a value with Exists',
    pod({ tolerations: [{ key: 'a', operator: 'Exists', value: 'b' }] }),
    ['K8S029 spec.template.spec.tolerations[0].value: operator "Exists" takes no value — remove value, or write operator: Equal'],
  ],
  [
    'seconds without NoExecute',
    pod({ tolerations: [{ key: 'a', operator: 'Exists', effect: 'NoSchedule', tolerationSeconds: 5 }] }),
    [
      'K8S029 spec.template.spec.tolerations[0].tolerationSeconds: only effect "NoExecute" takes tolerationSeconds — set effect: NoExecute',
    ],
  ],
  [
    'a bad operator',
    pod({ tolerations: [{ key: 'a', operator: 'In' }] }),
    ['K8S029 spec.template.spec.tolerations[0].operator: "In" must be one of "Equal", "Exists"'],
  ],
  [
    'In without values',
    pod({
      affinity: {
        nodeAffinity: {
          requiredDuringSchedulingIgnoredDuringExecution: {
            nodeSelectorTerms: [{ matchExpressions: [{ key: 'a', operator: 'In' }] }],
          },
        },
      },
    }),
    [
      'K8S029 spec.template.spec.affinity.nodeAffinity.requiredDuringSchedulingIgnoredDuringExecution.nodeSelectorTerms[0].matchExpressions[0]: operator "In" needs values',
    ],
  ],
  [
    'minDomains',
    pod({ topologySpreadConstraints: [{ maxSkew: 1, topologyKey: 'zone', whenUnsatisfiable: 'ScheduleAnyway', minDomains: 2 }] }),
    ['K8S029 spec.template.spec.topologySpreadConstraints[0].minDomains: minDomains needs whenUnsatisfiable: DoNotSchedule'],
  ],
  [
    'a value that a taint can have',
    pod({
      tolerations: [
        { key: 'team', value: 'shop_1.x' },
        { key: 'other', value: '' },
      ],
    }),
    [],
  ],
  [
    'a value that no taint can have',
    pod({ tolerations: [{ key: 'team', operator: 'Equal', value: 'the shop' }] }),
    [
      'K8S029 spec.template.spec.tolerations[0].value: "the shop" must be letters, digits, "-", "_" and ".", and begin and end with a letter or digit',
    ],
  ],
  [
    'a key of spread pods',
    pod({
      topologySpreadConstraints: [
        {
          maxSkew: 1,
          topologyKey: 'zone',
          whenUnsatisfiable: 'DoNotSchedule',
          labelSelector: { matchLabels: { app: 'web' } },
          matchLabelKeys: ['pod-template-hash', 'a b'],
        },
      ],
    }),
    [
      'K8S029 spec.template.spec.topologySpreadConstraints[0].matchLabelKeys[1]: "a b" must be letters, digits, "-", "_" and ".", and begin and end with a letter or digit',
    ],
  ],
];

describe('invalid-scheduling', () => {
  it.each(cases)('%s', (_title, manifests, expected) => {
    expect(findings(manifests)).toEqual(expected);
  });
});
