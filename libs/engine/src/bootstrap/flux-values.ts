import { ecrHost, eksImageAccount, mirroredImage } from '@gitops/aws';
import { deployKeySecret, githubHostKeys, type ClusterFacts } from '@gitops/constructs';
import type { JsonObject } from '@gitops/manifest';

/** Flux v1's Helm chart (charts.fluxcd.io, archived with Flux): the last version whose source is in fluxcd/flux 1.25.4. */
export const fluxChart = { repository: 'https://charts.fluxcd.io', name: 'flux', version: '1.13.2' } as const;

/** The chart's values that follow from a cluster's facts, for a cluster that takes its Flux from there. */
export function fluxValues(cluster: ClusterFacts): JsonObject {
  const { aws, configRepo, flux } = cluster;
  const eksImages = ecrHost({ account: eksImageAccount(aws.region), region: aws.region });
  return {
    image: { repository: mirroredImage(cluster, 'docker.io/fluxcd/flux'), tag: '1.25.4' },
    git: {
      url: configRepo.url,
      branch: configRepo.branch,
      path: configRepo.path,
      secretName: deployKeySecret,
      // Both the tag that Flux moves and the ref of its notes.
      ...(flux.syncTag !== 'flux-sync' && { label: flux.syncTag }),
    },
    syncGarbageCollection: { enabled: flux.garbageCollection },
    // The images of EKS itself: Flux may not read them, and would say so in its log every few minutes.
    registry: { excludeImage: `k8s.gcr.io/*,registry.k8s.io/*,${eksImages}/*`, ecr: { region: aws.region } },
    // The image, of 2022, trusts the RSA key that GitHub has replaced since.
    ...(/\bgithub\.com[:/]/.test(configRepo.url) && { ssh: { known_hosts: `${githubHostKeys.join('\n')}\n` } }),
    memcached: { repository: mirroredImage(cluster, 'docker.io/library/memcached') },
  };
}
