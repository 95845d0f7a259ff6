import type { Manifest } from '@gitops/manifest';
import { describe, expect, it } from 'vitest';
import { findings, object, pod } from '../fixtures';

const cases: readonly (readonly [string, Manifest | readonly Manifest[], readonly string[]])[] = [
  [
    'a value with a blank',
    object('v1', 'ConfigMap', { metadata: { labels: { app: 'my app' } } }),
    [
      'K8S002 metadata.labels.app: label value "my app" must be letters, digits, "-", "_" and ".", and begin and end with a letter or digit — put free text into an annotation instead',
    ],
  ],
  [
    'a long value',
    object('v1', 'ConfigMap', { metadata: { labels: { app: 'x'.repeat(64) } } }),
    [
      'K8S002 metadata.labels.app: label value "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx" must have at most 63 characters, not 64 — put free text into an annotation instead',
    ],
  ],
  [
    'a bad key',
    object('v1', 'ConfigMap', { metadata: { labels: { 'a/b/c': 'd' } } }),
    ['K8S002 metadata.labels["a/b/c"]: label key "a/b/c" must have at most one "/"'],
  ],
  [
    'a bad prefix',
    object('v1', 'ConfigMap', { metadata: { labels: { 'Example.com/b': 'd' } } }),
    [
      'K8S002 metadata.labels["Example.com/b"]: label key "Example.com/b" must have a DNS name before its "/", as in example.com/name',
    ],
  ],
  [
    'a bad selector',
    object('policy/v1', 'PodDisruptionBudget', { spec: { selector: { matchLabels: { app: '-' } }, minAvailable: 1 } }),
    [
      'K8S002 spec.selector.matchLabels.app: label value "-" must be letters, digits, "-", "_" and ".", and begin and end with a letter or digit — put free text into an annotation instead',
    ],
  ],
  [
    'a bad node selector',
    pod({ nodeSelector: { disk: 'a b' } }),
    [
      'K8S002 spec.template.spec.nodeSelector.disk: label value "a b" must be letters, digits, "-", "_" and ".", and begin and end with a letter or digit — put free text into an annotation instead',
    ],
  ],
  [
    'a definition that describes a selector has none',
    object('apiextensions.k8s.io/v1', 'CustomResourceDefinition', {
      metadata: { name: 'widgets.example.com', namespace: null },
      spec: {
        group: 'example.com',
        names: { kind: 'Widget', plural: 'widgets' },
        scope: 'Namespaced',
        versions: [
          {
            name: 'v1',
            served: true,
            storage: true,
            schema: {
              openAPIV3Schema: { properties: { matchLabels: { type: 'object', description: 'A map of {key,value}.' } } },
            },
          },
        ],
      },
    }),
    [],
  ],
  [
    'prefix, case and empty values are fine',
    object('v1', 'ConfigMap', { metadata: { labels: { 'example.com/Name_1.x': 'A_b.C-d', empty: '' } } }),
    [],
  ],
];

describe('invalid-label', () => {
  it.each(cases)('%s', (_title, manifests, expected) => {
    expect(findings(manifests)).toEqual(expected);
  });
});
