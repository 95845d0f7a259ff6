import { describe, expect, it } from 'vitest';
import { parseImage } from './image-reference';

const digest = `sha256:${'0123456789abcdef'.repeat(4)}`;

describe('parseImage', () => {
  it.each([
    ['nginx', 'nginx', undefined, undefined],
    ['nginx:1.25', 'nginx', '1.25', undefined],
    ['registry:5000/web', 'registry:5000/web', undefined, undefined],
    ['registry.example.com:5000/a/b-c__d:V1_x', 'registry.example.com:5000/a/b-c__d', 'V1_x', undefined],
    ['[::1]:5000/web:1', '[::1]:5000/web', '1', undefined],
    [`web@${digest}`, 'web', undefined, digest],
    [`web:1@${digest}`, 'web', '1', digest],
  ])('%s', (text, repository, tag, given) => {
    expect(parseImage(text)).toEqual({ repository, tag, digest: given });
  });

  it.each(['', 'Web', 'web:', 'web:-1', 'web: 1', 'a//b', '-web', 'https://web', 'web@sha256:abc', `${'a/'.repeat(130)}b`])(
    '%s is none',
    (text) => {
      expect(parseImage(text)).toBeUndefined();
    },
  );
});
