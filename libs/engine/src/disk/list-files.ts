import { readdirSync, rmdirSync, statSync, type Dirent } from 'node:fs';
import { join } from 'node:path';

/** Every file below a directory, relative to it, with `/`, sorted; none where there is no such directory. A symbolic link is a file. */
export function listFiles(directory: string): readonly string[] {
  return entriesOf(directory)
    .flatMap((entry) =>
      entry.isDirectory() ? listFiles(join(directory, entry.name)).map((path) => `${entry.name}/${path}`) : [entry.name],
    )
    .sort();
}

/** Removes the directories below this one that hold no file, at any depth; the directory itself stays. */
export function removeEmptyDirectories(directory: string): void {
  for (const entry of entriesOf(directory)) {
    if (!entry.isDirectory()) continue;
    const inner = join(directory, entry.name);
    removeEmptyDirectories(inner);
    if (entriesOf(inner).length === 0) rmdirSync(inner);
  }
}

function entriesOf(directory: string): readonly Dirent[] {
  return statSync(directory, { throwIfNoEntry: false })?.isDirectory() === true
    ? readdirSync(directory, { withFileTypes: true })
    : [];
}
