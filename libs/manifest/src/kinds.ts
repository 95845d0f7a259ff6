import type { FieldPath } from './field-path';

export type Scope = 'Namespaced' | 'Cluster';

/**
 * What a kind is called in file names where kubectl's short name is not what people write, after the seed's
 * `gitops-example-dep.yaml`, `-svc.yaml` and `-ingress.yaml`. Kinds that are not listed use their name in lower case.
 */
const shortKinds: Readonly<Record<string, string>> = {
  Deployment: 'dep',
  Service: 'svc',
  StatefulSet: 'sts',
  DaemonSet: 'ds',
  ConfigMap: 'cm',
  ServiceAccount: 'sa',
  PersistentVolumeClaim: 'pvc',
  PersistentVolume: 'pv',
  HorizontalPodAutoscaler: 'hpa',
  PodDisruptionBudget: 'pdb',
  NetworkPolicy: 'netpol',
};

export function shortKind(kind: string): string {
  return shortKinds[kind] ?? kind.toLowerCase();
}

/** Where a workload keeps its pod template's spec; undefined for a kind that runs no pods. */
export function podSpecPath(kind: string): FieldPath | undefined {
  switch (kind) {
    case 'Pod':
      return ['spec'];
    case 'Deployment':
    case 'DaemonSet':
    case 'StatefulSet':
    case 'ReplicaSet':
    case 'ReplicationController':
    case 'Job':
      return ['spec', 'template', 'spec'];
    case 'CronJob':
      return ['spec', 'jobTemplate', 'spec', 'template', 'spec'];
    default:
      return undefined;
  }
}

/**
 * The kinds whose images fluxd can see and update on Kubernetes 1.25 and later. CronJob is missing because fluxd
 * 1.25.4 reads it as batch/v1beta1, which the API server no longer serves there (fluxcd/flux resourcekinds.go).
 */
export const automatableKinds: ReadonlySet<string> = new Set(['Deployment', 'DaemonSet', 'StatefulSet', 'HelmRelease']);
