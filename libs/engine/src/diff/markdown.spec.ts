import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { code, fence, fit, htmlCode, prose } from './markdown';

describe('markdown', () => {
  it.each([
    ['a', '`a`'],
    ['a`b', '``a`b``'],
    ['`a`', '`` `a` ``'],
    ['a ``b`` c', '```a ``b`` c```'],
    ['two\nlines', '`two lines`'],
    [' a ', '`  a  `'],
  ])('code %j', (text, expected) => {
    expect(code(text)).toBe(expected);
  });

  it.each([
    ['plain, with dots. And: colons', 'plain, with dots. And: colons'],
    ['a_b *c* <b> [x] `y` |', 'a\\_b \\*c\\* \\<b\\> \\[x\\] \\`y\\` \\|'],
    ['by @jo, in #12', 'by @&#8203;jo, in #&#8203;12'],
    ['&lt;', '\\&lt;'],
    ['one\n# two', 'one # two'],
  ])('prose %j', (text, expected) => {
    expect(prose(text)).toBe(expected);
  });

  it('never ends a fence inside of it', () => {
    expect(fence(['```', '````'], 'diff')).toBe('`````diff\n```\n````\n`````');
  });

  it('escapes HTML', () => {
    expect(htmlCode('</summary>&')).toBe('<code>&lt;/summary&gt;&amp;</code>');
  });
});

describe('fit', () => {
  const rest = (left: number): string => `${left} left out`;
  const block = fc.record({ full: fc.string({ maxLength: 50 }), brief: fc.string({ maxLength: 10 }) });

  it.each([
    [1000, 'long long long\n\nb\n'],
    [20, 'l\n\nb\n'],
    [15, 'l\n\n1 left out\n'],
    [12, '2 left out\n'],
  ])('in %i characters', (limit, expected) => {
    expect(fit([{ full: 'long long long', brief: 'l' }, { full: 'b' }], rest, limit)).toBe(expected);
  });

  it('never passes the limit', () => {
    fc.assert(
      fc.property(fc.array(block, { minLength: 1, maxLength: 30 }), fc.integer({ min: 20, max: 500 }), (blocks, limit) => {
        expect(fit(blocks, rest, limit).length).toBeLessThanOrEqual(limit);
      }),
    );
  });
});
