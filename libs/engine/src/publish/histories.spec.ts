import { describe, it, vi } from 'vitest';
import type * as liveObject from './live-object';
import { History } from './model/history';
import { MemoryRemote } from './model/memory-remote';
import { playHistories } from './model/play-histories';

// The same few texts come again and again, and reading YAML is what most of the time would go to.
vi.mock('./live-object', async (importOriginal) => {
  const { readLive } = await importOriginal<typeof liveObject>();
  const known = new Map<string, ReturnType<typeof readLive>>();
  return {
    readLive: (text: string) => {
      const live = known.get(text) ?? readLive(text);
      known.set(text, live);
      return live;
    },
  };
});

describe('a config repository that several write to', () => {
  it('loses nothing that Flux or an operator wrote', async () => {
    const begun = new MemoryRemote();
    await new History(begun).begin();
    await playHistories((steps) => new History(begun.copy()).play(steps), { count: 20_000, maxLength: 8 });
  }, 300_000);
});
