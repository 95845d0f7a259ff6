import { z } from 'zod';

/** A name that AWS takes for a node group, a key pair or a policy. */
const awsName = z.string().regex(/^[A-Za-z0-9][\w.@+=-]{0,127}$/, 'expected a name of letters, digits and "-"');
const dnsLabel = z.string().regex(/^[a-z0-9](?:[-a-z0-9]{0,61}[a-z0-9])?$/, 'expected a DNS label such as "gitops-jenkins"');
const nodes = z.int().min(0).max(450);

/** The policies that eksctl knows by name (eksctl's schema of ClusterConfig, WellKnownPolicies). */
export const WellKnownPolicy = z.enum([
  'autoScaler',
  'awsLoadBalancerController',
  'certManager',
  'ebsCSIController',
  'efsCSIController',
  'externalDNS',
  'imageBuilder',
]);

const NodeGroup = z
  .strictObject({
    name: awsName,
    /** An EC2 instance type, such as "t3.medium". */
    instanceType: z.string().regex(/^[a-z][a-z0-9-]*\.[a-z0-9-]+$/, 'expected an instance type such as "t3.medium"'),
    /** Number of nodes. EKS' quota is 450 for a group. */
    min: nodes,
    max: nodes.min(1),
    /** Number of nodes at the start. Default: `min`. */
    desired: nodes.optional(),
    /** Size of each node's disk in GiB. Default: eksctl's. */
    volumeSize: z.int().min(20).max(16_384).default(80),
    /** The name of a key pair in EC2 that may log in by SSH. Default: nobody may. */
    sshKey: awsName.optional(),
    /** Whether the nodes have private addresses only, and reach the internet through a NAT gateway. */
    privateNetworking: z.boolean().default(true),
  })
  .superRefine(({ min, max, desired = min }, context) => {
    const refuse = (path: string, message: string): void => {
      context.addIssue({ code: 'custom', path: [path], message });
    };
    if (min > max) refuse('min', `the least number of nodes, ${min}, is more than the most, ${max}`);
    else if (desired < min || desired > max) refuse('desired', `${desired} nodes are not between ${min} and ${max}`);
  });

/** An IAM role that pods of one service account assume (IRSA). The service account itself is an object of the config repository. */
const ServiceAccountRole = z
  .strictObject({
    namespace: dnsLabel,
    /** The service account's name. */
    name: dnsLabel,
    wellKnownPolicies: z.array(WellKnownPolicy).default([]),
    /** AWS managed policies by name, such as "AmazonEC2ContainerRegistryReadOnly"; the partition completes their ARNs. */
    awsPolicies: z.array(policyName()).default([]),
    /** Policies of the cluster's own account by name. */
    accountPolicies: z.array(policyName()).default([]),
  })
  .superRefine(({ wellKnownPolicies, awsPolicies, accountPolicies }, context) => {
    if (wellKnownPolicies.length + awsPolicies.length + accountPolicies.length > 0) return;
    const message = 'a role without policies may do nothing';
    const params = { help: "name one, such as awsPolicies: ['AmazonEC2ContainerRegistryReadOnly']" };
    context.addIssue({ code: 'custom', path: [], message, params });
  });

const Addon = z.strictObject({
  name: z.string().regex(/^[a-z0-9][a-z0-9_-]*$/, 'expected the name of an EKS add-on such as "aws-ebs-csi-driver"'),
  wellKnownPolicies: z.array(WellKnownPolicy).default([]),
  /** What the add-on's own schema knows (`aws eks describe-addon-configuration`), such as `{ enableNetworkPolicy: 'true' }`. */
  configuration: z.record(z.string(), z.json()).optional(),
});

/** The EKS cluster as eksctl makes it. Its name, region and Kubernetes version are the cluster's own. */
export const EksFacts = z.strictObject({
  nodeGroups: z.array(NodeGroup).min(1),
  /** Roles of service accounts. Default: none; the nodes' role may read ECR. */
  serviceAccounts: z.array(ServiceAccountRole).default([]),
  /**
   * EKS add-ons besides the network's own, which eksctl installs unasked. Persistent volumes need `aws-ebs-csi-driver`.
   * NetworkPolicies hold only where `vpc-cni` is configured with `{ enableNetworkPolicy: 'true' }`.
   */
  addons: z.array(Addon).default([]),
});
export type EksFacts = z.output<typeof EksFacts>;

function policyName(): z.ZodString {
  return z.string().regex(/^[\w+=,.@-]+(?:\/[\w+=,.@-]+)*$/, 'expected the name of a policy, not its ARN');
}
