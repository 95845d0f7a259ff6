import { describe, expect, it } from 'vitest';
import { cacheKey } from './cache-key';

describe('cacheKey', () => {
  const parts = { 'go.mod': 'module a\n', 'go.sum': '', flags: '-trimpath' };

  it('is the same whatever the order of its parts', () => {
    expect(cacheKey({ flags: '-trimpath', 'go.sum': '', 'go.mod': 'module a\n' })).toBe(cacheKey(parts));
    expect(cacheKey(parts)).toMatch(/^[0-9a-f]{16}$/);
  });

  it.each([
    ['a content', { ...parts, 'go.sum': 'x' }],
    ['a flag', { ...parts, flags: '-trimpath -race' }],
    ['one part more', { ...parts, 'main.go': '' }],
    ['a part less', { 'go.mod': 'module a\n', flags: '-trimpath' }],
    ['text that moves from one part to the next', { ...parts, 'go.mod': 'module a', 'go.sum': '\n' }],
    ['the name of a part', { 'go.mod': 'module a\n', 'go.work': '', flags: '-trimpath' }],
  ])('differs with %s', (_, other) => {
    expect(cacheKey(other)).not.toBe(cacheKey(parts));
  });
});
