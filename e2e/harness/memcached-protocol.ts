/** What a memcached holds under a key. */
interface Entry {
  readonly flags: string;
  readonly data: Buffer;
}

const newline = Buffer.from('\r\n');

/**
 * The three commands of memcached's text protocol that fluxd sends (get, gets, set; memcached's doc/protocol.txt). Entries
 * never expire: fluxd writes into each when it is to be refreshed, so an entry kept for too long is refreshed all the same.
 */
export class MemcachedStore {
  readonly #entries = new Map<string, Entry>();

  /** Answers to one connection's bytes, which arrive in pieces of any size. */
  connect(): (chunk: Buffer) => Buffer {
    let pending = Buffer.alloc(0);
    return (chunk) => {
      pending = Buffer.concat([pending, chunk]);
      const answers: Buffer[] = [];
      for (;;) {
        const end = pending.indexOf(newline);
        if (end < 0) break;
        const words = pending.subarray(0, end).toString('latin1').split(' ');
        const rest = pending.subarray(end + newline.length);
        if (words[0] !== 'set') {
          answers.push(this.#retrieve(words));
          pending = rest;
          continue;
        }
        const size = Number(words[4]);
        if (rest.length < size + newline.length) break;
        this.#entries.set(words[1] ?? '', { flags: words[2] ?? '0', data: Buffer.from(rest.subarray(0, size)) });
        if (words[5] !== 'noreply') answers.push(Buffer.from('STORED\r\n'));
        pending = rest.subarray(size + newline.length);
      }
      return Buffer.concat(answers);
    };
  }

  #retrieve([command, ...keys]: readonly string[]): Buffer {
    if (command !== 'get' && command !== 'gets') return Buffer.from('ERROR\r\n');
    const found = keys.flatMap((key) => {
      const entry = this.#entries.get(key);
      if (entry === undefined) return [];
      // The last number of gets serves compare-and-swap, which fluxd does not use.
      const header = `VALUE ${key} ${entry.flags} ${String(entry.data.length)}${command === 'gets' ? ' 1' : ''}\r\n`;
      return [Buffer.from(header), entry.data, newline];
    });
    return Buffer.concat([...found, Buffer.from('END\r\n')]);
  }
}
