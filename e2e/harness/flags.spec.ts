import { describe, expect, it } from 'vitest';
import { withFlags } from './flags';

describe('withFlags', () => {
  it.each([
    ['adds', ['--git-url=x'], { listen: '127.0.0.1:1' }, ['--git-url=x', '--listen=127.0.0.1:1']],
    ['replaces', ['--listen=:3030', '--git-url=x'], { listen: '127.0.0.1:1' }, ['--git-url=x', '--listen=127.0.0.1:1']],
    [
      'replaces a flag without value',
      ['--sync-garbage-collection'],
      { 'sync-garbage-collection': false },
      ['--sync-garbage-collection=false'],
    ],
    ['adds a flag without value', [], { 'sync-garbage-collection': true }, ['--sync-garbage-collection']],
    ['replaces every line of a flag', ['--git-path=a', '--git-path=b'], { 'git-path': 'c' }, ['--git-path=c']],
    [
      'tells a flag from another that begins like it',
      ['--git-url=x', '--git-url-verify=y'],
      { 'git-url': 'z' },
      ['--git-url-verify=y', '--git-url=z'],
    ],
  ])('%s', (_, declared, local, expected) => {
    expect(withFlags(declared, local)).toEqual(expected);
  });
});
