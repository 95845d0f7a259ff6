import {
  albIngressClass,
  ecrHost,
  eksImageAccount,
  mirroredImage,
  partitionOf,
  RoleArn,
  roleAnnotations,
  type MirroredCluster,
} from '@gitops/aws';
import { definePlatform, placedNamespace, Replicas, restrictedContainer } from '@gitops/constructs';
import { HelmRelease } from '@gitops/flux';
import { foreignSource, foreignValues, releaseValues } from '@gitops/helm';
import { z } from 'zod';
import { chart as helmChart } from './generated/chart';

const name = 'aws-load-balancer-controller';

const Props = z.strictObject({
  /**
   * The IAM role of the service account `<namespace>/aws-load-balancer-controller`. Default: the one that the cluster's
   * `eks.serviceAccounts` declare for it. Its policy is eksctl's well-known `awsLoadBalancerController`, or
   * the file docs/install/iam_policy.json (iam_policy_cn.json in China, iam_policy_us-gov.json in GovCloud) at the tag
   * v3.5.0 of github.com/kubernetes-sigs/aws-load-balancer-controller.
   */
  roleArn: RoleArn.optional(),
  /** The cluster's VPC. Default: asked of the node's metadata service, whose hop limit must then be 2 or more. */
  vpcId: z
    .string()
    .regex(/^vpc-[0-9a-f]+$/, 'expected the id of a VPC, such as "vpc-0a1b2c3d"')
    .optional(),
  /** One works, the others stand by. */
  replicas: Replicas.default(2),
  /** Further values of the chart, over those that are set here. */
  values: foreignValues(helmChart).default({}),
});

/**
 * The AWS Load Balancer Controller, the successor of the ALB Ingress Controller: it serves the Ingresses of `alb(...)`, and
 * its chart makes their IngressClass. A cluster that already runs one places none. The Helm Operator installs the chart's
 * CRDs with the first release and never upgrades them, as Helm does.
 */
export const awsLoadBalancerController = definePlatform({
  name,
  props: Props,
  build(chart, { roleArn, vpcId, replicas, values }, cluster) {
    const { region } = cluster.aws;
    const role = roleAnnotations(name, cluster, { namespace: placedNamespace(name, chart), name }, roleArn);
    const china = partitionOf(region)?.name === 'aws-cn';
    const own = {
      clusterName: cluster.name,
      region,
      ...(vpcId !== undefined && { vpcId }),
      image: { repository: imageRepository(cluster, china), tag: helmChart.appVersion },
      replicaCount: replicas,
      podDisruptionBudget: { maxUnavailable: 1 },
      serviceAccount: { name, ...(role !== undefined && { annotations: role }) },
      ingressClass: albIngressClass,
      createIngressClassResource: true,
      // Otherwise each upgrade would make a new certificate, and the webhooks fail until all pods have read it.
      keepTLSSecret: true,
      // On, it takes every new Service of type LoadBalancer, and while the controller is down no Service can be made.
      enableServiceMutatorWebhook: false,
      // What a partition lacks, the controller would ask for on every reconciliation of every load balancer.
      ...(china && { enableShield: false, enableWaf: false, enableWafv2: false }),
      podSecurityContext: { fsGroup: 65534, seccompProfile: { type: 'RuntimeDefault' } },
      securityContext: { ...restrictedContainer, runAsNonRoot: true },
      resources: { requests: { cpu: '100m', memory: '128Mi' }, limits: { memory: '256Mi' } },
    };
    new HelmRelease(chart, name, {
      chart: foreignSource(helmChart, cluster),
      values: releaseValues(helmChart, own, values),
    });
  },
});

/** EKS' own registries are private, and in China there is no public one (EKS user guide, "Amazon container image registries"). */
function imageRepository(cluster: MirroredCluster, china: boolean): string {
  const { region } = cluster.aws;
  if (!china) return mirroredImage(cluster, `public.ecr.aws/eks/${name}`);
  return `${ecrHost({ account: eksImageAccount(region), region })}/amazon/${name}`;
}
