import { describe, expect, it } from 'vitest';
import { NotYet, until } from './poll';

describe('until', () => {
  it('asks until the probe returns', async () => {
    let asked = 0;
    const answer = await until('the third time', () => {
      asked += 1;
      if (asked < 3) throw new NotYet(`${String(asked)} times`);
      return Promise.resolve('here');
    });
    expect([answer, asked]).toEqual(['here', 3]);
  });

  it('names what it has waited for, and what it has seen last', async () => {
    const never = (): never => {
      throw new NotYet('2 of 3 pods');
    };
    await expect(until('3 pods', never, { milliseconds: 0 })).rejects.toThrow('waited 0 s for 3 pods; last seen: 2 of 3 pods');
  });

  it('gives up at once where waiting is pointless', async () => {
    let asked = 0;
    const pointless = (): void => {
      throw new Error('fluxd ended by itself');
    };
    const probe = (): never => {
      asked += 1;
      throw new NotYet('nothing');
    };
    await expect(until('a commit', probe, { pointless })).rejects.toThrow('waited for a commit, but fluxd ended by itself');
    expect(asked).toBe(1);
  });
});
