import { describe, expect, it } from 'vitest';
import { MemcachedStore } from './memcached-protocol';

function ask(store: MemcachedStore, ...chunks: readonly string[]): string {
  const answer = store.connect();
  return chunks.map((chunk) => answer(Buffer.from(chunk)).toString()).join('');
}

describe('MemcachedStore', () => {
  it.each([
    [
      'stores, and gives back with flags and size',
      ['set a 7 0 5\r\nhello\r\n', 'get a\r\n'],
      'STORED\r\nVALUE a 7 5\r\nhello\r\nEND\r\n',
    ],
    ['gives gets a number more', ['set a 0 0 1\r\nx\r\ngets a\r\n'], 'STORED\r\nVALUE a 0 1 1\r\nx\r\nEND\r\n'],
    ['finds nothing', ['get a\r\n'], 'END\r\n'],
    ['finds some of several', ['set b 0 0 1\r\nx\r\nget a b c\r\n'], 'STORED\r\nVALUE b 0 1\r\nx\r\nEND\r\n'],
    ['replaces', ['set a 0 0 1\r\nx\r\nset a 0 0 2\r\nyz\r\nget a\r\n'], 'STORED\r\nSTORED\r\nVALUE a 0 2\r\nyz\r\nEND\r\n'],
    [
      'waits for the rest of a command',
      ['set a 0 0 5\r', '\nhel', 'lo', '\r\nge', 't a\r\n'],
      'STORED\r\nVALUE a 0 5\r\nhello\r\nEND\r\n',
    ],
    ['takes line ends within data', ['set a 0 0 4\r\n\r\n\r\n\r\nget a\r\n'], 'STORED\r\nVALUE a 0 4\r\n\r\n\r\n\r\nEND\r\n'],
    ['stores nothing at all', ['set a 0 0 0\r\n\r\nget a\r\n'], 'STORED\r\nVALUE a 0 0\r\n\r\nEND\r\n'],
    ['is silent when asked to be', ['set a 0 0 1 noreply\r\nx\r\nget a\r\n'], 'VALUE a 0 1\r\nx\r\nEND\r\n'],
    ['knows no other command', ['delete a\r\n'], 'ERROR\r\n'],
  ])('%s', (_, chunks, expected) => {
    expect(ask(new MemcachedStore(), ...chunks)).toBe(expected);
  });

  it('counts bytes rather than characters', () => {
    expect(ask(new MemcachedStore(), 'set a 0 0 6\r\nüüü\r\nget a\r\n')).toBe('STORED\r\nVALUE a 0 6\r\nüüü\r\nEND\r\n');
  });

  it('shares what it holds among connections, but not what they have begun to say', () => {
    const store = new MemcachedStore();
    const [one, other] = [store.connect(), store.connect()];
    one(Buffer.from('set a 0 0 1\r\n'));
    expect(other(Buffer.from('get a\r\n')).toString()).toBe('END\r\n');
    one(Buffer.from('x\r\n'));
    expect(other(Buffer.from('get a\r\n')).toString()).toBe('VALUE a 0 1\r\nx\r\nEND\r\n');
  });
});
