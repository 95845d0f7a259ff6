import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { didYouMean, editDistance } from './edit-distance';

describe('editDistance', () => {
  it.each([
    ['', '', 0],
    ['a', '', 1],
    ['replica', 'replicas', 1],
    ['relpicas', 'replicas', 1],
    ['kitten', 'sitting', 3],
  ])('%s to %s', (left, right, distance) => {
    expect(editDistance(left, right)).toBe(distance);
  });

  it('is symmetric, and 0 only for equal words', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 8 }), fc.string({ maxLength: 8 }), (left, right) => {
        expect(editDistance(left, right)).toBe(editDistance(right, left));
        expect(editDistance(left, right) === 0).toBe(left === right);
      }),
    );
  });
});

describe('didYouMean', () => {
  const fields = ['replicas', 'selector', 'template', 'imagePullPolicy'];

  it.each([
    ['replica', 'replicas'],
    ['Selector', 'selector'],
    ['imagepullpolicy', 'imagePullPolicy'],
    ['tempalte', 'template'],
    ['zebra', undefined],
    ['x', undefined],
  ])('%s', (word, meant) => {
    expect(didYouMean(word, fields)).toBe(meant);
  });
});
