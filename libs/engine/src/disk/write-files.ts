import type { FileSpec } from '@gitops/manifest';
import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { listFiles, removeEmptyDirectories } from './list-files';

/** What writing changed; paths relative to the directory, sorted. */
export interface WriteResult {
  readonly added: readonly string[];
  readonly changed: readonly string[];
  readonly removed: readonly string[];
  readonly unchanged: readonly string[];
}

/**
 * Makes a directory hold exactly these files. Each file is replaced whole, by a rename, and only where its bytes
 * differ; what is no longer among them goes last. A run that is killed leaves no torn file, and the next run finishes.
 * @param directory absolute; everything in it belongs to the caller
 */
export function writeFiles(directory: string, files: readonly FileSpec[]): WriteResult {
  const before = new Set(listFiles(directory));
  const result = { added: [] as string[], changed: [] as string[], removed: [] as string[], unchanged: [] as string[] };
  for (const { path, text } of files) {
    const known = before.delete(path);
    if (known && readFileSync(join(directory, path), 'utf8') === text) {
      result.unchanged.push(path);
      continue;
    }
    replaceFile(join(directory, path), text);
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

/** Writes a file so that a reader sees the old content or the new one, never a part. */
export function replaceFile(file: string, text: string): void {
  mkdirSync(dirname(file), { recursive: true });
  const temporary = `${file}.${process.pid}.tmp`;
  writeFileSync(temporary, text);
  renameSync(temporary, file);
}
