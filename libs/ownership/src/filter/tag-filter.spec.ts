import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatFilter, glob, parseFilter, regexp, semver } from './tag-filter';

describe('a filter as text', () => {
  it.each([
    ['glob:*', glob('*'), 'glob:*'],
    ['*', glob('*'), 'glob:*'],
    ['', glob(''), 'glob:'],
    ['master-*', glob('master-*'), 'glob:master-*'],
    ['glob:glob:x', glob('glob:x'), 'glob:glob:x'],
    ['semver:~1.0', semver('~1.0'), 'semver:~1.0'],
    ['semver:', semver(''), 'semver:'],
    ['regexp:^..$', regexp('^..$'), 'regexp:^..$'],
    ['regex:^..$', regexp('^..$'), 'regexp:^..$'],
    ['regexp:a\nb', regexp('a\nb'), 'regexp:a\nb'],
    ['Semver:1', glob('Semver:1'), 'glob:Semver:1'],
    [' semver:1', glob(' semver:1'), 'glob: semver:1'],
    ['re:x', glob('re:x'), 'glob:re:x'],
  ])('%j', (text, filter, formatted) => {
    expect(parseFilter(text)).toEqual(filter);
    expect(formatFilter(filter)).toBe(formatted);
  });

  it('reads back what it wrote', () => {
    const filters = fc.record({
      kind: fc.constantFrom('glob' as const, 'semver' as const, 'regexp' as const),
      pattern: fc.string(),
    });
    fc.assert(
      fc.property(filters, (filter) => {
        expect(parseFilter(formatFilter(filter))).toEqual(filter);
      }),
    );
  });
});
