import { describe, expect, it } from 'vitest';
import { readCommandLine } from './command-line';

const names = ['sync', 'bump', 'rollback'];
const defaults = { help: false, list: false, keep: false, flows: names };

describe('readCommandLine', () => {
  it.each([
    ['nothing: every flow', [], defaults],
    ['names, in the order of a run', ['rollback', 'sync'], { ...defaults, flows: ['sync', 'rollback'] }],
    ['numbers', ['2'], { ...defaults, flows: ['bump'] }],
    ['a flow said twice', ['2', 'bump'], { ...defaults, flows: ['bump'] }],
    ['flags anywhere', ['sync', '--keep'], { ...defaults, keep: true, flows: ['sync'] }],
    ['--list', ['--list'], { ...defaults, list: true }],
    ['-h', ['-h'], { ...defaults, help: true }],
  ])('%s', (_, args, expected) => {
    expect(readCommandLine(args, names)).toEqual(expected);
  });

  it.each([
    ['an unknown name', ['snc'], 'there is no flow "snc"; npm run e2e -- --list shows them'],
    ['a number too high', ['4'], 'there is no flow "4"'],
    ['zero', ['0'], 'there is no flow "0"'],
    ['an unknown flag', ['--kepe'], "Unknown option '--kepe'"],
    ['a value for a flag', ['--keep=yes'], 'does not take an argument'],
  ])('%s', (_, args, expected) => {
    expect(readCommandLine(args, names)).toContain(expected);
  });
});
