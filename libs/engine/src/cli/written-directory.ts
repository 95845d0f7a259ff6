import type { WriteResult } from '../disk/write-files';

export interface WrittenDirectory {
  readonly cluster: string;
  /** Relative to the workspace root. */
  readonly directory: string;
  readonly written: WriteResult;
}

/** More files than this are counted by directory, so that the result stays on one screen. */
const listedFiles = 30;

/** A directory that a verb wrote: each file with what became of it, and how many. */
export function describeWritten({ cluster, directory, written }: WrittenDirectory): string {
  const marked = [
    ...written.added.map((path) => ['+', path] as const),
    ...written.changed.map((path) => ['~', path] as const),
    ...written.removed.map((path) => ['-', path] as const),
    ...written.unchanged.map((path) => [' ', path] as const),
  ].sort(([, a], [, b]) => (a < b ? -1 : 1));
  const lines =
    marked.length <= listedFiles
      ? marked.map(([mark, path]) => `  ${mark} ${path}`)
      : byDirectory(marked.map(([, path]) => path));
  const { added, changed, removed, unchanged } = written;
  const counts = `${added.length} new, ${changed.length} changed, ${removed.length} removed, ${unchanged.length} unchanged`;
  return `${cluster} -> ${directory}\n${lines.join('\n')}\n${counts}\n`;
}

function byDirectory(paths: readonly string[]): readonly string[] {
  const counts = new Map<string, number>();
  for (const path of paths) {
    const directory = path.includes('/') ? `${path.slice(0, path.indexOf('/'))}/` : path;
    counts.set(directory, (counts.get(directory) ?? 0) + 1);
  }
  return [...counts].map(
    ([directory, count]) =>
      `  ${directory.endsWith('/') ? `${directory} (${count} ${count === 1 ? 'file' : 'files'})` : directory}`,
  );
}
