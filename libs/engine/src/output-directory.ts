import type { ClusterFacts } from '@gitops/constructs';

/**
 * Where a cluster's files go below the workspace root: `dist/<last segment of the repository's URL>/<path>`; the
 * seed's is `dist/config-repo`.
 */
export function outputDirectory({ configRepo: { url, path } }: ClusterFacts): string {
  const [repository = ''] = /[^/:]+$/.exec(url.replace(/\/+$/, '').replace(/\.git$/, '')) ?? [];
  return path === '' ? `dist/${repository}` : `dist/${repository}/${path}`;
}
