import type { Diagnostic } from '@gitops/diagnostics';
import { lstatSync } from 'node:fs';
import { join } from 'node:path';
import { diagnose } from '../diagnostic';

/**
 * What stands where a directory belongs, on the way from a root down to directories: what is written through a link would
 * land, and remove files, where nobody expects it.
 * @param root absolute; whatever it is
 * @param directories relative to it, with `/`
 */
export function obstacles(root: string, directories: readonly string[]): readonly Diagnostic[] {
  const found = new Map(directories.flatMap((directory) => firstObstacle(root, directory)));
  return [...found].map(([path, what]) =>
    diagnose('LAY008', {
      message: `${path} is ${what}, where synth writes a directory`,
      help: `move ${path} away: synth makes everything in it anew`,
    }),
  );
}

function firstObstacle(root: string, directory: string): readonly (readonly [path: string, what: string])[] {
  const segments = directory.split('/');
  for (const [index] of segments.entries()) {
    const path = segments.slice(0, index + 1).join('/');
    const stat = lstatSync(join(root, path), { throwIfNoEntry: false });
    if (stat === undefined) return [];
    if (!stat.isDirectory()) return [[path, stat.isSymbolicLink() ? 'a symbolic link' : 'a file']];
  }
  return [];
}
