import { ecr, ecrRepositoryUri, eksImageAccount, mirroredImage } from '@gitops/aws';
import { deployKeySecret, type ClusterFacts } from '@gitops/constructs';
import type { FluxProps } from './props';

/** Without a password: whoever reaches it can release and lock. */
export const apiPort = 3030;
export const metricsPort = 3031;
export const keygenDirectory = '/var/fluxd/keygen';
export const dockerConfigDirectory = '/etc/fluxd/docker';

/**
 * The arguments of fluxd 1.25.4 (cmd/fluxd/main.go). What could be left at its default is written out all the same, so that
 * the manifest says what runs.
 */
export function fluxdArgs(props: FluxProps, cluster: ClusterFacts, memcached: string): readonly string[] {
  const { aws, configRepo, flux } = cluster;
  return [
    `--git-url=${configRepo.url}`,
    `--git-branch=${configRepo.branch}`,
    ...(configRepo.path === '' ? [] : [`--git-path=${configRepo.path}`]),
    // Sync tag and notes alike: clusters that share a repository must share neither.
    `--git-label=${flux.syncTag}`,
    `--git-poll-interval=${props.gitPollInterval}`,
    `--git-timeout=${props.gitTimeout}`,
    ...(props.ciSkip ? ['--git-ci-skip'] : []),
    `--sync-interval=${props.syncInterval}`,
    `--sync-timeout=${props.syncTimeout}`,
    ...(flux.garbageCollection ? ['--sync-garbage-collection'] : []),
    `--automation-interval=${props.automationInterval}`,
    list('registry-exclude-image', [...unscanned(cluster), ...props.excludeImages]),
    ...(props.includeImages.length === 0 ? [] : [list('registry-include-image', props.includeImages)]),
    list('registry-ecr-region', props.ecrRegions ?? [aws.region]),
    ...(props.insecureRegistries.length === 0 ? [] : [list('registry-insecure-host', props.insecureRegistries)]),
    ...(props.dockerConfigSecret === undefined ? [] : [`--docker-config=${dockerConfigDirectory}/config.json`]),
    `--memcached-hostname=${memcached}`,
    // The one address of its Service; by default fluxd looks for the SRV record of a headless one.
    '--memcached-service=',
    `--k8s-secret-name=${deployKeySecret}`,
    `--ssh-keygen-dir=${keygenDirectory}`,
    `--listen=:${apiPort}`,
    `--listen-metrics=:${metricsPort}`,
  ];
}

/**
 * Images whose tags nobody follows. The metadata of a tag counts as a pull: those of memcached alone would use up, many
 * times over, what Docker Hub grants to the address of the cluster.
 */
function unscanned(cluster: ClusterFacts): readonly string[] {
  const { aws } = cluster;
  return [
    'k8s.gcr.io/*',
    'registry.k8s.io/*',
    ecrRepositoryUri(ecr('*', { account: eksImageAccount(aws.region) }), aws),
    ...['docker.io/fluxcd/*', 'docker.io/library/memcached'].map((image) => canonical(mirroredImage(cluster, image))),
  ];
}

/** fluxd's name for Docker Hub (pkg/image/image.go). */
function canonical(image: string): string {
  return image.replace(/^docker\.io\//, 'index.docker.io/');
}

function list(flag: string, values: readonly string[]): string {
  return `--${flag}=${values.join(',')}`;
}
