import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lineDiff } from './line-diff';

const lines = fc.array(fc.constantFrom('a', 'b', 'c', 'd', ''), { maxLength: 12 });

describe('lineDiff', () => {
  it.each([
    ['', '', ''],
    ['a b c', 'a b c', ' ...'],
    ['a', 'b', '-a +b'],
    ['a b c', 'a x c', ' a -b +x  c'],
    ['1 2 3 4 5 6 7 8', '1 2 3 4 5 6 7 9', ' ...  6  7 -8 +9'],
    ['1 2 3 4', '1 2 3 9', ' 1  2  3 -4 +9'],
    ['x 1 2 3 4 5 6 y', 'z 1 2 3 4 5 6 w', '-x +z  1  2  ...  5  6 -y +w'],
    ['a b', 'a b c', ' a  b +c'],
  ])('%j to %j', (before, after, expected) => {
    const split = (text: string): readonly string[] => (text === '' ? [] : text.split(' '));
    const text = lineDiff(split(before), split(after)).map(({ mark, text: line }) => `${mark}${line}`);
    expect(text.join(' ')).toBe(expected);
  });

  it('has every line that goes and every line that comes, in order', () => {
    fc.assert(
      fc.property(lines, lines, (before, after) => {
        const diff = lineDiff(before, after).filter(({ text }) => text !== '...');
        const marked = (marks: string): readonly string[] =>
          diff.filter(({ mark }) => marks.includes(mark)).map(({ text }) => text);
        expect(isSubsequence(marked('- '), before)).toBe(true);
        expect(isSubsequence(marked('+ '), after)).toBe(true);
        expect(before.length - marked('-').length).toBe(after.length - marked('+').length);
      }),
    );
  });

  it('gives up on what is too long to compare', () => {
    const [before, after] = [0, 1].map((side) =>
      Array.from({ length: 2000 }, (_, line) => `${line % 2 === 0 ? 'same' : side} ${line}`),
    );
    const diff = lineDiff(before ?? [], after ?? []);
    expect(diff.filter(({ mark }) => mark === '-').length).toBeGreaterThan(1990);
  });
});

function isSubsequence(part: readonly string[], whole: readonly string[]): boolean {
  let at = 0;
  for (const line of whole) if (at < part.length && part[at] === line) at += 1;
  return at === part.length;
}
