import type { Manifest } from '@gitops/manifest';
import { describe, expect, it } from 'vitest';
import { deployment, findings } from '../fixtures';

const cases: readonly (readonly [string, Manifest | readonly Manifest[], readonly string[]])[] = [
  [
    'another value',
    deployment({ selector: { matchLabels: { app: 'api' } } }),
    [
      'K8S010 spec.selector.matchLabels.app: the selector asks for app=api, and the pod template has app=web — set spec.template.metadata.labels["app"] to "api"',
    ],
  ],
  [
    'no such label',
    deployment({ selector: { matchLabels: { app: 'web', tier: 'front' } } }),
    [
      'K8S010 spec.selector.matchLabels.tier: the selector asks for tier=front, and the pod template has no such label — set spec.template.metadata.labels["tier"] to "front"',
    ],
  ],
  [
    'empty',
    deployment({ selector: {} }),
    ['K8S010 spec.selector: the selector is empty — set spec.selector.matchLabels to labels of spec.template'],
  ],
  [
    'an expression',
    deployment({
      selector: { matchLabels: { app: 'web' }, matchExpressions: [{ key: 'app', operator: 'NotIn', values: ['web'] }] },
    }),
    [
      `K8S010 spec.selector.matchExpressions[0]: the pod template's labels do not match this expression on "app" — change the expression or the labels of spec.template`,
    ],
  ],
  ['an expression that matches', deployment({ selector: { matchExpressions: [{ key: 'app', operator: 'Exists' }] } }), []],
];

describe('selector-mismatch', () => {
  it.each(cases)('%s', (_title, manifests, expected) => {
    expect(findings(manifests)).toEqual(expected);
  });
});
