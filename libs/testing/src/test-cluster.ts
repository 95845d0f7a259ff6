import { defineCluster, namespace, type Cluster, type ClusterProps, type Placement } from '@gitops/constructs';
import type { z } from 'zod';

type Props = z.input<typeof ClusterProps>;

/** Facts of a cluster that exists in tests only; any of them can be set. */
export const testCluster: Omit<Props, 'apps' | 'platform' | 'namespaces'> = {
  name: 'test',
  kubernetes: '1.35',
  aws: { account: '123456789012', region: 'cn-north-1' },
  configRepo: { url: 'git@github.com:example/config-repo' },
  flux: { version: 1, namespace: 'flux', garbageCollection: true },
};

/** A cluster with these placements and the namespaces that they name. */
export function clusterWith(placements: readonly Placement[], facts: Partial<typeof testCluster> = {}): Cluster {
  const named = placements.flatMap((placement) => placement.namespace ?? []);
  return defineCluster({
    ...testCluster,
    ...facts,
    namespaces: [...new Set(named)].sort().map((name) => namespace(name)),
    apps: [...placements],
  });
}
