import { afterAll, beforeAll, describe, it } from 'vitest';
import { GitRemote } from './model/git-remote';
import { History } from './model/history';
import { playHistories } from './model/play-histories';

// HISTORIES=2000 plays more than a test run has time for.
const count = Number(process.env['HISTORIES'] ?? 200);

let begun: GitRemote;
beforeAll(async () => {
  begun = await GitRemote.create();
  await new History(begun).begin();
});
afterAll(() => {
  begun.remove();
});

describe('a config repository in git', () => {
  it(
    'loses nothing that Flux or an operator wrote',
    () =>
      playHistories(
        async (steps) => {
          const remote = await begun.copy();
          try {
            await new History(remote).play(steps);
          } finally {
            remote.remove();
          }
        },
        { count, minLength: 4, maxLength: 12, lanes: 4 },
      ),
    count * 5_000,
  );
});
