import { GitError, GitStalled } from './run-git';

/** A ref to move, as a fast-forward. */
export interface RefUpdate {
  readonly ref: string;
  /** Where it was seen; undefined where it was not there. */
  readonly from: string | undefined;
  readonly to: string;
}

/** What became of a push. */
export interface Pushed {
  /** Why the server did not take the second ref. */
  readonly unrecorded?: GitError;
}

type Push = (...args: string[]) => Promise<unknown>;

/**
 * Pushes a branch and a ref beside it, both or neither where the server can do that (AWS CodeCommit cannot). Where it refuses,
 * the branch goes alone: the ref beside it is worth a warning.
 * @param push takes arguments of `git push`
 * @param branch undefined where the branch stays
 * @param current where a ref of the remote is now; undefined where it is not there
 * @returns undefined where somebody else has pushed in between
 * @throws GitError
 */
export async function pushBoth(
  push: Push,
  branch: RefUpdate | undefined,
  beside: RefUpdate | undefined,
  current: (ref: string) => Promise<string | undefined>,
): Promise<Pushed | undefined> {
  const failure = await attempt(push, [branch, beside]);
  if (failure === undefined) return {};
  if (raced(failure)) return undefined;
  if (beside === undefined) throw failure;
  if (branch === undefined) return { unrecorded: failure };
  // Nothing else would tell of a newer source that was published meanwhile and had nothing to say.
  if ((await current(beside.ref)) !== beside.from) return undefined;
  const alone = await attempt(push, [branch]);
  if (alone !== undefined && raced(alone)) return undefined;
  if (alone !== undefined) throw alone;
  const refused = await attempt(push, [beside]);
  return refused === undefined ? {} : { unrecorded: refused };
}

async function attempt(push: Push, updates: readonly (RefUpdate | undefined)[]): Promise<GitError | undefined> {
  const moved = updates.filter((update) => update !== undefined);
  try {
    await push(
      ...(moved.length > 1 ? ['--atomic'] : []),
      // Forces nothing, since each update is a fast-forward of what was seen. It refuses one of which somebody has meanwhile
      // taken commits away, or which is gone: a plain push would bring all of that back.
      ...moved.map(({ ref, from = '' }) => `--force-with-lease=${ref}:${from}`),
      'origin',
      ...moved.map(({ ref, to }) => `${to}:${ref}`),
    );
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
