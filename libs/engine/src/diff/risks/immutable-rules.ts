import { isJsonObject, type Json, type Manifest } from '@gitops/manifest';

/** Fields that the API server does not let change once an object is there. */
export interface ImmutableRule {
  readonly group: string;
  readonly kinds: readonly string[];
  /** Paths of keys, with all below them. */
  readonly fields: readonly string[];
  /** Paths below `fields` that may change. */
  readonly except?: readonly string[];
  /** What the API server fills in where a field is not there; a field that changes to its default does not change. */
  readonly defaults?: Readonly<Record<string, Json>>;
  /** Kubernetes 1.x from which the fields may change. */
  readonly until?: number;
  /** Default: always. */
  readonly when?: (before: Manifest, after: Manifest) => boolean;
  /** What to do, in place of the usual. */
  readonly advice?: string;
}

const spec = (manifest: Manifest): Readonly<Record<string, Json>> => (isJsonObject(manifest['spec']) ? manifest['spec'] : {});
const bothOfType = (type: string) => (before: Manifest, after: Manifest) =>
  [before, after].every((each) => spec(each)['type'] === type);
const keepsPods = 'kubectl delete --cascade=orphan keeps its pods while Flux makes it anew';
const keepsData = 'make one with another name and move the data: deleting this one may delete what is on it';

/**
 * What Validate*Update refuses in Kubernetes 1.27 to 1.37 (pkg/apis/<group>/validation/validation.go; the selectors of
 * workloads in pkg/registry/apps/<kind>/strategy.go; a CustomResourceDefinition in k8s.io/apiextensions-apiserver). Pods are
 * missing: nobody keeps one in git.
 */
export const immutableRules: readonly ImmutableRule[] = [
  { group: 'apps', kinds: ['Deployment', 'DaemonSet', 'ReplicaSet', 'StatefulSet'], fields: ['spec.selector'] },
  {
    group: 'apps',
    kinds: ['StatefulSet'],
    fields: ['spec.serviceName', 'spec.volumeClaimTemplates', 'spec.podManagementPolicy'],
    defaults: { 'spec.podManagementPolicy': 'OrderedReady' },
    advice: keepsPods,
  },
  {
    group: 'apps',
    kinds: ['StatefulSet'],
    fields: ['spec.revisionHistoryLimit'],
    defaults: { 'spec.revisionHistoryLimit': 10 },
    until: 33,
    advice: keepsPods,
  },
  {
    group: 'batch',
    kinds: ['Job'],
    fields: [
      'template',
      'selector',
      'completionMode',
      'podFailurePolicy',
      'backoffLimitPerIndex',
      'managedBy',
      'successPolicy',
    ].map((field) => `spec.${field}`),
    defaults: { 'spec.completionMode': 'NonIndexed' },
    advice: 'give it another name, as each run of a Job should have',
  },
  // An indexed Job may be scaled (elastic indexed Jobs, since 1.27).
  {
    group: 'batch',
    kinds: ['Job'],
    fields: ['spec.completions'],
    when: (before) => spec(before)['completionMode'] !== 'Indexed',
  },
  // Where the field goes, the API server keeps the address (patchAllocatedValues in pkg/registry/core/service/storage).
  {
    group: '',
    kinds: ['Service'],
    fields: ['spec.clusterIP'],
    when: (before, after) =>
      spec(after)['clusterIP'] !== undefined && ![before, after].some((each) => spec(each)['type'] === 'ExternalName'),
    advice: 'delete it in the cluster and Flux makes it anew, with another address',
  },
  { group: '', kinds: ['Service'], fields: ['spec.loadBalancerClass'], when: bothOfType('LoadBalancer') },
  {
    group: 'rbac.authorization.k8s.io',
    kinds: ['RoleBinding', 'ClusterRoleBinding'],
    fields: ['roleRef'],
    defaults: { 'roleRef.apiGroup': 'rbac.authorization.k8s.io' },
  },
  {
    group: 'storage.k8s.io',
    kinds: ['StorageClass'],
    fields: ['provisioner', 'parameters', 'reclaimPolicy', 'volumeBindingMode'],
    defaults: { reclaimPolicy: 'Delete', volumeBindingMode: 'Immediate' },
  },
  { group: 'storage.k8s.io', kinds: ['VolumeAttributesClass'], fields: ['driverName', 'parameters'] },
  {
    group: 'storage.k8s.io',
    kinds: ['CSIDriver'],
    fields: ['spec.attachRequired', 'spec.volumeLifecycleModes'],
    defaults: { 'spec.attachRequired': true },
  },
  {
    group: '',
    kinds: ['PersistentVolumeClaim'],
    fields: ['spec'],
    except: ['spec.resources.requests', 'spec.volumeAttributesClassName'],
    defaults: { 'spec.volumeMode': 'Filesystem' },
    advice: keepsData,
  },
  {
    group: '',
    kinds: ['PersistentVolume'],
    fields: ['spec'],
    except: [
      'capacity',
      'accessModes',
      'persistentVolumeReclaimPolicy',
      'storageClassName',
      'mountOptions',
      'nodeAffinity',
      'claimRef',
      'volumeAttributesClassName',
    ].map((field) => `spec.${field}`),
    defaults: { 'spec.volumeMode': 'Filesystem' },
    advice: keepsData,
  },
  { group: '', kinds: ['Secret'], fields: ['type'], defaults: { type: 'Opaque' } },
  {
    group: '',
    kinds: ['Secret', 'ConfigMap'],
    fields: ['data', 'stringData', 'binaryData', 'immutable'],
    when: (before) => before['immutable'] === true,
    advice: 'give it another name, and name that in the workloads that use it',
  },
  {
    group: 'scheduling.k8s.io',
    kinds: ['PriorityClass'],
    fields: ['value', 'preemptionPolicy'],
    defaults: { preemptionPolicy: 'PreemptLowerPriority' },
  },
  { group: 'node.k8s.io', kinds: ['RuntimeClass'], fields: ['handler'] },
  { group: 'networking.k8s.io', kinds: ['IngressClass'], fields: ['spec.controller'] },
  { group: 'discovery.k8s.io', kinds: ['EndpointSlice'], fields: ['addressType'] },
  {
    group: 'apiextensions.k8s.io',
    kinds: ['CustomResourceDefinition'],
    fields: ['spec.group', 'spec.scope', 'spec.names.plural', 'spec.names.kind'],
    advice: 'deleting it deletes every object of that kind: make a definition with another name, and move them',
  },
];
