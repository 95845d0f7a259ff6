import type { Manifest } from '@gitops/manifest';
import { describe, expect, it } from 'vitest';
import { findings } from '../fixtures';

const namespace = (...finalizers: readonly string[]): Manifest => ({
  apiVersion: 'v1',
  kind: 'Namespace',
  metadata: { name: 'shop' },
  spec: { finalizers: [...finalizers] },
});
const help = 'remove spec.finalizers: the server sets "kubernetes"';

const cases: readonly (readonly [string, Manifest, readonly string[]])[] = [
  ['its own', namespace('kubernetes', 'orphan', 'foregroundDeletion'), []],
  ['of a domain', namespace('example.com/cleanup'), []],
  [
    'of no domain',
    namespace('kubernetes', 'cleanup'),
    [`K8S044 spec.finalizers[1]: finalizer "cleanup" has no domain such as example.com/cleanup — ${help}`],
  ],
  [
    'empty',
    namespace(''),
    [
      `K8S044 spec.finalizers[0]: finalizer "" must be letters, digits, "-", "_" and ".", and begin and end with a letter or digit — ${help}`,
    ],
  ],
];

describe('invalid-namespace', () => {
  it.each(cases)('%s', (_title, manifest, expected) => {
    expect(findings(manifest)).toEqual(expected);
  });
});
