import { describe, expect, it } from 'vitest';
import { imageRepository, imageTag } from './image-grammar';

describe.each([
  {
    what: 'a repository',
    source: imageRepository,
    good: ['web', 'a/b-c__d.e', 'registry:5000/web', 'Registry.example.com:5000/a/web', '[::1]:5000/web', '10.0.0.1/web'],
    bad: ['', 'Web', 'a//b', '-web', 'web-', 'a___b', 'web:1', '-registry.com/web', 'registry-.com/web', 'https://web', 'a/B'],
  },
  {
    what: 'a tag',
    source: imageTag,
    good: ['1', 'v1.2.3', '_x', 'A-b_c.d', 'a'.repeat(128)],
    bad: ['', '.1', '-1', '1+2', 'a b', 'a'.repeat(129)],
  },
])('$what', ({ source, good, bad }) => {
  // With `u` as ajv compiles the pattern of a JSON schema.
  const whole = new RegExp(`^${source}$`, 'u');
  it.each(good)('%s', (text) => {
    expect(text).toMatch(whole);
  });
  it.each(bad)('not %s', (text) => {
    expect(text).not.toMatch(whole);
  });
});
