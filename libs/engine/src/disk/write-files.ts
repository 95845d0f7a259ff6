import { lstatSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { listFiles, removeEmptyDirectories } from './list-files';

/** A file to write, relative to a directory, with `/`. */
export interface DiskFile {
  readonly path: string;
  readonly text: string | Uint8Array;
  /** Default: not, or as it is already. */
  readonly executable?: boolean;
}

/** What writing changed; paths relative to the directory, sorted. */
export interface WriteResult {
  readonly added: readonly string[];
  readonly changed: readonly string[];
  readonly removed: readonly string[];
  readonly unchanged: readonly string[];
}

/**
 * Makes a directory hold exactly these files. Each file is replaced whole, by a rename, and only where its bytes
 * differ; what is no longer among them goes last, save what stands in the way. A run that is killed leaves no torn file, and the next run finishes.
 * @param directory absolute; everything in it belongs to the caller. Throws Obstacle if it is something else than a directory
 */
export function writeFiles(directory: string, files: readonly DiskFile[]): WriteResult {
  // Before the first is written. Whoever makes a path has checked its parts; one that leads elsewhere is a bug of ours.
  for (const { path } of files) {
    if (!isWithin(path)) throw new Error(`${path} is no path below the directory that holds it`);
  }
  if (lstatSync(directory, { throwIfNoEntry: false })?.isDirectory() === false) throw new Obstacle(directory);
  const result = { added: [] as string[], changed: [] as string[], removed: [] as string[], unchanged: [] as string[] };
  const before = new Set(listFiles(directory));
  clearTheWay(directory, files);
  for (const path of before) {
    if (lstatSync(join(directory, path), { throwIfNoEntry: false }) !== undefined) continue;
    before.delete(path);
    result.removed.push(path);
  }
  for (const file of files) {
    const { path } = file;
    const known = before.delete(path);
    if (known && isOnDisk(join(directory, path), file)) {
      result.unchanged.push(path);
      continue;
    }
    replaceFile(join(directory, path), file.text, file.executable);
    (known ? result.changed : result.added).push(path);
  }
  for (const path of before) {
    rmSync(join(directory, path));
    result.removed.push(path);
  }
  removeEmptyDirectories(directory);
  result.removed.sort();
  return result;
}

function isOnDisk(path: string, { text, executable = false }: DiskFile): boolean {
  if (executable && (lstatSync(path).mode & 0o100) === 0) return false;
  return readFileSync(path).equals(Buffer.from(text));
}

/** Something else than a directory, perhaps a link to one with files that are not ours. Reported as the disk's own errors are. */
class Obstacle extends Error {
  readonly code = 'ENOTDIR';
  readonly syscall = 'lstat';
  constructor(path: string) {
    super(`${path} is no directory of its own; move it away`);
  }
}

/** Removes what is no directory where one belongs, and what is no plain file where one belongs. */
function clearTheWay(directory: string, files: readonly DiskFile[]): void {
  const parents = new Set(files.flatMap(({ path }) => [...path.matchAll(/\//g)].map(({ index }) => path.slice(0, index))));
  // The outermost first: below something else than a directory there is nothing.
  for (const parent of [...parents].sort()) removeUnless('isDirectory', join(directory, parent));
  for (const { path } of files) removeUnless('isFile', join(directory, path));
}

function removeUnless(wanted: 'isDirectory' | 'isFile', path: string): void {
  if (lstatSync(path, { throwIfNoEntry: false })?.[wanted]() === false) rmSync(path, { recursive: true });
}

function isWithin(path: string): boolean {
  return path.split('/').every((segment) => segment !== '' && segment !== '.' && segment !== '..');
}

/** Writes a file so that a reader sees the old content or the new one, never a part. */
export function replaceFile(file: string, text: string | Uint8Array, executable = false): void {
  mkdirSync(dirname(file), { recursive: true });
  const temporary = `${file}.${process.pid}.tmp`;
  writeFileSync(temporary, text, { mode: executable ? 0o777 : 0o666 });
  renameSync(temporary, file);
}
