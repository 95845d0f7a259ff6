import type { ConfigRepository } from '../git/config-repository';
import { GitError } from '../git/run-git';

/** How far the cluster has come, by the tag that Flux moves to the commit it has applied. */
export interface SyncState {
  readonly tag: string;
  /**
   * - `applied`: the newest commit
   * - `behind`: an older one
   * - `elsewhere`: one that is not in the branch
   * - `unknown`: there is no such tag
   */
  readonly state: 'applied' | 'behind' | 'elsewhere' | 'unknown';
  /** The commit that the cluster has applied. */
  readonly commit?: string;
  /** How many commits of the branch came after it. */
  readonly behind?: number;
}

/** Reads the sync tag from the remote: it moves, so that no copy of it counts. Needs the whole history of the branch. */
export async function syncState(repository: ConfigRepository, tag: string): Promise<SyncState> {
  const ref = `refs/tags/${tag}`;
  // An annotated tag (`fluxd --git-gpg-key-import`) is listed twice: itself, and with ^{} the commit that it names.
  const listed = (await repository.overNetwork('ls-remote', 'origin', ref, `${ref}^{}`)).toString('utf8');
  const ids = new Map(
    listed.split('\n').map((line) => {
      const [oid = '', name = ''] = line.split('\t');
      return [name, oid] as const;
    }),
  );
  const commit = ids.get(`${ref}^{}`) ?? ids.get(ref);
  if (commit === undefined) return { tag, state: 'unknown' };
  if (repository.head === undefined) return { tag, state: 'elsewhere', commit };
  try {
    await repository.git('merge-base', '--is-ancestor', commit, repository.head);
  } catch (failure) {
    if (failure instanceof GitError) return { tag, state: 'elsewhere', commit };
    throw failure;
  }
  const behind = Number((await repository.git('rev-list', '--count', `${commit}..${repository.head}`)).toString('utf8'));
  return { tag, state: behind === 0 ? 'applied' : 'behind', commit, behind };
}
