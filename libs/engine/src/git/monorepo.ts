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
  const git = (...args: string[]): Promise<readonly string[]> =>
    runGit(args, { directory: root }).then((text) => linesOf(text.toString('utf8')));
  const [[commit = ''], dirty] = await Promise.all([
    git('rev-parse', '--verify', '--quiet', 'HEAD').catch(ifGitFails([])),
    // What cannot be told is not clean: of a damaged index, nobody knows what it would commit.
    git('status', '--porcelain', '--untracked-files=normal').catch((failure: unknown) => {
      return ifGitFails(failure instanceof GitError ? linesOf(failure.stderr) : [])(failure);
    }),
  ]);
  return { commit, dirty };
}

function linesOf(text: string): readonly string[] {
  return text.split('\n').filter((line) => line !== '');
}

function ifGitFails<Value>(value: Value): (failure: unknown) => Value {
  return (failure) => {
    if (failure instanceof GitError) return value;
    throw failure;
  };
}

/** How the commit that is being published stands to the one that was. */
export type SourceOrder = 'same' | 'newer' | 'not newer' | 'unknown';

/** How a commit that was published stands to the one that is being published. */
export async function compareSources({ root }: Workspace, published: string, publishing: string): Promise<SourceOrder> {
  if (published === publishing) return 'same';
  try {
    await runGit(['merge-base', '--is-ancestor', published, publishing], { directory: root });
    return 'newer';
  } catch (failure) {
    if (!(failure instanceof GitError)) throw failure;
    if (failure.exitCode !== 1) return 'unknown';
  }
  // A shallow clone may hold both commits, of an earlier fetch say, and not what lies between them.
  const shallow = await runGit(['rev-parse', '--is-shallow-repository'], { directory: root });
  return shallow.toString('utf8').trim() === 'true' ? 'unknown' : 'not newer';
}
