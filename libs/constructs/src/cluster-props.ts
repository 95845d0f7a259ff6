import { AwsFacts, EksFacts, Mirrors, RegistryRepository } from '@gitops/aws';
import { ConfigRepo } from '@gitops/flux';
import { z } from 'zod';
import { isPlacement, type Placement } from './placement';
import { Pipeline } from './pipeline';
import { DnsLabel } from './props';

/** The Flux v1 that already runs on the cluster. Rules and diff read these facts; nothing here installs it. */
const FluxFacts = z.strictObject({
  version: z.literal(1),
  /** The namespace in which fluxd runs. */
  namespace: DnsLabel,
  /** `--sync-garbage-collection`: whether Flux deletes what leaves the repository. Default of fluxd: false. */
  garbageCollection: z.boolean().default(false),
  /** `--git-sync-tag`: the tag that Flux moves to the commit it has applied. Default of fluxd: flux-sync. */
  syncTag: z.string().min(1).default('flux-sync'),
});

/** What definitions may know of the cluster on which they are placed. */
export const ClusterFacts = z.strictObject({
  name: DnsLabel,
  /** The Kubernetes minor version, such as "1.35". */
  kubernetes: z.string().regex(/^1\.\d+$/, 'expected a Kubernetes minor version such as "1.35"'),
  aws: AwsFacts,
  configRepo: ConfigRepo,
  flux: FluxFacts,
  /** The EKS cluster as `gitops bootstrap` has eksctl make it. Default: somebody else makes it. */
  eks: EksFacts.optional(),
  /** The cluster's own image repositories in ECR. Where any is declared, no pipeline or Flux may use another. */
  registry: z.array(RegistryRepository).default([]),
  /** Default: the public mirrors of the cluster's AWS partition, none outside China. */
  mirrors: Mirrors.prefault({}),
  /** The jobs of the Jenkins that runs on the cluster. */
  pipelines: z.array(Pipeline).default([]),
});
export type ClusterFacts = Readonly<z.output<typeof ClusterFacts>>;

/** A cluster in full: its facts, and what runs on it. */
export const ClusterProps = ClusterFacts.extend({
  namespaces: placements('expected a namespace such as namespace("gitops-cicd")'),
  platform: placements('expected a platform component such as jenkins({ namespace: "gitops-jenkins" })'),
  apps: placements('expected an app such as gitopsExample({ namespace: "gitops-cicd" })'),
});

function placements(expected: string): z.ZodDefault<z.ZodArray<z.ZodType<Placement, Placement>>> {
  return z.array(z.custom<Placement>(isPlacement, expected)).default([]);
}
