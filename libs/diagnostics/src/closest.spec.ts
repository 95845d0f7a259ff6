import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { closest } from './closest';

const fields = ['replicas', 'selector', 'template', 'strategy', 'paused', 'image', 'imagePullPolicy', 'port', 'ports'];

describe('closest', () => {
  it.each([
    ['replica', 'replicas'],
    ['replcias', 'replicas'],
    ['Replicas', 'replicas'],
    ['imagepullpolicy', 'imagePullPolicy'],
    ['slector', 'selector'],
    ['pots', 'ports'],
    ['prot', 'port'],
    ['x', undefined],
    ['', undefined],
    ['somethingElse', undefined],
    ['labels', undefined],
  ])('to %j is %s', (word, candidate) => {
    expect(closest(word, fields)).toBe(candidate);
  });

  it('takes the nearest, and of equals the first', () => {
    expect(closest('cat', ['cart', 'cat', 'bat'])).toBe('cat');
    expect(closest('cat', ['bat', 'rat'])).toBe('bat');
  });

  it('finds a word that is among the candidates, and invents none', () => {
    const words = fc.array(fc.string({ minLength: 1, maxLength: 12 }), { minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(words, fc.string({ maxLength: 12 }), (candidates, word) => {
        for (const candidate of candidates) expect(closest(candidate, candidates)).toBe(candidate);
        expect([undefined, ...candidates]).toContain(closest(word, candidates));
      }),
    );
  });
});
