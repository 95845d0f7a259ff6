import { cp, mkdir, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';

/** How many of the runs that failed keep their logs. */
const keptRuns = 5;

/** The logs of runs that failed: a directory for each, so that runs that share a cache leave each other's alone. */
export class FailureLogs {
  /** Absolute path of this run's. */
  readonly directory: string;

  /**
   * @param cache absolute path
   * @param started orders the directories
   */
  constructor(
    private readonly cache: string,
    started: Date,
    pid: number,
  ) {
    this.directory = join(this.#all, `${started.toISOString().slice(0, 19).replaceAll(':', '-')}-${String(pid)}`);
  }

  /** Keeps a copy of a directory as it is now, in place of an earlier copy of this run's, and forgets the oldest runs. */
  async keep(logs: string): Promise<void> {
    await mkdir(this.#all, { recursive: true });
    await cp(logs, this.directory, { recursive: true });
    const runs = (await readdir(this.#all)).filter((name) => /^\d{4}-/.test(name)).sort();
    for (const old of runs.slice(0, -keptRuns)) await rm(join(this.#all, old), { recursive: true, force: true });
  }

  get #all(): string {
    return join(this.cache, 'logs');
  }
}
