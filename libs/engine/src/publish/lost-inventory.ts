import type { Diagnostic } from '@gitops/diagnostics';
import { diagnose } from '../diagnostic';
import { inventoryPath } from './inventory';
import type { PublishedCluster } from './published-cluster';

/**
 * An inventory that was there and is gone: without it nothing that was published could be removed. Only where manifests lie
 * around without one is history fetched, to tell this from a directory that was never published to.
 */
export async function checkLostInventory(
  cluster: string,
  { repository, live, fullPath }: PublishedCluster,
): Promise<readonly Diagnostic[]> {
  if (repository.head === undefined || live.inventory !== undefined) return [];
  if (![...live.entries.keys()].some((path) => /\.ya?ml$/.test(path))) return [];
  await repository.fetchHistory();
  const path = fullPath(inventoryPath);
  const trailer = `^Gitops-Cluster: ${cluster.replace(/[.*[\]\\^$]/g, '\\$&')}$`;
  const search = ['--abbrev=12', '--full-history', '--diff-filter=AM', '--no-renames', '--basic-regexp', `--grep=${trailer}`];
  const found = await repository.git('--literal-pathspecs', 'log', '-1', '--format=%h', ...search, repository.head, '--', path);
  const commit = found.toString('utf8').trim();
  if (commit === '') return [];
  return [
    diagnose('OWN014', {
      message: `${path} is gone, and with it the list of what was published; cluster ${cluster} wrote it last in commit ${commit}`,
      help: `restore it in the config repository: git checkout ${commit} -- ${path}; or publish with --adopt, which removes nothing of what was published before`,
    }),
  ];
}
