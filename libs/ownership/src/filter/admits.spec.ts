import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { admits, filterProblem } from './admits';
import { globCases, regexpCases, semverCases, type AdmitsCase } from './admits.cases';
import { parseFilter } from './tag-filter';

const words = (text: string): readonly string[] => text.split(' ').filter((word) => word !== '');
const verdicts = (cases: readonly AdmitsCase[]): readonly (readonly [string, string, boolean])[] =>
  cases.flatMap(([filter, admitted, excluded]) => [
    ...words(admitted).map((tag) => [filter, tag, true] as const),
    ...words(excluded).map((tag) => [filter, tag, false] as const),
  ]);

describe('admits', () => {
  it.each(verdicts(globCases))('%s of %s: %s', (filter, tag, verdict) => {
    expect(admits(parseFilter(filter), tag)).toBe(verdict);
  });

  it.each(verdicts(semverCases))('%j of %s: %s', (filter, tag, verdict) => {
    expect(admits(parseFilter(filter), tag)).toBe(verdict);
  });

  it.each(verdicts(regexpCases))('%s of %s: %s', (filter, tag, verdict) => {
    expect(admits(parseFilter(filter), tag)).toBe(verdict);
  });

  it('knows the empty tag', () => {
    expect(admits(parseFilter('glob:'), '')).toBe(true);
    expect(admits(parseFilter('semver:*'), '')).toBe(false);
  });

  it.each(['(?<branch>main)', '(?P<n>a)(?P<n>b)', '\\p{Greek}', '\\PL', '^\\p{Lu}$'])(
    'leaves open what Go 1.17 may read otherwise: %s',
    (pattern) => {
      expect(admits(parseFilter(`regexp:${pattern}`), 'main')).toBe('unknown');
      expect(admits(parseFilter(`regexp:${pattern}`), 'latest')).toBe(false);
    },
  );

  it('takes linear time where a backtracking engine would not end', { timeout: 5000 }, () => {
    const long = '1'.repeat(50_000);
    expect(admits(parseFilter(`semver:${long}!`), '1.0.0')).toBe(true);
    expect(admits(parseFilter(`semver:${' '.repeat(50_000)}`), '1.0.0')).toBe(true);
    expect(admits(parseFilter(`glob:${'*1'.repeat(20_000)}2`), long)).toBe(false);
    expect(admits(parseFilter('regexp:^(1+)+$'), `${long}2`)).toBe(false);
  });

  it('never throws', () => {
    const filter = fc.tuple(
      fc.constantFrom('', 'glob:', 'semver:', 'regexp:', 'regex:'),
      fc.string({ unit: 'binary', maxLength: 30 }),
    );
    fc.assert(
      fc.property(filter, fc.string({ unit: 'binary' }), ([prefix, pattern], tag) => {
        const parsed = parseFilter(prefix + pattern);
        expect([true, false, 'unknown']).toContain(admits(parsed, tag));
        expect(['string', 'undefined']).toContain(typeof filterProblem(parsed));
      }),
    );
  });
});

describe('filterProblem', () => {
  it.each([
    ['glob:[', undefined],
    ['semver:~1.4', undefined],
    ['semver:>=1.2 <3 || 5.x', undefined],
    ['semver:', 'it is no range of Masterminds/semver'],
    ['semver:latest', 'it is no range of Masterminds/semver'],
    ['semver:1 ||', 'it is no range of Masterminds/semver'],
    ['semver:18446744073709551616', 'it is no range of Masterminds/semver'],
    ['regexp:^v[0-9]+$', undefined],
    ['regexp:a(', 'error parsing regexp: missing closing ): `a(`'],
    ['regexp:(?!dev)', 'error parsing regexp: invalid or unsupported Perl syntax: `(?!`'],
    ['regexp:[z-a]', 'error parsing regexp: invalid character class range: `z-a`'],
    [`regexp:${'('.repeat(2000)}${')'.repeat(2000)}`, 'error parsing regexp: expression nests too deeply'],
  ])('%s: %s', (filter, problem) => {
    expect(filterProblem(parseFilter(filter))).toBe(problem);
  });
});
