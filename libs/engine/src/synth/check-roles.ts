import { serviceAccountRoleArn } from '@gitops/aws';
import type { ClusterFacts } from '@gitops/constructs';
import { closest, type Diagnostic } from '@gitops/diagnostics';
import { namespaceOf } from '@gitops/manifest';
import { diagnose } from '../diagnostic';
import type { LoadedCluster } from '../load/load-cluster';
import type { BuiltObject } from './built-object';

/** The kinds that can give a service account its role: the account itself, and a release that makes one. */
const carriers = ['ServiceAccount', 'HelmRelease'];

/**
 * Each role of the cluster's `eks.serviceAccounts` is carried by a service account. A name that is misspelt there takes the
 * role from its pods, and the first sign of that is AWS refusing them.
 */
export function checkRoles(
  facts: ClusterFacts,
  objects: readonly BuiltObject[],
  { cluster, reporter }: LoadedCluster,
): readonly Diagnostic[] {
  const declared = facts.eks?.serviceAccounts ?? [];
  if (declared.length === 0) return [];
  const manifests = objects.map(({ manifest }) => manifest).filter(({ kind }) => carriers.includes(kind));
  const texts = manifests.map((manifest) => JSON.stringify(manifest));
  const accounts = manifests
    .filter(({ kind }) => kind === 'ServiceAccount')
    .map((manifest) => `${namespaceOf(manifest) ?? 'default'}/${manifest.metadata.name}`);
  return declared.flatMap((account, index) => {
    const arn = serviceAccountRoleArn(facts, account);
    if (texts.some((text) => text.includes(`"${arn}"`))) return [];
    const name = `${account.namespace}/${account.name}`;
    const meant = closest(name, accounts);
    return [
      diagnose('SCH012', {
        source: reporter.locate(cluster.origin, ['eks', 'serviceAccounts', index, 'name']),
        message: `no service account "${name}" of this cluster carries the role that is declared for it`,
        help:
          meant === undefined || meant === name
            ? `annotate the service account with eks.amazonaws.com/role-arn: ${arn}, or take the role out`
            : `did you mean "${meant}"?`,
      }),
    ];
  });
}
