import { alb, RoleArn, type IngressController } from '@gitops/aws';
import { DnsLabel, Image } from '@gitops/constructs';
import { foreignValues, type ForeignValues } from '@gitops/helm';
import { z } from 'zod';
import { chart } from './generated/chart';

const Values = foreignValues(chart).superRefine((values, context) => {
  for (const path of secretValues) {
    if (!isSet(values, path)) continue;
    const message = 'a secret in the values of a release is committed to git in plain text';
    const params = { help: 'put it into a Secret by kubectl create secret, and name that Secret' };
    context.addIssue({ code: 'custom', path: [...path], message, params });
  }
});

/** Values of the chart that hold secrets themselves. */
const secretValues = [
  ['controller', 'admin', 'password'],
  ['controller', 'additionalSecrets'],
  ['controller', 'httpsKeyStore', 'password'],
  ['controller', 'httpsKeyStore', 'jenkinsKeyStoreBase64Encoded'],
] as const;

const Agents = z.strictObject({
  /** The agents' image, which agent/Dockerfile makes: `pinned(ecr('jenkins-slave'), { tag: '1.0.0' })`. */
  image: Image.refine(({ policy }) => policy.owner === 'TypeScript', {
    error: 'a tag within configuration as code is out of Flux’s reach',
    params: { help: 'write pinned(...) instead of automated(...)' },
    // `Image` has reported a value that is no image at all.
    when: ({ issues }) => issues.length === 0,
  }),
  /** A namespace of its own, which the component makes. Default: `<name>-agents`. */
  namespace: DnsLabel.optional(),
  /**
   * The IAM role that may push to the registry. Default: the one that the cluster's `eks.serviceAccounts`
   * declare for `<namespace>/<name>-agent`, by the policy AmazonEC2ContainerRegistryPowerUser.
   */
  roleArn: RoleArn.optional(),
  /** Minutes for which an agent waits for another build before it goes. */
  idleMinutes: z.int().min(0).max(1440).default(0),
  /** The number of agents at a time. */
  limit: z.int().min(1).max(100).default(4),
});

export const JenkinsProps = z.strictObject({
  /** The name of the release, of its Service, and of its service account. */
  name: DnsLabel.max(40).default('gitops-jenkins'),
  agents: Agents,
  /** A Secret of the release's namespace with the keys `jenkins-admin-user` and `jenkins-admin-password`. */
  adminSecret: DnsLabel.default('jenkins-admin'),
  /** A Secret of the release's namespace with the keys `username`, `token` and `webhook`. */
  gitHubSecret: DnsLabel.default('jenkins-github'),
  /** How it is reached from outside: GitHub must reach `/github-webhook/`. Give it certificates, and it speaks HTTPS. */
  ingress: z
    .custom<IngressController>(
      (value) => typeof value === 'object' && value !== null && 'ingressClassName' in value,
      'expected a controller such as alb({ ... })',
    )
    .default(() => alb({ scheme: 'internet-facing', targetType: 'ip' })),
  /** The host name of the Ingress. Default: every host. */
  host: z
    .string()
    .regex(/^[a-z0-9-]+(\.[a-z0-9-]+)+$/, 'expected a host name such as "jenkins.example.com"')
    .optional(),
  persistence: z
    .strictObject({
      /** As a quantity of Kubernetes. */
      size: z
        .string()
        .regex(/^\d+[MGT]i$/, 'expected a size such as "8Gi"')
        .default('8Gi'),
      /** Default: the cluster's default class; EKS has none since Kubernetes 1.30. */
      storageClass: DnsLabel.optional(),
    })
    .prefault({}),
  /** Further values of the chart, over those that are set here. */
  values: Values.default({}),
});
export type JenkinsProps = z.output<typeof JenkinsProps>;

function isSet(values: ForeignValues<typeof chart.values>, path: readonly string[]): boolean {
  const value = path.reduce<unknown>(
    (at, key) => (typeof at === 'object' && at !== null ? Reflect.get(at, key) : undefined),
    values,
  );
  return value !== undefined && !(Array.isArray(value) && value.length === 0);
}
