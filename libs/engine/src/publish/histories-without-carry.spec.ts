import type * as ownership from '@gitops/ownership';
import { describe, expect, it, vi } from 'vitest';
import { GitRemote } from './model/git-remote';
import { History } from './model/history';
import { MemoryRemote } from './model/memory-remote';
import { playHistories } from './model/play-histories';

// A publish that writes what TypeScript says, as every generator does that knows nothing of Flux.
vi.mock('@gitops/ownership', async (importOriginal) => ({
  ...(await importOriginal<typeof ownership>()),
  carry: (manifest: unknown) => ({ manifest, carried: [], findings: [] }),
}));

/** A field that is not what Flux or the operator left there. */
const loss = /\.image: must be|\.tag: must be|annotations.*: must be|ends with \[\], not \["OWN/;

describe('the histories find the loss when nothing is carried', () => {
  it('in memory', async () => {
    const begun = new MemoryRemote();
    await new History(begun).begin();
    const played = playHistories((steps) => new History(begun.copy()).play(steps), { count: 2_000, maxLength: 8 });
    const failure: unknown = await played.then(
      () => undefined,
      (error: unknown) => error,
    );
    expect(causeOf(failure)).toMatch(loss);

    // What is printed plays the same loss again.
    const [, seed = '', path = ''] = /seed: (-?\d+), path: "([\d:]+)"/.exec(String(failure)) ?? [];
    vi.stubEnv('HISTORY_SEED', seed);
    vi.stubEnv('HISTORY_PATH', path);
    const again = playHistories((steps) => new History(begun.copy()).play(steps), { count: 2_000, maxLength: 8 });
    await expect(again.then(() => '', causeOf)).resolves.toBe(causeOf(failure));
    vi.unstubAllEnvs();
  });

  it('in git', async () => {
    const remote = await GitRemote.create();
    const bump = [
      { do: 'bump', a: 0, b: 0, c: 0 },
      { do: 'deploy', a: 0, b: 1, c: 0 },
    ] as const;
    try {
      await new History(remote).begin();
      await remote.newCommits();
      await expect(new History(remote).play(bump).then(() => '', causeOf)).resolves.toMatch(loss);
    } finally {
      remote.remove();
    }
  });
});

/** What a history that fails says, below what fast-check says about it. */
function causeOf(failure: unknown): string {
  if (!(failure instanceof Error)) return String(failure);
  return failure.cause === undefined ? failure.message : causeOf(failure.cause);
}
