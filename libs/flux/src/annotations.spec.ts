import { glob, regexp, semver } from '@gitops/ownership';
import { describe, expect, it } from 'vitest';
import { fluxAnnotations } from './annotations';
import { automated, pinned } from './image';

const moving = automated('nginx', { initial: '1.0' });
const on = { 'fluxcd.io/automated': 'true' };

describe('fluxAnnotations', () => {
  it.each([
    ['nothing', {}, {}],
    ['a pinned image', { web: pinned('nginx:1.0') }, {}],
    ['an automated image', { web: moving }, on],
    ['a glob', { web: automated('nginx', { initial: '1', filter: glob('1.*') }) }, { ...on, 'fluxcd.io/tag.web': 'glob:1.*' }],
    [
      'a range',
      { web: automated('nginx', { initial: '1', filter: semver('^1.0') }) },
      { ...on, 'fluxcd.io/tag.web': 'semver:^1.0' },
    ],
    [
      'an expression',
      { web: automated('nginx', { initial: 'a', filter: regexp('^a') }) },
      { ...on, 'fluxcd.io/tag.web': 'regexp:^a' },
    ],
    [
      "a chart's own image",
      { 'chart-image': automated('nginx', { initial: '1', filter: glob('1*') }) },
      { ...on, 'fluxcd.io/tag.chart-image': 'glob:1*' },
    ],
    ['two that move', { web: moving, log: moving }, { ...on, 'fluxcd.io/tag.web': 'glob:*', 'fluxcd.io/tag.log': 'glob:*' }],
    [
      'one that stays beside one that moves',
      { web: moving, log: pinned('log:v1') },
      { ...on, 'fluxcd.io/tag.web': 'glob:*', 'fluxcd.io/tag.log': 'glob:v1' },
    ],
  ])('%s', (_, images, annotations) => {
    expect(fluxAnnotations(images)).toEqual(annotations);
  });
});
