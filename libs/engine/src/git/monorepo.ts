import type { Workspace } from '../workspace';
import { GitError, runGit } from './run-git';

/** The commit from which something is published. */
export interface SourceState {
  /** '' where the workspace is no git repository, or has no commit. */
  readonly commit: string;
  /** Files with uncommitted changes, as `git status` lists them. */
  readonly dirty: readonly string[];
}

export async function sourceState({ root }: Workspace): Promise<SourceState> {
  const git = (...args: string[]): Promise<string> =>
    runGit(args, { directory: root }).then(
      (text) => text.toString('utf8').trimEnd(),
      (failure: unknown) => {
        if (failure instanceof GitError) return '';
        throw failure;
      },
    );
  const commit = (await git('rev-parse', '--verify', '--quiet', 'HEAD')).trim();
  const status = await git('status', '--porcelain', '--untracked-files=normal');
  return { commit, dirty: status.split('\n').filter((line) => line !== '') };
}

/** How the commit that is being published stands to the one that was. */
export type SourceOrder = 'same' | 'newer' | 'not newer' | 'unknown';

/** How a commit that was published stands to the one that is being published. */
export async function compareSources({ root }: Workspace, published: string, publishing: string): Promise<SourceOrder> {
  if (published === publishing) return 'same';
  const git = (...args: string[]): Promise<boolean> =>
    runGit(args, { directory: root }).then(
      () => true,
      (failure: unknown) => {
        if (failure instanceof GitError) return false;
        throw failure;
      },
    );
  if (!(await git('cat-file', '-e', `${published}^{commit}`))) return 'unknown';
  return (await git('merge-base', '--is-ancestor', published, publishing)) ? 'newer' : 'not newer';
}
