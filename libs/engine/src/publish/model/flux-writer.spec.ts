import { describe, expect, it } from 'vitest';
import { annotate, writeChartTag, writeImage } from './flux-writer';

/** Each result is what ruamel.yaml 0.17.40 makes of the text, set up as kubeyaml does. */
describe('the model of the writer of Flux', () => {
  it.each([
    ['- name: web\n  image: a:v1 # ours\n', 'a:longer', '- name: web\n  image: a:longer # ours\n'],
    ['- name: web\n  image: a:longer # ours\n', 'a:v1', '- name: web\n  image: a:v1     # ours\n'],
    ['- name: web\n  image: a:v1\n', 'a:v2', '- name: web\n  image: a:v2\n'],
    ['- name: side\n  image: a:v1\n', 'a:v2', '- name: side\n  image: a:v1\n'],
    ['values:\n  web:\n    image: a:v1 # ours\n', 'a:v2', 'values:\n  web:\n    image: a:v2 # ours\n'],
  ])('%j with image %s', (text, image, expected) => {
    expect(writeImage(text, 'web', image)).toBe(expected);
  });

  const values = (tag: string): string =>
    `spec:\n  values:\n    image:\n      repository: a\n      tag: ${tag}\n    replicas: 2\n`;
  it.each([
    ['"123" # ours', '456', '"456" # ours'],
    ['"123" # ours', 'v1', '"v1"  # ours'],
    ['v1', '456', "'456'"],
    ['v1', '1.10', "'1.10'"],
    ['v1', '1e5', "'1e5'"],
    ['v1', '4f1c2d7', '4f1c2d7'],
  ])('a tag %s becomes %s', (before, tag, after) => {
    expect(writeChartTag(values(before), tag)).toBe(values(after));
  });

  const plain = 'kind: Deployment\nmetadata:\n  name: web\n  namespace: apps\nspec: {}\n';
  const locked = plain.replace(
    'spec',
    "  annotations:\n    fluxcd.io/locked: 'true'\n    fluxcd.io/locked_user: Jane <jane@example.org>\nspec",
  );
  const lock = { 'fluxcd.io/locked': 'true', 'fluxcd.io/locked_user': 'Jane <jane@example.org>' };
  it.each([
    ['adds annotations at the end of the metadata', plain, lock, locked],
    ['drops empty annotations', locked, { 'fluxcd.io/locked': undefined, 'fluxcd.io/locked_user': undefined }, plain],
    [
      'keeps quotes',
      locked,
      { 'fluxcd.io/locked_user': '12', 'fluxcd.io/locked': 'x' },
      locked.replace("'true'", "'x'").replace(/Jane.*/, "'12'"),
    ],
    ['removes what is not there', plain, { 'fluxcd.io/locked': undefined }, plain],
  ])('%s', (_, text, changes, expected) => {
    expect(annotate(text, changes)).toBe(expected);
  });
});
