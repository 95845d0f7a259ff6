import { isUtf8 } from 'node:buffer';
import { appendFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { patience, settingsFor } from './remote-settings';
import { GitError, runGit } from './run-git';

/** A fetched repository whose file contents are still with the remote. */
export interface FetchedRepository {
  /** The git directory, absolute. */
  readonly directory: string;
  /** The remote, as `settingsFor` takes it. */
  readonly source: string;
  readonly branch: string;
  readonly format: 'sha1' | 'sha256';
}

/** The contents of a fetched repository's files, fetched on demand and in batches. */
export class Blobs {
  private readonly present = new Set<string>();
  private readonly contents = new Map<string, string>();
  private whole: Promise<void> | undefined;

  constructor(private readonly repository: FetchedRepository) {}

  /**
   * The contents of files by their object ids, but for those that are no UTF-8: no text says what they hold. All that are
   * missing come in one fetch: git would take them one by one.
   */
  async read(oids: Iterable<string>): Promise<ReadonlyMap<string, string>> {
    const wanted = [...new Set(oids)].filter((oid) => !this.contents.has(oid));
    if (wanted.length === 0) return this.contents;
    const missing = wanted.filter((oid) => !this.present.has(oid));
    if (missing.length > 0) await this.provide(missing);
    const batch = await runGit(['cat-file', '--batch'], {
      directory: this.repository.directory,
      input: `${wanted.join('\n')}\n`,
    });
    for (let at = 0; at < batch.length;) {
      const end = batch.indexOf(0x0a, at);
      const [oid = '', type, size] = batch.toString('utf8', at, end).split(' ');
      if (type !== 'blob') throw new GitError(['cat-file'], 1, `object ${oid} is ${type ?? 'missing'}`);
      const content = batch.subarray(end + 1, end + 1 + Number(size));
      if (isUtf8(content)) this.contents.set(oid, content.toString('utf8'));
      at = end + 1 + Number(size) + 1;
    }
    return this.contents;
  }

  /** A server that gives only what it advertises, as with protocol v0, has to be asked for everything. */
  private async provide(oids: readonly string[]): Promise<void> {
    try {
      if (this.whole === undefined) return await this.fetchObjects(oids);
    } catch (failure) {
      if (!(failure instanceof GitError && /unadvertised object|not our ref|missing/.test(failure.stderr))) throw failure;
    }
    await (this.whole ??= this.fetchWhole());
  }

  /** A whole clone to borrow objects from: git before 2.36 cannot fetch again what a filter has left out. */
  private async fetchWhole(): Promise<void> {
    const directory = join(this.repository.directory, 'whole');
    mkdirSync(directory);
    await runGit(['init', '--quiet', '--bare', '--template=', `--object-format=${this.repository.format}`], { directory });
    appendFileSync(join(directory, 'config'), await settingsFor(this.repository.source, directory));
    const refspec = `+refs/heads/${this.repository.branch}:refs/remotes/origin/head`;
    await runGit(['fetch', '--progress', '--no-tags', 'origin', refspec], { directory, patience: patience() });
    // From the directory of objects; a path in full might hold characters that this file cannot.
    appendFileSync(join(this.repository.directory, 'objects/info/alternates'), '../whole/objects\n');
  }

  private async fetchObjects(oids: readonly string[]): Promise<void> {
    // Told which commit we have, a server that filters would take its files for ours and send none.
    const all = ['-c', 'fetch.negotiationAlgorithm=noop'];
    const options = ['--progress', '--no-tags', '--no-write-fetch-head', '--filter=blob:none', '--stdin'];
    const input = `${oids.join('\n')}\n`;
    await runGit([...all, 'fetch', ...options, 'origin'], { directory: this.repository.directory, input, patience: patience() });
    for (const oid of oids) this.present.add(oid);
  }
}
