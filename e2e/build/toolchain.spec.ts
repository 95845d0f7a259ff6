import { describe, expect, it } from 'vitest';
import { isOlder } from './toolchain';

describe('isOlder', () => {
  it.each([
    ['1.25.4', [1, 26], true],
    ['1.26', [1, 26], false],
    ['1.26.8', [1, 26], false],
    ['1.9', [1, 26], true],
    ['2.0', [1, 26], false],
    ['2', [2, 28], true],
    ['3.11', [3, 8], false],
  ])('%s, where %j is needed: %s', (version, atLeast, expected) => {
    expect(isOlder(version, atLeast)).toBe(expected);
  });
});
