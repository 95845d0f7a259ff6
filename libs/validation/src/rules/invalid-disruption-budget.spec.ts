import type { Manifest } from '@gitops/manifest';
import { describe, expect, it } from 'vitest';
import { findings, object } from '../fixtures';

const cases: readonly (readonly [string, Manifest | readonly Manifest[], readonly string[]])[] = [
  [
    'both',
    object('policy/v1', 'PodDisruptionBudget', { spec: { minAvailable: 1, maxUnavailable: 1 } }),
    ['K8S038 spec: the budget has both minAvailable and maxUnavailable — keep one of them'],
  ],
  [
    'a percentage',
    object('policy/v1', 'PodDisruptionBudget', { spec: { minAvailable: '101%' } }),
    ['K8S038 spec.minAvailable: minAvailable must be at most 100%, and is 101%'],
  ],
  [
    'a word',
    object('policy/v1', 'PodDisruptionBudget', { spec: { maxUnavailable: 'one' } }),
    ['K8S038 spec.maxUnavailable: maxUnavailable must be a number or a percentage such as "25%", and is "one"'],
  ],
];

describe('invalid-disruption-budget', () => {
  it.each(cases)('%s', (_title, manifests, expected) => {
    expect(findings(manifests)).toEqual(expected);
  });
});
