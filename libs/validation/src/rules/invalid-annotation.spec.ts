import type { Manifest } from '@gitops/manifest';
import { describe, expect, it } from 'vitest';
import { deployment, findings, object } from '../fixtures';

const cases: readonly (readonly [string, Manifest | readonly Manifest[], readonly string[]])[] = [
  [
    'a bad key',
    object('v1', 'ConfigMap', { metadata: { annotations: { 'a b': 'c' } } }),
    [
      'K8S003 metadata.annotations["a b"]: annotation key "a b" must be letters, digits, "-", "_" and ".", and begin and end with a letter or digit',
    ],
  ],
  [
    'too much',
    object('v1', 'ConfigMap', { metadata: { annotations: { a: 'x'.repeat(262144) } } }),
    [
      'K8S003 metadata.annotations: the annotations have 262145 bytes, and Kubernetes takes at most 262144 — keep large text in a ConfigMap',
    ],
  ],
  [
    'of the pods',
    deployment({
      template: {
        metadata: { labels: { app: 'web' }, annotations: { '/x': '' } },
        spec: { containers: [{ name: 'a', image: 'a:1' }] },
      },
    }),
    [
      'K8S003 spec.template.metadata.annotations["/x"]: annotation key "/x" must have a DNS name before its "/", as in example.com/name',
    ],
  ],
  [
    'any value and an upper-case prefix are fine',
    object('v1', 'ConfigMap', { metadata: { annotations: { 'Example.com/x': 'any text\n' } } }),
    [],
  ],
];

describe('invalid-annotation', () => {
  it.each(cases)('%s', (_title, manifests, expected) => {
    expect(findings(manifests)).toEqual(expected);
  });
});
