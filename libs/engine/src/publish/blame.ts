import type { Diagnostic } from '@gitops/diagnostics';
import type { PlanDiagnostic } from './plan-types';
import type { PublishedCluster } from './published-cluster';

/** Adds to diagnostics about somebody's edit who made it, and when. Fetches history only where there is one. */
export async function blame(
  found: readonly PlanDiagnostic[],
  { repository, fullPath }: PublishedCluster,
): Promise<readonly Diagnostic[]> {
  if (!found.some((each) => each.blame !== undefined)) return found.map(({ diagnostic }) => diagnostic);
  await repository.fetchHistory();
  return Promise.all(
    found.map(async ({ diagnostic, blame: path }) => {
      if (path === undefined || repository.head === undefined) return diagnostic;
      const format = '%h by %an <%ae>, %as: %s';
      const commit = (await repository.git('log', '-1', `--format=${format}`, repository.head, '--', fullPath(path)))
        .toString('utf8')
        .trim();
      return commit === '' ? diagnostic : { ...diagnostic, notes: [...(diagnostic.notes ?? []), `commit ${commit}`] };
    }),
  );
}
