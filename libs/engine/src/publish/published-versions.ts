import type { ConfigRepository } from '../git/config-repository';

/**
 * What stood in published files since the last publish, newest first, as object ids by path, down to what was published. The
 * newest bump, or a lock, may be nowhere but there: in a file that was deleted, or before an edit that hid the tag. Branches that
 * were merged count by date; links and submodules are left out, and so is what the history does not tell.
 * @param published the object id of what was published, by path from the root of the repository
 * @throws GitError
 */
export async function publishedVersions(
  repository: ConfigRepository,
  published: ReadonlyMap<string, string>,
): Promise<ReadonlyMap<string, readonly string[]>> {
  const versions = new Map([...published.keys()].map((path): [string, string[]] => [path, []]));
  if (published.size === 0 || repository.head === undefined) return versions;
  await repository.fetchHistory();
  const log = await repository.git(
    ...['--literal-pathspecs', 'log'],
    ...['--date-order', '--full-history', '-m', '--raw', '-z', '--no-abbrev', '--no-renames', '--format='],
    ...[repository.head, '--', ...published.keys()],
  );
  const fields = log.toString('utf8').split('\0');
  for (const [index, field] of fields.entries()) {
    const [, oid] = /^\s*:\d{6} 100\d{3} [0-9a-f]+ ([0-9a-f]+) [A-Z]$/.exec(field) ?? [];
    const path = fields[index + 1] ?? '';
    const found = versions.get(path);
    // Older than the last publish: it has carried from there what was to be carried.
    if (oid === undefined || found === undefined || found.at(-1) === published.get(path)) continue;
    found.push(oid);
  }
  return versions;
}
