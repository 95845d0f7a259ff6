import { isJsonObject, type Json, type JsonObject } from '@gitops/manifest';
import { describe, expect, it } from 'vitest';
import { immutableFields } from './immutable-fields';

/** Kind, the fields before and after as far as they matter, and the fields that are named; '' for none. */
const cases: readonly (readonly [apiVersion: string, kind: string, before: JsonObject, after: JsonObject, named: string])[] = [
  [
    'apps/v1',
    'Deployment',
    { spec: { selector: { matchLabels: { app: 'a' } } } },
    { spec: { selector: { matchLabels: { app: 'b' } } } },
    'spec.selector.matchLabels.app',
  ],
  [
    'apps/v1',
    'DaemonSet',
    { spec: { selector: { matchLabels: { app: 'a' } } } },
    { spec: { selector: {} } },
    'spec.selector.matchLabels',
  ],
  [
    'apps/v1',
    'ReplicaSet',
    { spec: { selector: { matchLabels: { app: 'a' } } } },
    { spec: { selector: { matchLabels: { app: 'a', b: 'c' } } } },
    'spec.selector.matchLabels.b',
  ],
  ['apps/v1', 'Deployment', { spec: { replicas: 1 } }, { spec: { replicas: 2 } }, ''],
  [
    'apps/v1',
    'StatefulSet',
    { spec: { serviceName: 'a', replicas: 1 } },
    { spec: { serviceName: 'b', replicas: 2 } },
    'spec.serviceName',
  ],
  ['apps/v1', 'StatefulSet', { spec: {} }, { spec: { podManagementPolicy: 'OrderedReady' } }, ''],
  ['apps/v1', 'StatefulSet', { spec: {} }, { spec: { podManagementPolicy: 'Parallel' } }, 'spec.podManagementPolicy'],
  [
    'apps/v1',
    'StatefulSet',
    { spec: { volumeClaimTemplates: [{ metadata: { name: 'data' }, spec: { resources: { requests: { storage: '1Gi' } } } }] } },
    { spec: { volumeClaimTemplates: [{ metadata: { name: 'data' }, spec: { resources: { requests: { storage: '2Gi' } } } }] } },
    'spec.volumeClaimTemplates[0].spec.resources.requests.storage',
  ],
  ['apps/v1', 'StatefulSet', { spec: { updateStrategy: { type: 'OnDelete' } } }, { spec: {} }, ''],
  // Somebody's own kind of the same name.
  ['example.org/v1', 'Deployment', { spec: { selector: 'a' } }, { spec: { selector: 'b' } }, ''],
  [
    'batch/v1',
    'Job',
    { spec: { template: { spec: { restartPolicy: 'Never' } } } },
    { spec: { template: { spec: { restartPolicy: 'OnFailure' } } } },
    'spec.template.spec.restartPolicy',
  ],
  [
    'batch/v1',
    'Job',
    { spec: { template: { a: 1, b: 1, c: 1, d: 1, e: 1 } } },
    { spec: { template: { a: 2, b: 2, c: 2, d: 2, e: 2 } } },
    'spec.template.a, spec.template.b, spec.template.c and 2 more',
  ],
  ['batch/v1', 'Job', { spec: { completions: 1 } }, { spec: { completions: 2 } }, 'spec.completions'],
  [
    'batch/v1',
    'Job',
    { spec: { completions: 1, completionMode: 'Indexed' } },
    { spec: { completions: 2, completionMode: 'Indexed' } },
    '',
  ],
  ['batch/v1', 'Job', { spec: { parallelism: 1, suspend: true } }, { spec: { parallelism: 2 } }, ''],
  ['batch/v1', 'CronJob', { spec: { jobTemplate: { a: 1 } } }, { spec: { jobTemplate: { a: 2 } } }, ''],
  ['v1', 'Service', { spec: {} }, { spec: { clusterIP: 'None' } }, 'spec.clusterIP'],
  ['v1', 'Service', { spec: { clusterIP: '10.0.0.1' } }, { spec: { clusterIP: '10.0.0.2' } }, 'spec.clusterIP'],
  ['v1', 'Service', { spec: { clusterIP: 'None' } }, { spec: {} }, ''],
  ['v1', 'Service', { spec: { type: 'ExternalName' } }, { spec: { clusterIP: 'None' } }, ''],
  [
    'v1',
    'Service',
    { spec: { type: 'LoadBalancer', loadBalancerClass: 'a/b' } },
    { spec: { type: 'LoadBalancer' } },
    'spec.loadBalancerClass',
  ],
  ['v1', 'Service', { spec: { type: 'LoadBalancer', loadBalancerClass: 'a/b' } }, { spec: { type: 'ClusterIP' } }, ''],
  [
    'v1',
    'Service',
    { spec: { selector: { app: 'a' }, ports: [{ port: 80 }] } },
    { spec: { selector: { app: 'b' }, ports: [{ port: 81 }] } },
    '',
  ],
  [
    'rbac.authorization.k8s.io/v1',
    'RoleBinding',
    { roleRef: { kind: 'Role', name: 'a' } },
    { roleRef: { kind: 'Role', name: 'b' } },
    'roleRef.name',
  ],
  [
    'rbac.authorization.k8s.io/v1',
    'ClusterRoleBinding',
    { roleRef: { name: 'a' } },
    { roleRef: { name: 'a', apiGroup: 'rbac.authorization.k8s.io' } },
    '',
  ],
  ['rbac.authorization.k8s.io/v1', 'RoleBinding', { subjects: [{ name: 'a' }] }, { subjects: [{ name: 'b' }] }, ''],
  [
    'storage.k8s.io/v1',
    'StorageClass',
    { provisioner: 'a', parameters: { type: 'gp2' } },
    { provisioner: 'a', parameters: { type: 'gp3' } },
    'parameters.type',
  ],
  ['storage.k8s.io/v1', 'StorageClass', { reclaimPolicy: 'Delete' }, { volumeBindingMode: 'Immediate' }, ''],
  [
    'storage.k8s.io/v1',
    'StorageClass',
    {},
    { volumeBindingMode: 'WaitForFirstConsumer', allowVolumeExpansion: true },
    'volumeBindingMode',
  ],
  ['storage.k8s.io/v1', 'CSIDriver', { spec: {} }, { spec: { attachRequired: false } }, 'spec.attachRequired'],
  ['storage.k8s.io/v1', 'VolumeAttributesClass', { driverName: 'a' }, { driverName: 'b' }, 'driverName'],
  [
    'v1',
    'PersistentVolumeClaim',
    { spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Gi' } } } },
    { spec: { accessModes: ['ReadWriteMany'], resources: { requests: { storage: '2Gi' } }, volumeMode: 'Filesystem' } },
    'spec.accessModes',
  ],
  [
    'v1',
    'PersistentVolume',
    { spec: { capacity: { storage: '1Gi' }, nfs: { path: '/a' } } },
    { spec: { capacity: { storage: '2Gi' }, nfs: { path: '/b' } } },
    'spec.nfs.path',
  ],
  ['v1', 'ConfigMap', { data: { a: 'b' } }, { data: { a: 'c' } }, ''],
  ['v1', 'ConfigMap', { data: { a: 'b' } }, { data: { a: 'c' }, immutable: true }, ''],
  ['v1', 'ConfigMap', { data: { a: 'b' }, immutable: true }, { data: { a: 'c' }, immutable: true }, 'data.a'],
  ['v1', 'Secret', { stringData: { a: 'b' }, immutable: true }, { stringData: { a: 'b' } }, 'immutable'],
  ['v1', 'Secret', {}, { type: 'Opaque' }, ''],
  ['v1', 'Secret', {}, { type: 'kubernetes.io/tls' }, 'type'],
  ['scheduling.k8s.io/v1', 'PriorityClass', { value: 1 }, { value: 2, preemptionPolicy: 'PreemptLowerPriority' }, 'value'],
  ['node.k8s.io/v1', 'RuntimeClass', { handler: 'a' }, { handler: 'b' }, 'handler'],
  ['networking.k8s.io/v1', 'IngressClass', { spec: { controller: 'a/b' } }, { spec: { controller: 'a/c' } }, 'spec.controller'],
  ['networking.k8s.io/v1', 'Ingress', { spec: { ingressClassName: 'a' } }, { spec: { ingressClassName: 'b' } }, ''],
  ['discovery.k8s.io/v1', 'EndpointSlice', { addressType: 'IPv4' }, { addressType: 'IPv6' }, 'addressType'],
  [
    'apiextensions.k8s.io/v1',
    'CustomResourceDefinition',
    { spec: { scope: 'Cluster', versions: [] } },
    { spec: { scope: 'Namespaced', versions: [{ name: 'v1' }] } },
    'spec.scope',
  ],
];

describe('an immutable field', () => {
  it.each(cases)('of %s %s: %j to %j', (apiVersion, kind, before, after, named) => {
    expect(find(apiVersion, kind, before, after, '1.35')).toEqual(named === '' ? [] : [named]);
  });

  it.each([
    ['1.32', ['spec.revisionHistoryLimit']],
    ['1.33', []],
  ])('may become mutable: on Kubernetes %s, %j', (kubernetes, named) => {
    const limit = (revisionHistoryLimit: number): JsonObject => ({ spec: { revisionHistoryLimit } });
    expect(find('apps/v1', 'StatefulSet', limit(10), limit(3), kubernetes)).toEqual(named);
  });

  it('says what to do', () => {
    const [risk] = risks('v1', 'Secret', { type: 'a' }, { type: 'b' }, '1.35');
    expect(risk?.consequence).toBe(
      'the API server refuses the change, and Flux fails on this object at every sync; delete it in the cluster and Flux makes it anew, or give it another name',
    );
  });
});

function find(...args: Parameters<typeof risks>): readonly string[] {
  return risks(...args).map(({ detail }) => detail);
}

function risks(apiVersion: string, kind: string, before: JsonObject, after: JsonObject, kubernetes: string) {
  const object = (fields: JsonObject) => ({
    ...(fields as Readonly<Record<string, Json>>),
    apiVersion,
    kind,
    metadata: { name: 'x' },
  });
  const change = { kind: 'change', path: 'x.yaml', what: `${kind} x`, before: object(before), after: object(after) } as const;
  if (!isJsonObject(change.before)) throw new Error('no object');
  return immutableFields(change, {
    facts: { kubernetes, flux: { version: 1, namespace: 'flux', garbageCollection: true, syncTag: 'x' } },
    carried: [],
  });
}
