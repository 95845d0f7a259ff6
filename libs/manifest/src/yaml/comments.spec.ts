import { describe, expect, it } from 'vitest';
import type { FieldPath } from '../field-path';
import { toYaml } from './emit';
import { readYaml } from './read';

const text = 'Flux owns the tag';
const long = `123456789012.dkr.ecr.cn-north-1.amazonaws.com.cn/${'team/'.repeat(8)}web:4f1c2d7`;
const manifest = {
  containers: [
    { name: 'web', image: 'web:1' },
    { name: 'long', image: long },
  ],
  list: ['a', '1'],
  note: 'two\nlines',
  quoted: '1.27',
  replicas: 3,
};

describe('trailing comments', () => {
  it.each<readonly [name: string, path: FieldPath, line: string]>([
    ['a plain scalar, the item by key', ['containers', { name: 'web' }, 'image'], '  image: web:1 # Flux owns the tag'],
    ['a plain scalar, the item by index', ['containers', 0, 'image'], '  image: web:1 # Flux owns the tag'],
    ['a scalar on a line of its own', ['containers', { name: 'long' }, 'image'], `    ${long} # Flux owns the tag`],
    ['a quoted scalar', ['quoted'], 'quoted: "1.27" # Flux owns the tag'],
    ['a number', ['replicas'], 'replicas: 3 # Flux owns the tag'],
    ['a list item', ['list', 1], '- "1" # Flux owns the tag'],
    ['a literal block', ['note'], 'note: |- # Flux owns the tag'],
  ])('stand on the line of %s and nowhere else', (_, path, line) => {
    const commented = toYaml(manifest, { comments: [{ path, text }] });
    expect(commented.split('\n').filter((candidate) => candidate.includes('#'))).toEqual([line]);
    expect(commented.replace(` # ${text}`, '')).toBe(toYaml(manifest));
    expect(readYaml(commented)).toMatchObject({ documents: [{ value: manifest }], problems: [] });
  });

  it.each<readonly [name: string, path: FieldPath, text: string, message: string]>([
    ['to a collection', ['containers', 0], text, 'comment of containers[0] leads to no scalar'],
    ['nowhere', ['containers', { name: 'db' }, 'image'], text, 'comment of containers[name=db].image leads to no scalar'],
    ['to the object itself', [], text, 'comment of  leads to no scalar'],
    ['to a scalar with two lines', ['quoted'], 'a\nb', 'comment of quoted is no line of printable text'],
  ])('are refused when they lead %s', (_, path, comment, message) => {
    expect(() => toYaml(manifest, { comments: [{ path, text: comment }] })).toThrow(new TypeError(message));
  });
});
