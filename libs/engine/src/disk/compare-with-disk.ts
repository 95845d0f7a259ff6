import type { Diagnostic } from '@gitops/diagnostics';
import type { FileSpec } from '@gitops/manifest';
import { lstatSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { diagnose } from '../diagnostic';
import { listFiles } from './list-files';
import { readAsFlux } from './read-as-flux';

/**
 * What is wrong with the files on disk: what Flux could not read, and what is not what the TypeScript says.
 * @param directory absolute
 * @param shown the same, as a person knows it
 */
export function compareWithDisk(
  directory: string,
  shown: string,
  cluster: string,
  files: readonly FileSpec[],
): readonly Diagnostic[] {
  const present = new Set(listFiles(directory));
  const synthesize = `npm run synth -- ${cluster}`;
  if (present.size === 0) {
    return [diagnose('LAY004', { message: `${shown} is empty: the cluster has not been synthesized`, help: synthesize })];
  }
  const odd = new Map([...present].flatMap((path) => oddity(join(directory, path)).map((what) => [path, what] as const)));
  const read = [...present]
    .filter((path) => !odd.has(path))
    .map((path) => ({ path, text: readFileSync(join(directory, path), 'utf8') }));
  const expected = new Map(files.map(({ path, text }) => [path, text]));
  const stale: readonly (readonly [path: string, what: string])[] = [
    ...odd,
    ...read
      .filter(({ path }) => !expected.has(path))
      .map(({ path }) => [path, 'is not among the files that the TypeScript makes'] as const),
    ...read
      .filter(({ path, text }) => expected.has(path) && expected.get(path) !== text)
      .map(({ path }) => [path, 'differs from what the TypeScript makes'] as const),
    ...files.filter(({ path }) => !present.has(path)).map(({ path }) => [path, 'is missing'] as const),
  ];
  return [
    ...readAsFlux(read, shown),
    ...stale.map(([path, what]) =>
      diagnose('LAY005', {
        source: { file: `${shown}/${path}`, line: 1, column: 1 },
        message: `this file ${what}`,
        help: synthesize,
      }),
    ),
  ];
}

/** What is no plain file: git cannot hold some of these, and reading a pipe would wait forever. */
function oddity(file: string): readonly string[] {
  const stat = lstatSync(file);
  return stat.isFile() ? [] : [stat.isSymbolicLink() ? 'is a symbolic link' : 'is a pipe, a socket or a device'];
}
