import type { JsonObject, Manifest } from '@gitops/manifest';
import { describe, expect, it } from 'vitest';
import { findings, object } from '../fixtures';

const quota = (hard: JsonObject, rest: JsonObject = {}): Manifest => object('v1', 'ResourceQuota', { spec: { hard, ...rest } });
const scoped = (hard: JsonObject, ...scopes: readonly string[]): Manifest => quota(hard, { scopes: [...scopes] });
const selected = (...matchExpressions: readonly JsonObject[]): Manifest =>
  quota({ pods: 5 }, { scopeSelector: { matchExpressions: [...matchExpressions] } });

const cases: readonly (readonly [string, Manifest, readonly string[]])[] = [
  [
    'of everything',
    quota({
      pods: 5,
      'requests.cpu': '500m',
      'limits.memory': '1Gi',
      'requests.storage': '1Gi',
      'services.loadbalancers': 1,
      'hugepages-2Mi': '4Mi',
      'count/deployments.apps': 4,
      'requests.example.com/gpu': 4,
      'gold.storageclass.storage.k8s.io/requests.storage': '1Gi',
    }),
    [],
  ],
  ['of pods with a scope', scoped({ pods: 5 }, 'BestEffort', 'NotTerminating'), []],
  ['of a priority', selected({ scopeName: 'PriorityClass', operator: 'In', values: ['high'] }), []],
  ['of what has no scope', scoped({ 'count/configmaps': 5 }, 'BestEffort'), []],
  [
    'a resource',
    quota({ pod: 5 }),
    ['K8S043 spec.hard.pod: "pod" is no resource that Kubernetes knows, and has no domain such as example.com/gpu'],
  ],
  [
    'less than nothing',
    quota({ 'limits.cpu': -1 }),
    ['K8S043 spec.hard["limits.cpu"]: "limits.cpu" must not be negative, and is -1'],
  ],
  ['half a pod', quota({ pods: '500m' }), ['K8S043 spec.hard.pods: "pods" must be a whole number, and is 500m']],
  [
    'a scope',
    scoped({ pods: 5 }, 'Running'),
    [
      'K8S043 spec.scopes[0]: "Running" must be one of Terminating, NotTerminating, BestEffort, NotBestEffort, PriorityClass, CrossNamespacePodAffinity',
    ],
  ],
  [
    'a scope with the wrong resource',
    scoped({ pods: 5, 'limits.cpu': 1, secrets: 1 }, 'BestEffort'),
    ['K8S043 spec.scopes[0]: scope "BestEffort" cannot limit limits.cpu, secrets — move them to a quota without this scope'],
  ],
  [
    'two scopes of which no pod is',
    scoped({ pods: 5 }, 'Terminating', 'NotTerminating'),
    ['K8S043 spec.scopes[1]: scope "NotTerminating" contradicts "Terminating" — keep one of them'],
  ],
  [
    'two in a selector',
    selected({ scopeName: 'NotBestEffort', operator: 'Exists' }, { scopeName: 'BestEffort', operator: 'Exists' }),
    [
      'K8S043 spec.scopeSelector.matchExpressions[0].scopeName: scope "NotBestEffort" contradicts "BestEffort" — keep one of them',
    ],
  ],
  [
    'a scope without values',
    selected({ scopeName: 'BestEffort', operator: 'In', values: ['x'] }),
    ['K8S043 spec.scopeSelector.matchExpressions[0]: scope "BestEffort" takes operator "Exists" only'],
  ],
  [
    'no value',
    selected({ scopeName: 'PriorityClass', operator: 'In' }),
    ['K8S043 spec.scopeSelector.matchExpressions[0]: operator "In" needs values'],
  ],
  [
    'a value too many',
    selected({ scopeName: 'PriorityClass', operator: 'Exists', values: ['high'] }),
    ['K8S043 spec.scopeSelector.matchExpressions[0]: operator "Exists" takes no values'],
  ],
  [
    'an operator',
    selected({ scopeName: 'PriorityClass', operator: 'Is', values: ['high'] }),
    ['K8S043 spec.scopeSelector.matchExpressions[0]: operator "Is" must be one of In, NotIn, Exists, DoesNotExist'],
  ],
];

describe('invalid-resource-quota', () => {
  it.each(cases)('%s', (_title, manifest, expected) => {
    expect(findings(manifest)).toEqual(expected);
  });
});
