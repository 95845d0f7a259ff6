import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { inflateSync } from 'node:zlib';

/** The objects of a git repository that has no packs: without a process, as a history asks for thousands of them. */
export class LooseObjects {
  constructor(private readonly directory: string) {}

  /** What an object holds, without its header. */
  read(oid: string): Buffer {
    const object = inflateSync(readFileSync(join(this.directory, oid.slice(0, 2), oid.slice(2))));
    return object.subarray(object.indexOf(0) + 1);
  }

  /** Every file of a tree, and of the trees in it. */
  entries(tree: string, prefix = ''): readonly { readonly path: string; readonly oid: string }[] {
    const content = this.read(tree);
    const found: { readonly path: string; readonly oid: string }[] = [];
    for (let at = 0; at < content.length;) {
      const end = content.indexOf(0, at);
      const [mode = '', ...name] = content.toString('utf8', at, end).split(' ');
      const [path, oid] = [prefix + name.join(' '), content.toString('hex', end + 1, end + 21)];
      found.push(...(mode === '40000' ? this.entries(oid, `${path}/`) : [{ path, oid }]));
      at = end + 21;
    }
    return found;
  }
}
