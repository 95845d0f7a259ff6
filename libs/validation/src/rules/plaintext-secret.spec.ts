import type { Manifest } from '@gitops/manifest';
import { describe, expect, it } from 'vitest';
import { findings, object } from '../fixtures';

const cases: readonly (readonly [string, Manifest | readonly Manifest[], readonly string[]])[] = [
  [
    'data',
    object('v1', 'Secret', { data: { password: 'aHVudGVyMg==' } }),
    [
      `SEC001 data: the Secret's "password" would be readable in git — create the Secret outside git and refer to it by name, or use SealedSecret or ExternalSecret`,
    ],
  ],
  [
    'stringData',
    object('v1', 'Secret', { stringData: { user: 'a', password: 'b' } }),
    [
      `SEC001 stringData: the Secret's "user", "password" would be readable in git — create the Secret outside git and refer to it by name, or use SealedSecret or ExternalSecret`,
    ],
  ],
  ['empty values', object('v1', 'Secret', { data: { password: '' } }), []],
  [
    'a token that the server makes',
    object('v1', 'Secret', {
      type: 'kubernetes.io/service-account-token',
      metadata: { annotations: { 'kubernetes.io/service-account.name': 'x' } },
    }),
    [],
  ],
];

describe('plaintext-secret', () => {
  it.each(cases)('%s', (_title, manifests, expected) => {
    expect(findings(manifests)).toEqual(expected);
  });
});
