import type { Diagnostic } from '@gitops/diagnostics';
import { diagnose } from '../diagnostic';
import { inventoryPath } from './inventory';
import type { Consents } from './plan-types';
import type { PublishedCluster } from './published-cluster';

/**
 * An inventory that is not the one that the last publish left. Whoever reverts a commit of publish takes the inventory back with
 * the files, so that no file differs from it; only the record beside the branch knows better. Where that could not be
 * written, the history tells: it is fetched for nothing else.
 */
export async function checkRevertedInventory(
  cluster: string,
  { repository, fullPath }: PublishedCluster,
  { overwriteDrift }: Pick<Consents, 'overwriteDrift'>,
): Promise<readonly Diagnostic[]> {
  const path = fullPath(inventoryPath);
  const [found, left] = [(await repository.files()).get(path)?.oid, repository.record?.inventory ?? ''];
  if (repository.head === undefined || found === undefined || left === '' || found === left) return [];
  if (overwriteDrift.has(inventoryPath)) return [];
  await repository.fetchHistory();
  const format = '%h by %an <%ae>, %as: %s%n%(trailers:key=Gitops-Cluster,valueonly)';
  const log = await repository.git('--literal-pathspecs', 'log', '-1', `--format=${format}`, repository.head, '--', path);
  const [commit = '', publisher = ''] = log.toString('utf8').split('\n');
  if (publisher === cluster) return [];
  return [
    diagnose('OWN014', {
      message: `${path} is not what the last publish of ${cluster} left: somebody has reverted or edited it`,
      notes: [`commit ${commit}`],
      help: `revert in the monorepo what is to stay reverted, then publish with --overwrite-drift ${inventoryPath}; or git revert that commit`,
    }),
  ];
}
