import type { Diagnostic } from '@gitops/diagnostics';
import { diagnose } from '../diagnostic';
import type { SourceOrder } from '../git/monorepo';
import { recordRef } from '../git/source-record';
import type { PublishedCluster } from './published-cluster';

/** What is to be published, and how it stands to what was. */
interface Candidate {
  readonly cluster: string;
  /** The commit of the monorepo; '' for none. */
  readonly commit: string;
  readonly compareTo: (published: string) => Promise<SourceOrder>;
}

/**
 * An older source does not overwrite a newer one: neither the one in the inventory, nor the one on record, which may have
 * changed no file (docs/decisions/0006).
 */
export async function checkOrder(
  { cluster, commit, compareTo }: Candidate,
  { live, repository: { record } }: Pick<PublishedCluster, 'live' | 'repository'>,
): Promise<readonly Diagnostic[]> {
  if (commit === '') return [];
  const sources = [...new Set([record?.source ?? '', live.inventory?.source ?? ''])].filter((source) => source !== '');
  const orders = await Promise.all(sources.map(async (source) => ({ source, order: await compareTo(source) })));
  const ahead = orders.find(({ order }) => order !== 'same' && order !== 'newer');
  if (ahead === undefined) return [];
  const { source, order } = ahead;
  return [
    diagnose('OWN012', {
      message:
        order === 'unknown'
          ? `what is published comes from commit ${source}, and the history that is here does not lead back to it`
          : `what is published comes from commit ${source}, which is not older than ${commit}`,
      notes: source === live.inventory?.source ? [] : [`that publish changed no file; ${recordRef(cluster)} records it`],
      help:
        order === 'unknown'
          ? 'fetch the whole history of the monorepo (fetch-depth: 0 in GitHub Actions), then publish again; if it was rewritten, see docs/decisions/0006'
          : 'publish from the newest commit of main; to go back, revert in the monorepo and publish that',
    }),
  ];
}
