import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { cached, removeUnfinished } from './cached';

let cache = '';
beforeEach(() => {
  cache = mkdtempSync(join(tmpdir(), 'cached-spec-'));
});
afterEach(() => {
  rmSync(cache, { recursive: true });
});

function writing(text: string): (directory: string) => Promise<void> {
  return (directory) => {
    writeFileSync(join(directory, 'made'), text);
    return Promise.resolve();
  };
}

describe('cached', () => {
  it('makes a directory once', async () => {
    const [first, second] = [await cached(cache, 'a', writing('first')), await cached(cache, 'a', writing('second'))];
    expect(second).toBe(first);
    expect(readFileSync(join(first, 'made'), 'utf8')).toBe('first');
    expect(readdirSync(cache)).toEqual(['a']);
  });

  it('leaves nothing of a build that fails, and tries again', async () => {
    const failing = (directory: string): Promise<void> => {
      writeFileSync(join(directory, 'half'), '');
      return Promise.reject(new Error('no network'));
    };
    await expect(cached(cache, 'a', failing)).rejects.toThrow('no network');
    expect(readdirSync(cache)).toEqual([]);
    expect(existsSync(join(await cached(cache, 'a', writing('')), 'made'))).toBe(true);
  });

  it('takes what another process has made meanwhile', async () => {
    const overtaken = async (directory: string): Promise<void> => {
      await writing('ours')(directory);
      mkdirSync(join(cache, 'a'));
      await writing('theirs')(join(cache, 'a'));
    };
    expect(readFileSync(join(await cached(cache, 'a', overtaken), 'made'), 'utf8')).toBe('theirs');
    expect(readdirSync(cache)).toEqual(['a']);
  });
});

describe('removeUnfinished', () => {
  it('removes what this process and dead ones have begun, and nothing else', async () => {
    const [own, dead, alive] = [process.pid, 2 ** 22 + 1, process.ppid].map((pid) => `.unfinished-${String(pid)}-x`);
    for (const name of [own, dead, alive, 'a', '.unfinished-x']) mkdirSync(join(cache, name ?? ''));
    await removeUnfinished(cache);
    expect(readdirSync(cache).sort()).toEqual([alive, 'a'].sort());
    await removeUnfinished(join(cache, 'none'));
  });
});
