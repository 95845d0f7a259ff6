import { Region, RoleArn } from '@gitops/aws';
import { DnsLabel, Duration, KnownHost, Resources } from '@gitops/constructs';
import { z } from 'zod';

/** A glob over names of images as fluxd spells them (pkg/image/image.go). Without comma, which ends a pattern for fluxd. */
const ImagePattern = z
  .string()
  .regex(/^[^\s,]+$/, 'expected a pattern such as "quay.io/team/*"')
  .refine((pattern) => !pattern.startsWith('docker.io/'), {
    message: 'this matches nothing: fluxd calls Docker Hub index.docker.io',
    params: { help: 'write "index.docker.io/..."' },
  });

/**
 * What fluxd may be told beyond the cluster's facts. The repository, its branch and path, garbage collection and the sync
 * tag are not here: they are the cluster's, so that what publish writes and what Flux reads cannot differ. Defaults are
 * fluxd's own (fluxcd/flux 1.25.4, cmd/fluxd/main.go) unless said otherwise.
 */
export const FluxProps = z.strictObject({
  /** How often the repository is asked for new commits. */
  gitPollInterval: Duration.default('5m'),
  /** After which time git is given up. Longer where the way to the host is. */
  gitTimeout: Duration.default('20s'),
  /** How often everything is applied even if there is no new commit: the longest that a change by hand lasts. */
  syncInterval: Duration.default('5m'),
  syncTimeout: Duration.default('1m'),
  /** How often the registries are asked for new images of automated workloads. */
  automationInterval: Duration.default('5m'),
  /** Whether Flux's commits end in "[ci skip]". */
  ciSkip: z.boolean().default(false),
  /** Images that are not scanned, besides those of EKS, of Kubernetes and of Flux. */
  excludeImages: z.array(ImagePattern).default([]),
  /** Only these are scanned. Default: all that run on the cluster. */
  includeImages: z.array(ImagePattern).default([]),
  /**
   * Regions whose ECR is scanned. Default: the cluster's. fluxd's own default is to ask the node's metadata service, which a
   * pod cannot reach where its hop limit is 1, as on EKS' managed nodes.
   */
  ecrRegions: z.array(Region).min(1).optional(),
  /** Registries that are asked without TLS, or with a certificate that nobody checks. */
  insecureRegistries: z.array(z.string().regex(/^[\w.-]+(?::\d+)?$/, 'expected a host such as "registry:5000"')).default([]),
  /** A Secret with a `config.json` for registries other than ECR, or what ecrCredentials() fills. */
  dockerConfigSecret: DnsLabel.optional(),
  /** An IAM role that may read ECR. Default: what `eks.serviceAccounts` of the cluster says, or else the node's role. */
  roleArn: RoleArn.optional(),
  /** Keys of the git host. Default: GitHub's. */
  knownHosts: z.array(KnownHost).min(1).optional(),
  /** A memcached that is there already, by host name. Default: one of its own. */
  memcached: z
    .string()
    .regex(/^[a-z0-9]([-a-z0-9.]*[a-z0-9])?$/, 'expected a host name')
    .optional(),
  /** fluxd keeps the manifests, and each image's metadata while it scans, in memory. */
  resources: Resources.default({ requests: { cpu: '50m', memory: '128Mi' }, limits: { memory: '512Mi' } }),
});
export type FluxProps = z.output<typeof FluxProps>;
