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
  const [commit, status] = await Promise.all([
    git('rev-parse', '--verify', '--quiet', 'HEAD'),
    git('status', '--porcelain', '--untracked-files=normal'),
  ]);
  return { commit: commit.trim(), dirty: status.split('\n').filter((line) => line !== '') };
}

/** How the commit that is being published stands to the one that was. */
export type SourceOrder = 'same' | 'newer' | 'not newer' | 'unknown';

/** How a commit that was published stands to the one that is being published. */
export async function compareSources({ root }: Workspace, published: string, publishing: string): Promise<SourceOrder> {
  if (published === publishing) return 'same';
  return runGit(['merge-base', '--is-ancestor', published, publishing], { directory: root }).then(
    () => 'newer',
    (failure: unknown) => {
      if (!(failure instanceof GitError)) throw failure;
      return failure.exitCode === 1 ? 'not newer' : 'unknown';
    },
  );
}
