import type { CatalogEntry } from './entry';

/** What Flux v1 or the Helm Operator would refuse, ignore, or silently do otherwise. */
export const flx = {
  FLX001: {
    name: 'missing-namespace',
    severity: 'error',
    summary:
      'A namespaced object without metadata.namespace. kubectl puts it into its own default namespace, and Flux cannot find it to write a tag.',
  },
  FLX002: {
    name: 'flux-bookkeeping',
    severity: 'error',
    summary:
      'A label or annotation that Flux or kubectl keeps for itself on the cluster. Carried in git, its stale value wins and breaks garbage collection.',
  },
  FLX003: {
    name: 'namespace-on-cluster-object',
    severity: 'warning',
    summary:
      'A cluster-scoped object with metadata.namespace. The API server ignores it, and Flux takes it for part of the identity.',
  },
  FLX004: {
    name: 'filter-excludes-declared-tag',
    severity: 'error',
    summary: 'A tag filter that can never admit the tag which is declared: Flux would never update the workload.',
  },
  FLX005: {
    name: 'replicas-with-autoscaler',
    severity: 'error',
    summary:
      'A workload that sets spec.replicas although an autoscaler scales it: each sync of Flux would undo the autoscaler’s work.',
  },
  FLX006: {
    name: 'automated-digest',
    severity: 'error',
    summary: 'An automated workload whose image is given by digest. Flux knows only tags and would never update it.',
  },
  FLX010: {
    name: 'filter-does-not-parse',
    severity: 'error',
    summary:
      'A tag filter that fluxd cannot parse. It does not complain: such a range admits every version, such an expression every tag.',
  },
  FLX011: {
    name: 'filter-not-decidable',
    severity: 'warning',
    summary:
      'A regular expression that fluxd, built with an older Go, may read otherwise than this check, so that its verdict on the declared tag is open.',
  },
  FLX012: {
    name: 'filter-names-no-container',
    severity: 'error',
    summary:
      'A tag filter for a container that the workload does not have. Flux ignores it, and the container that was meant follows every tag.',
  },
  FLX013: {
    name: 'policy-value-unknown',
    severity: 'error',
    summary: 'A policy of Flux with a value other than exactly "true". Flux takes it as not set.',
  },
  FLX014: {
    name: 'annotation-not-a-string',
    severity: 'error',
    summary: 'An annotation of Flux whose value is no string. The API server refuses the object.',
  },
  FLX015: {
    name: 'container-without-filter',
    severity: 'error',
    summary:
      'A container without a filter in an automated object that has several. Flux automates objects, so it would move that container to its newest tag.',
  },
  FLX016: {
    name: 'automated-cron-job',
    severity: 'error',
    summary:
      'An automated CronJob. fluxd reads CronJobs as batch/v1beta1, which Kubernetes 1.25 and later do not serve, so it would never be updated.',
  },
  FLX017: {
    name: 'automated-kind',
    severity: 'error',
    summary: 'An automated object of a kind that Flux does not update.',
  },
  FLX018: {
    name: 'automated-tag',
    severity: 'error',
    summary:
      'An automated image that has no tag, has the tag latest, or that fluxd cannot take apart. Flux could not tell from where to go on.',
  },
  FLX019: {
    name: 'helm-release-without-image',
    severity: 'error',
    summary: 'An automated HelmRelease in whose values Flux finds no image at all.',
  },
  FLX020: {
    name: 'helm-image-out-of-reach',
    severity: 'warning',
    summary:
      'An image in the values of an automated HelmRelease that Flux does not see: too deep, and named by no annotation. Its tag stays as it is.',
  },
  FLX021: {
    name: 'helm-alias-leads-nowhere',
    severity: 'error',
    summary:
      'An annotation that should tell Flux where a HelmRelease keeps an image, but leads to no string, or names no repository. Flux passes over it.',
  },
  FLX022: {
    name: 'helm-tag-not-a-string',
    severity: 'error',
    summary:
      'A tag or registry in the values of an automated HelmRelease that is no string. Flux passes over it and would write the tag into another field.',
  },
  FLX023: {
    name: 'helm-chart-source',
    severity: 'error',
    summary:
      'A HelmRelease whose chart comes from both a git and a chart repository, or from neither. The API server takes it, the Helm Operator cannot.',
  },
  FLX024: {
    name: 'lock-in-source',
    severity: 'error',
    summary: 'A lock of Flux written in TypeScript. Locks belong to the operator on call, and publish keeps those that it finds.',
  },
  FLX025: {
    name: 'ignored-by-flux',
    severity: 'warning',
    summary: 'An object that Flux is told to ignore: it is never applied, updated or removed.',
  },
  FLX026: {
    name: 'contradicting-policies',
    severity: 'error',
    summary: 'Two annotations that set one policy to different values. Flux follows either of them at random.',
  },
  FLX027: {
    name: 'helm-registry-rewritten',
    severity: 'error',
    summary:
      'A registry in the values of a HelmRelease that is more or less than a host name. Flux would rewrite it, together with the repository, when it first changes the tag.',
  },
  FLX028: {
    name: 'automated-in-template',
    severity: 'error',
    summary: 'A template of a Helm chart that asks Flux to automate it. Flux reads HelmReleases, never templates.',
  },
  FLX029: {
    name: 'helm-tag-torn',
    severity: 'error',
    summary:
      'A tag with "/" or ":" in the values of an automated HelmRelease. Flux takes part of it for the image, and would rewrite that as well.',
  },
} as const satisfies Record<string, CatalogEntry>;
