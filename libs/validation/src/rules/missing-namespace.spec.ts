import type { Manifest } from '@gitops/manifest';
import { describe, expect, it } from 'vitest';
import { findings, object } from '../fixtures';

const cases: readonly (readonly [string, Manifest | readonly Manifest[], readonly string[]])[] = [
  [
    'none',
    object('v1', 'ConfigMap', { metadata: { namespace: null } }),
    ['FLX001 metadata: a ConfigMap belongs to a namespace, and this one names none — set metadata.namespace'],
  ],
  [
    'empty',
    object('v1', 'ConfigMap', { metadata: { namespace: '' } }),
    ['FLX001 metadata: a ConfigMap belongs to a namespace, and this one names none — set metadata.namespace'],
  ],
  ['cluster-scoped', object('v1', 'Namespace', { metadata: { namespace: null } }), []],
];

describe('missing-namespace', () => {
  it.each(cases)('%s', (_title, manifests, expected) => {
    expect(findings(manifests)).toEqual(expected);
  });
});
