import { afterEach, describe, expect, it, vi } from 'vitest';
import { playHistories } from './play-histories';
import type { Step } from './step';

const histories = { count: 200, minLength: 4, maxLength: 12 };
afterEach(() => {
  vi.unstubAllEnvs();
});

/** Plays until a history has a kill after a bump, and returns all that were played with what was printed. */
async function play(): Promise<{ readonly played: readonly string[]; readonly printed: string; readonly cause: string }> {
  const played: string[] = [];
  const fail = (all: readonly Step[]): Promise<void> => {
    played.push(JSON.stringify(all));
    const bump = all.findIndex((step) => step.do === 'bump');
    return bump >= 0 && all.slice(bump).some((step) => step.do === 'kill')
      ? Promise.reject(new Error('Lost'))
      : Promise.resolve();
  };
  const failure: unknown = await playHistories(fail, histories).then(
    () => undefined,
    (error: unknown) => error,
  );
  const cause = failure instanceof Error ? String(failure.cause) : '';
  return { played, printed: String(failure), cause };
}

describe('a history that fails', () => {
  it('is printed with a seed and a path that play it again, alone', async () => {
    const { played, printed, cause } = await play();
    const [, seed = '', path = ''] = /seed: (-?\d+), path: "([\d:]+)"/.exec(printed) ?? [];
    vi.stubEnv('HISTORY_SEED', seed);
    vi.stubEnv('HISTORY_PATH', path);
    const again = await play();
    expect(again.played).toHaveLength(1);
    expect(played).toContain(again.played[0]);
    expect(printed).toContain(`Counterexample: [${again.played[0]}]`);
    expect([cause, again.cause]).toEqual(['Error: Lost', 'Error: Lost']);
  });

  it('comes again with its seed alone, after the ones before it', async () => {
    vi.stubEnv('HISTORY_SEED', '42');
    const [first, second] = [await play(), await play()];
    expect(first.played.length).toBeGreaterThan(1);
    expect(second.played).toEqual(first.played);
  });
});

it('plays histories of the lengths asked for, and every kind of step', async () => {
  const lengths = new Set<number>();
  const kinds = new Set<string>();
  const note = (all: readonly Step[]): Promise<void> => {
    lengths.add(all.length);
    for (const step of all) kinds.add(step.do);
    return Promise.resolve();
  };
  await playHistories(note, { ...histories, count: 500, lanes: 4 });
  expect([Math.min(...lengths), Math.max(...lengths)]).toEqual([4, 12]);
  expect([...kinds].sort()).toEqual(
    [
      'adopt',
      'automate',
      'bump',
      'deautomate',
      'deploy',
      'edit',
      'filter',
      'foreign',
      'hand',
      'hide',
      'kill',
      'lock',
      'publish',
    ].concat(['race', 'rollback', 'unlock']),
  );
});
