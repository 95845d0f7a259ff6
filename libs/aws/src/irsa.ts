import { PropsError } from '@gitops/diagnostics';
import { z } from 'zod';
import { serviceAccountRoleArn, type EksCluster } from './eksctl-config';
import { partitionOf } from './region';

/** The ARN of an IAM role (IAM user guide, "IAM identifiers"): `arn:aws-cn:iam::123456789012:role/gitops-flux`. */
export const RoleArn = z
  .string()
  .regex(
    /^arn:(?:aws|aws-cn|aws-us-gov):iam::\d{12}:role\/(?:[\w+=,.@-]+\/)*[\w+=,.@-]{1,64}$/,
    'expected the ARN of an IAM role, such as "arn:aws:iam::123456789012:role/gitops-flux"',
  );

/**
 * The annotations of a service account whose pods act as an IAM role, without a key of their own (Amazon EKS user guide,
 * "IAM roles for service accounts"). None where the account has no role. Throws PropsError on a role of another
 * partition than the cluster's: its token is worth nothing there.
 * @param what has the service account, as its reader knows it
 * @param roleArn default: the role that the cluster's `eks.serviceAccounts` declares for the account
 * @param prop the placement's prop that gives the role
 */
export function roleAnnotations(
  what: string,
  cluster: EksCluster,
  account: ServiceAccount,
  roleArn = declaredRole(cluster, account),
  prop: readonly string[] = ['roleArn'],
): Record<string, string> | undefined {
  if (roleArn === undefined) return undefined;
  const { region } = cluster.aws;
  const given = roleArn.split(':')[1] ?? '';
  const partition = partitionOf(region)?.name ?? given;
  if (given !== partition) {
    const message = `the role is in the partition "${given}", but the cluster's region ${region} is in "${partition}"`;
    const help = `name a role that begins with "arn:${partition}:iam::"`;
    throw new PropsError(what, [{ path: prop, unknownKey: false, message, help }], roleAnnotations, 'placement');
  }
  return { 'eks.amazonaws.com/role-arn': roleArn };
}

interface ServiceAccount {
  readonly namespace: string;
  readonly name: string;
}

function declaredRole(cluster: EksCluster, { namespace, name }: ServiceAccount): string | undefined {
  const declared = cluster.eks?.serviceAccounts.some((account) => account.namespace === namespace && account.name === name);
  return declared === true ? serviceAccountRoleArn(cluster, { namespace, name }) : undefined;
}
