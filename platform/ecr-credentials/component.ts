import { ecrHost, mirroredImage, RoleArn, roleAnnotations } from '@gitops/aws';
import {
  Controller,
  defaultUserId,
  definePlatform,
  DnsLabel,
  Duration,
  durationSeconds,
  fluxNamespace,
  resourceRequirements,
  Resources,
} from '@gitops/constructs';
import type { Chart } from 'cdk8s';
import { k8s } from 'cdk8s-plus-27';
import { z } from 'zod';
import { renewScript } from './renew-script';

const name = 'ecr-credentials';

/** In hours: ECR's tokens are good for 12 (ECR API reference, GetAuthorizationToken). One hour is left for failures. */
const longestInterval = 11;

const Props = z.strictObject({
  /** The Secret that is filled: `dockerConfigSecret` of flux(). */
  secret: DnsLabel.default('ecr-docker-secret'),
  /** How often it is filled anew. At most 11h. */
  interval: Duration.refine(
    (interval) => durationSeconds(interval) <= longestInterval * 3600,
    `expected at most "${longestInterval}h", because a token of ECR is good for 12 hours`,
  ).default('6h'),
  /** A role with `ecr:GetAuthorizationToken`. Default: what `eks.serviceAccounts` of the cluster says, or else the node's. */
  roleArn: RoleArn.optional(),
  /**
   * ecr-k8s-secret-creator, written in Go, was given 5m to 20m of CPU and 16Mi to 32Mi of memory. It asks for as little CPU
   * here, since it sleeps, but the AWS CLI is Python: in 32Mi it would be killed, and with 20m take a minute to begin.
   */
  resources: Resources.default({ requests: { cpu: '5m', memory: '64Mi' }, limits: { cpu: '200m', memory: '256Mi' } }),
});

/**
 * A Secret with a docker config for the cluster's ECR registry, renewed before its token ends. fluxd reads China's ECR by itself
 * since 1.20.0, so this is for an older one, or for one that no IAM role reaches.
 *
 * Flux makes the Secret, without data, and never touches the data that it gets later: `kubectl apply` takes away only
 * what an earlier apply has put there. So the Role need not allow `create`, which cannot be restricted to one name, but
 * only `patch` on this one Secret: whoever takes the pod over can neither read it nor touch another.
 */
export const ecrCredentials = definePlatform({
  name,
  props: Props,
  build(chart, { secret, interval, roleArn, resources }, cluster) {
    const namespace = fluxNamespace(name, chart, cluster);
    new k8s.KubeSecret(chart, 'secret', { metadata: { name: secret, namespace }, type: 'Opaque' });
    new k8s.KubeServiceAccount(chart, 'service-account', {
      metadata: { name, namespace, annotations: roleAnnotations(name, cluster, { namespace, name }, roleArn) },
      automountServiceAccountToken: false,
    });
    allowPatch(chart, namespace, secret);
    new Controller(chart, name, {
      namespace,
      image: mirroredImage(cluster, 'docker.io/amazon/aws-cli:2.31.13'),
      command: ['/bin/bash', '-c', renewScript],
      env: {
        HOME: '/tmp',
        AWS_REGION: cluster.aws.region,
        REGISTRY: ecrHost(cluster.aws),
        SECRET_URL: `https://kubernetes.default.svc/api/v1/namespaces/${namespace}/secrets/${secret}`,
        INTERVAL: String(Math.ceil(durationSeconds(interval))),
      },
      serviceAccount: name,
      user: defaultUserId,
      resources: resourceRequirements(resources),
    });
  },
});

function allowPatch(chart: Chart, namespace: string, secret: string): void {
  new k8s.KubeRole(chart, 'role', {
    metadata: { name, namespace },
    rules: [{ apiGroups: [''], resources: ['secrets'], resourceNames: [secret], verbs: ['patch'] }],
  });
  new k8s.KubeRoleBinding(chart, 'role-binding', {
    metadata: { name, namespace },
    roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'Role', name },
    subjects: [{ kind: 'ServiceAccount', name, namespace }],
  });
}
