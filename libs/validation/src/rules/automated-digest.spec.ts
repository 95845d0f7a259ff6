import type { Manifest } from '@gitops/manifest';
import { describe, expect, it } from 'vitest';
import { container, findings } from '../fixtures';

const cases: readonly (readonly [string, Manifest | readonly Manifest[], readonly string[]])[] = [
  [
    'automated',
    {
      ...container({ image: `shop/web:1@sha256:${'0'.repeat(64)}` }),
      metadata: { name: 'web', namespace: 'shop', annotations: { 'fluxcd.io/automated': 'true' } },
    },
    [
      'FLX006 spec.template.spec.containers[name=web].image: the object is automated, and Flux cannot replace a digest — write shop/web:1 without the digest',
    ],
  ],
  ['not automated', container({ image: `shop/web:1@sha256:${'0'.repeat(64)}` }), []],
];

describe('automated-digest', () => {
  it.each(cases)('%s', (_title, manifests, expected) => {
    expect(findings(manifests)).toEqual(expected);
  });
});
