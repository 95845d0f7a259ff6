import type { Manifest } from '@gitops/manifest';
import { describe, expect, it } from 'vitest';
import { findings, object } from '../fixtures';

const cases: readonly (readonly [string, Manifest | readonly Manifest[], readonly string[]])[] = [
  [
    'a blank',
    object('v1', 'ConfigMap', { data: { 'a b': 'c' } }),
    ['K8S033 data["a b"]: key "a b" must be letters, digits, "-", "_" and "."'],
  ],
  [
    'in both',
    object('v1', 'ConfigMap', { data: { a: 'c' }, binaryData: { a: 'YQ==' } }),
    ['K8S033 binaryData.a: key "a" is in data already — remove one of the two'],
  ],
  [
    'too much',
    object('v1', 'ConfigMap', { data: { a: 'x'.repeat(1048577) } }),
    [
      'K8S033 the ConfigMap has 1048577 bytes of data, and Kubernetes takes at most 1048576 — split it up, or put the data into the image',
    ],
  ],
  ['no base64', object('v1', 'ConfigMap', { binaryData: { a: 'YQ' } }), ['SCH005 binaryData.a: the value is not base64']],
  [
    'a type',
    object('v1', 'Secret', { type: 'kubernetes.io/tls' }),
    ['K8S033 a Secret of type "kubernetes.io/tls" needs "tls.crt" and "tls.key"'],
  ],
  [
    'a number',
    object('v1', 'ConfigMap', { data: { port: 80 } }),
    ['SCH002 data.port: expected a string, got the number 80 — write it as a string: "80"'],
  ],
];

describe('invalid-data-key', () => {
  it.each(cases)('%s', (_title, manifests, expected) => {
    expect(findings(manifests)).toEqual(expected);
  });
});
