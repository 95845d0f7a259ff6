import type { ConfigRepository } from '../git/config-repository';

/**
 * The object ids of what stood in deleted files last, by path: the newest bump, or a lock, may be nowhere but there. Of a merge
 * counts what the branch held before. Links and submodules are left out, and so is what the history does not tell.
 * @param paths from the root of the repository
 * @throws GitError
 */
export async function lastContents(repository: ConfigRepository, paths: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const found = new Map<string, string>();
  if (paths.length === 0 || repository.head === undefined) return found;
  await repository.fetchHistory();
  const log = await repository.git(
    '--literal-pathspecs',
    'log',
    '--first-parent',
    '-m',
    '--raw',
    '-z',
    '--no-abbrev',
    '--no-renames',
    '--diff-filter=D',
    '--format=',
    repository.head,
    '--',
    ...paths,
  );
  const fields = log.toString('utf8').split('\0');
  for (const [index, field] of fields.entries()) {
    const [, oid] = /^\s*:100\d{3} 0{6} ([0-9a-f]+) 0+ D$/.exec(field) ?? [];
    const path = fields[index + 1];
    // Newest first: an earlier deletion of the same file says nothing.
    if (oid !== undefined && path !== undefined && !found.has(path)) found.set(path, oid);
  }
  return found;
}
