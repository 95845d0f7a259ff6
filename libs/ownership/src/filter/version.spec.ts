import { describe, expect, it } from 'vitest';
import { exampleVersion } from './example-version';
import { compareVersions, parseVersion, type Version } from './version';

const version = (text: string): Version => parseVersion(text) ?? expect.fail(`${text} is no version`);

describe('versions', () => {
  it('come in the order of semver.org', () => {
    const ascending = [
      '0',
      '0.0.1',
      '0.1',
      '1.0.0-1',
      '1.0.0-9',
      '1.0.0-10',
      '1.0.0-alpha',
      '1.0.0-alpha.1',
      '1.0.0-rc',
      '1',
      '1.0.1',
    ];
    const shuffled = [...ascending].sort();
    expect(shuffled).not.toEqual(ascending);
    expect(shuffled.sort((a, b) => compareVersions(version(a), version(b)))).toEqual(ascending);
  });

  it.each([
    ['1', '1.0.0'],
    ['v1.2', '1.2.0'],
    ['1.2.3+a', '1.2.3+b'],
    ['1.0.0-rc.1', 'v1.0.0-rc.1+x'],
  ])('%s equals %s', (left, right) => {
    expect(compareVersions(version(left), version(right))).toBe(0);
  });
});

describe('exampleVersion', () => {
  it.each([
    ['~1.0', '1.0.0'],
    ['1.2.3', '1.2.3'],
    ['>1', '2.0.0'],
    ['>1.2', '1.3.0'],
    ['>1.2.3', '1.2.4'],
    ['<2', '0.0.0'],
    ['>=1.0-0 <2', '1.0.0'],
    ['=1.0.0-rc', undefined],
    ['>2 <1', undefined],
    ['no range', undefined],
  ])('%s: %s', (range, example) => {
    expect(exampleVersion(range)).toBe(example);
  });
});
