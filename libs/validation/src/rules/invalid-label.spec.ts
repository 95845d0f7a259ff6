import type { JsonObject, Manifest } from '@gitops/manifest';
import { describe, expect, it } from 'vitest';
import { findings, object, pod } from '../fixtures';

const budget = (...matchExpressions: readonly JsonObject[]): Manifest =>
  object('policy/v1', 'PodDisruptionBudget', {
    spec: { maxUnavailable: 1, selector: { matchExpressions: [...matchExpressions] } },
  });

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
  ['expressions', budget({ key: 'app', operator: 'In', values: ['web', ''] }, { key: 'example.com/a', operator: 'Exists' }), []],
  [
    'a key of an expression',
    budget({ key: 'a b', operator: 'Exists' }),
    [
      'K8S002 spec.selector.matchExpressions[0].key: label key "a b" must be letters, digits, "-", "_" and ".", and begin and end with a letter or digit',
    ],
  ],
  [
    'a value of an expression',
    budget({ key: 'app', operator: 'NotIn', values: ['web', 'a/b'] }),
    [
      'K8S002 spec.selector.matchExpressions[0].values[1]: label value "a/b" must be letters, digits, "-", "_" and ".", and begin and end with a letter or digit',
    ],
  ],
  [
    'an expression without values',
    budget({ key: 'app', operator: 'In' }),
    ['K8S002 spec.selector.matchExpressions[0]: operator "In" needs values'],
  ],
  [
    'a value too many',
    budget({ key: 'app', operator: 'DoesNotExist', values: ['web'] }),
    ['K8S002 spec.selector.matchExpressions[0].values: operator "DoesNotExist" takes no values — remove values'],
  ],
  [
    'a metric may be labelled as it likes',
    object('autoscaling/v2', 'HorizontalPodAutoscaler', {
      spec: {
        maxReplicas: 3,
        scaleTargetRef: { kind: 'Deployment', name: 'x' },
        metrics: [
          {
            type: 'External',
            external: {
              metric: { name: 'queue', selector: { matchLabels: { queue: 'shop/orders' } } },
              target: { type: 'Value', value: 1 },
            },
          },
        ],
      },
    }),
    [],
  ],
  [
    'node selectors have operators of their own',
    pod({
      affinity: {
        nodeAffinity: {
          requiredDuringSchedulingIgnoredDuringExecution: {
            nodeSelectorTerms: [{ matchExpressions: [{ key: 'cpus', operator: 'Gt', values: ['1'] }] }],
          },
        },
      },
    }),
    [],
  ],
];

describe('invalid-label', () => {
  it.each(cases)('%s', (_title, manifests, expected) => {
    expect(findings(manifests)).toEqual(expected);
  });
});
