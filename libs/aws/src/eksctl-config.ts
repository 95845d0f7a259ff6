import { z } from 'zod';
import { WellKnownPolicy, type EksFacts } from './eks';
import type { AwsFacts } from './props';
import { partitionOf } from './region';

const policies = z.partialRecord(WellKnownPolicy, z.literal(true));

/**
 * The part of eksctl's ClusterConfig that is written here (eksctl.io/v1alpha5; its own schema is
 * pkg/apis/eksctl.io/v1alpha5/assets/schema.json in github.com/eksctl-io/eksctl).
 */
export const EksctlConfig = z.strictObject({
  apiVersion: z.literal('eksctl.io/v1alpha5'),
  kind: z.literal('ClusterConfig'),
  metadata: z.strictObject({ name: z.string(), region: z.string(), version: z.string() }),
  iam: z.strictObject({
    withOIDC: z.literal(true),
    serviceAccounts: z
      .array(
        z.strictObject({
          metadata: z.strictObject({ name: z.string(), namespace: z.string() }),
          roleName: z.string().max(64),
          roleOnly: z.literal(true),
          wellKnownPolicies: policies.optional(),
          attachPolicyARNs: z.array(z.string().regex(/^arn:aws[a-z-]*:iam::(?:aws|\d{12}):policy\//)).optional(),
        }),
      )
      .optional(),
  }),
  addons: z
    .array(
      z.strictObject({
        name: z.string(),
        wellKnownPolicies: policies.optional(),
        /** JSON. */
        configurationValues: z.string().optional(),
      }),
    )
    .optional(),
  managedNodeGroups: z.array(
    z.strictObject({
      name: z.string(),
      instanceType: z.string(),
      minSize: z.int(),
      maxSize: z.int(),
      desiredCapacity: z.int(),
      volumeSize: z.int(),
      volumeEncrypted: z.literal(true),
      disableIMDSv1: z.literal(true),
      privateNetworking: z.boolean(),
      ssh: z.strictObject({ allow: z.literal(true), publicKeyName: z.string() }).optional(),
    }),
  ),
});
export type EksctlConfig = z.output<typeof EksctlConfig>;

/** What eksctl must know of a cluster. */
export interface EksCluster {
  readonly name: string;
  /** The minor version, such as "1.35". */
  readonly kubernetes: string;
  readonly aws: AwsFacts;
  readonly eks?: EksFacts | undefined;
}

/** The ClusterConfig from which eksctl makes the cluster; undefined for a cluster that says nothing of EKS. */
export function eksctlConfig({ name, kubernetes, aws, eks }: EksCluster): EksctlConfig | undefined {
  if (eks === undefined) return undefined;
  const serviceAccounts = eks.serviceAccounts.map((account) => {
    const attachPolicyARNs = [
      ...account.awsPolicies.map((policy) => `arn:${partition(aws)}:iam::aws:policy/${policy}`),
      ...account.accountPolicies.map((policy) => `arn:${partition(aws)}:iam::${aws.account}:policy/${policy}`),
    ];
    return {
      metadata: { name: account.name, namespace: account.namespace },
      // The service account is an object that Flux syncs, annotated with the role; eksctl would make another.
      roleName: serviceAccountRoleName(name, account),
      roleOnly: true as const,
      ...wellKnown(account.wellKnownPolicies),
      ...(attachPolicyARNs.length > 0 && { attachPolicyARNs }),
    };
  });
  const addons = eks.addons.map(({ name: addon, wellKnownPolicies, configuration }) => ({
    name: addon,
    ...wellKnown(wellKnownPolicies),
    ...(configuration !== undefined && { configurationValues: JSON.stringify(configuration) }),
  }));
  return EksctlConfig.parse({
    apiVersion: 'eksctl.io/v1alpha5',
    kind: 'ClusterConfig',
    metadata: { name, region: aws.region, version: kubernetes },
    iam: { withOIDC: true, ...(serviceAccounts.length > 0 && { serviceAccounts }) },
    ...(addons.length > 0 && { addons }),
    managedNodeGroups: eks.nodeGroups.map(({ min, max, desired = min, sshKey, ...group }) => ({
      name: group.name,
      instanceType: group.instanceType,
      minSize: min,
      maxSize: max,
      desiredCapacity: desired,
      volumeSize: group.volumeSize,
      volumeEncrypted: true,
      // A request that somebody has a pod make must not be enough to be given the node's role.
      disableIMDSv1: true,
      privateNetworking: group.privateNetworking,
      ...(sshKey !== undefined && { ssh: { allow: true, publicKeyName: sshKey } }),
    })),
  });
}

interface ServiceAccount {
  readonly namespace: string;
  readonly name: string;
}

/** The role that eksctl makes for a service account: known beforehand, so that its annotation can be synthesized. */
export function serviceAccountRoleArn({ name, aws }: Pick<EksCluster, 'name' | 'aws'>, account: ServiceAccount): string {
  return `arn:${partition(aws)}:iam::${aws.account}:role/${serviceAccountRoleName(name, account)}`;
}

/** IAM's limit is 64 characters; a name that is longer is cut, and kept apart from others by a hash. */
function serviceAccountRoleName(cluster: string, { namespace, name }: ServiceAccount): string {
  const full = `${cluster}-${namespace}-${name}`;
  return full.length <= 64 ? full : `${full.slice(0, 55)}-${fnv1a(full)}`;
}

/** FNV-1a, 32 bits, as 8 hexadecimal digits. */
function fnv1a(text: string): string {
  let hash = 0x811c9dc5;
  for (const char of text) hash = Math.imul(hash ^ (char.codePointAt(0) ?? 0), 0x01000193);
  return (hash >>> 0).toString(16).padStart(8, '0');
}

function wellKnown(names: readonly string[]): { readonly wellKnownPolicies?: Readonly<Record<string, true>> } {
  return names.length === 0 ? {} : { wellKnownPolicies: Object.fromEntries(names.map((name) => [name, true])) };
}

function partition({ region }: AwsFacts): string {
  return partitionOf(region)?.name ?? 'aws';
}
