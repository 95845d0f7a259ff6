import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';

/** Followed by the id of the process that makes it. */
const unfinished = '.unfinished-';

/**
 * A directory of the cache, made if it is not there. It is made beside and renamed when it is whole, so that neither a
 * build that was interrupted nor one that ran at the same time leaves half of it under the name that is looked up.
 */
export async function cached(cache: string, name: string, make: (directory: string) => Promise<void>): Promise<string> {
  const finished = join(cache, name);
  if (existsSync(finished)) return finished;
  await mkdir(cache, { recursive: true });
  const directory = await mkdtemp(join(cache, `${unfinished}${String(process.pid)}-`));
  try {
    await make(directory);
    await rename(directory, finished).catch((thrown: unknown) => {
      if (!existsSync(finished)) throw thrown;
    });
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
  return finished;
}

/** Removes what this process and those that are gone have begun to make; what others make at the moment stays. */
export async function removeUnfinished(cache: string): Promise<void> {
  for (const name of await readdir(cache).catch(() => [])) {
    if (!name.startsWith(unfinished)) continue;
    const maker = Number(name.slice(unfinished.length).split('-')[0]);
    if (maker === process.pid || !isAlive(maker)) await rm(join(cache, name), { recursive: true, force: true });
  }
}

function isAlive(pid: number): boolean {
  try {
    return Number.isInteger(pid) && process.kill(pid, 0);
  } catch {
    return false;
  }
}
