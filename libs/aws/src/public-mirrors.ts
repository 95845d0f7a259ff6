import type { Partition } from './region';

/** What mirrors there are for a partition: images and charts by their source, and an update centre of Jenkins. */
export interface PublicMirrors {
  readonly images: Readonly<Record<string, string>>;
  readonly charts: Readonly<Record<string, string>>;
  readonly jenkinsPlugins?: string;
}

const none: PublicMirrors = { images: {}, charts: {} };

/**
 * Docker Hub and Google's registries cannot be relied on from China, and ECR has no pull through cache there.
 *
 * Images: DaoCloud's public mirror (github.com/DaoCloud/public-image-mirror) serves the very manifests of the source, by
 * the same digests, but only what its allows.txt lists: these are the paths that it lists whole (August 2026). It does not
 * list `docker.io/fluxcd`, and neither does the mirror in ECR that AWS' partner keeps (github.com/nwcdlabs/container-mirror:
 * still alive, but each image and tag is copied by hand on request): such images are copied into a registry of your own,
 * and that is declared in the cluster's `mirrors`.
 *
 * Charts: no public mirror is kept up. The seed's, burdenbear.github.io/kube-charts-mirror, stopped in November 2020.
 *
 * Plugins: Tsinghua University's mirror of the Jenkins project. Its catalogue still names the project's own download
 * server; the plugins themselves lie beside it, in `/jenkins/plugins`.
 */
const china: PublicMirrors = {
  images: Object.fromEntries(
    [
      ...['docker.io/library', 'docker.io/amazon', 'docker.io/jenkins', 'docker.io/kiwigrid', 'docker.io/moby'],
      ...['docker.io/weaveworks', 'gcr.io', 'ghcr.io/aquasecurity', 'k8s.gcr.io', 'public.ecr.aws/docker'],
      ...['quay.io/argoproj', 'quay.io/prometheus', 'registry.k8s.io'],
    ].map((source) => [source, `m.daocloud.io/${source}`]),
  ),
  charts: {},
  jenkinsPlugins: 'https://mirrors.tuna.tsinghua.edu.cn/jenkins/updates',
};

/** The mirrors that anybody in a partition can use; none where the sources can be reached. */
export function publicMirrors(partition: Partition['name'] | undefined): PublicMirrors {
  return partition === 'aws-cn' ? china : none;
}
