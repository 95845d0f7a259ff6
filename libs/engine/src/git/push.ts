import { GitError, GitStalled } from './run-git';

/** What became of a push. */
export interface Pushed {
  /** Why the server did not take the second ref. */
  readonly unrecorded?: GitError;
}

/**
 * Pushes a branch and a ref beside it as fast-forwards, both or neither where the server can do that (AWS CodeCommit cannot).
 * Where it refuses, the branch goes alone: the ref beside it is worth a warning.
 * @param push takes arguments of `git push`
 * @param branch a refspec; undefined where the branch stays
 * @returns undefined where somebody else has pushed in between
 * @throws GitError
 */
export async function pushBoth(
  push: (...args: string[]) => Promise<unknown>,
  branch: string | undefined,
  beside: string | undefined,
): Promise<Pushed | undefined> {
  const refspecs = [branch, beside].filter((refspec) => refspec !== undefined);
  const failure = await attempt(push, ...(refspecs.length > 1 ? ['--atomic'] : []), 'origin', ...refspecs);
  if (failure === undefined) return {};
  if (raced(failure)) return undefined;
  if (beside === undefined) throw failure;
  if (branch === undefined) return { unrecorded: failure };
  const alone = await attempt(push, 'origin', branch);
  if (alone !== undefined && raced(alone)) return undefined;
  if (alone !== undefined) throw alone;
  const refused = await attempt(push, 'origin', beside);
  return refused === undefined || raced(refused) ? {} : { unrecorded: refused };
}

async function attempt(push: (...args: string[]) => Promise<unknown>, ...args: string[]): Promise<GitError | undefined> {
  try {
    await push(...args);
    return undefined;
  } catch (failure) {
    // Whoever is silent once is silent twice.
    if (!(failure instanceof GitError) || failure instanceof GitStalled) throw failure;
    return failure;
  }
}

/**
 * `[rejected]` is git's word for a ref that has moved; a hook's or a server's refusal is `[remote rejected]`. A ref that
 * moves while the server takes the push is `[remote rejected]` as well, and a line of the server's says why.
 */
function raced({ stdout, stderr }: GitError): boolean {
  return /\[rejected\]|cannot lock ref .*(?:but expected|already exists|File exists)|\[remote rejected\].*incorrect old value/.test(
    stdout + stderr,
  );
}
