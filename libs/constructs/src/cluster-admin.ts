import { k8s } from 'cdk8s-plus-27';
import type { Construct } from 'constructs';

/** Gives a service account every right on the cluster. Binding and service account are called `name`. */
export function bindClusterAdmin(scope: Construct, name: string, namespace: string): void {
  new k8s.KubeClusterRoleBinding(scope, 'cluster-role-binding', {
    metadata: { name },
    roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: 'cluster-admin' },
    subjects: [{ kind: 'ServiceAccount', name, namespace }],
  });
}
