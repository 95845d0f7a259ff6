import { appendFileSync, existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { GitError, runGit } from './run-git';
import { makeTemporaryDirectory, removeTemporaryDirectory } from './temporary-directory';

/** One file of a commit. */
export interface TreeEntry {
  /** `100644`, `100755`, `120000` (a symbolic link) or `160000` (a submodule). */
  readonly mode: string;
  readonly oid: string;
}

/** What a new commit changes; paths from the root of the repository. */
export interface TreeChange {
  readonly writes: ReadonlyMap<string, string>;
  readonly deletes: readonly string[];
}

const remoteBranch = 'refs/remotes/origin/head';
const draftBranch = 'refs/heads/draft';

/**
 * A config repository as objects, without a work tree: commits and trees are fetched, file contents on demand and in one
 * batch. Nothing of it outlives `close`.
 */
export class ConfigRepository {
  private readonly present = new Set<string>();
  private readonly contents = new Map<string, string>();
  private listed: Promise<ReadonlyMap<string, TreeEntry>> | undefined;
  private whole: Promise<void> | undefined;

  private constructor(
    private readonly directory: string,
    private readonly source: string,
    readonly branch: string,
    /** The newest commit of the branch; undefined where the branch is not there yet. */
    readonly head: string | undefined,
    /** How the repository hashes. */
    readonly format: 'sha1' | 'sha256',
  ) {}

  /**
   * Fetches the newest commit of a branch.
   * @param url of git, or a path of this machine
   * @throws GitError
   */
  static async fetch(url: string, branch: string): Promise<ConfigRepository> {
    const directory = makeTemporaryDirectory();
    const source = locationOf(url);
    try {
      return await fetchAs('sha1');
    } catch (failure) {
      removeTemporaryDirectory(directory);
      throw failure;
    }

    /** Asking first how the repository hashes would cost another connection. */
    async function fetchAs(format: ConfigRepository['format']): Promise<ConfigRepository> {
      await runGit(['init', '--quiet', '--bare', '--template=', `--object-format=${format}`], { directory });
      appendFileSync(join(directory, 'config'), configurationFor(source));
      const refspec = `+refs/heads/${branch}:${remoteBranch}`;
      try {
        await runGit(['fetch', '--quiet', '--no-tags', '--depth=1', '--filter=blob:none', 'origin', refspec], { directory });
      } catch (failure) {
        if (!(failure instanceof GitError)) throw failure;
        if (/couldn't find remote ref/.test(failure.stderr))
          return new ConfigRepository(directory, source, branch, undefined, format);
        if (format === 'sha256' || !/mismatched algorithms/.test(failure.stderr)) throw failure;
        rmSync(directory, { recursive: true });
        mkdirSync(directory, { mode: 0o700 });
        return fetchAs('sha256');
      }
      const [head = ''] = readFileSync(join(directory, 'FETCH_HEAD'), 'utf8').split('\t');
      return new ConfigRepository(directory, source, branch, head, format);
    }
  }

  /** Every file of the newest commit, by its path from the root. */
  files(): Promise<ReadonlyMap<string, TreeEntry>> {
    return (this.listed ??= this.list());
  }

  private async list(): Promise<ReadonlyMap<string, TreeEntry>> {
    if (this.head === undefined) return new Map();
    const listed = (await this.git('ls-tree', '-r', '-z', this.head)).toString('utf8');
    const lines = listed.split('\0').filter((line) => line !== '');
    return new Map(
      lines.map((line) => {
        const [meta = '', path = ''] = splitAt(line, '\t');
        const [mode = '', , oid = ''] = meta.split(' ');
        return [path, { mode, oid }];
      }),
    );
  }

  /** The contents of files by their object ids. All that are missing come in one fetch: git would take them one by one. */
  async read(oids: Iterable<string>): Promise<ReadonlyMap<string, string>> {
    const wanted = [...new Set(oids)].filter((oid) => !this.contents.has(oid));
    if (wanted.length === 0) return this.contents;
    const missing = wanted.filter((oid) => !this.present.has(oid));
    if (missing.length > 0) await this.provide(missing);
    const batch = await this.gitWith(`${wanted.join('\n')}\n`, 'cat-file', '--batch');
    for (let at = 0; at < batch.length;) {
      const end = batch.indexOf(0x0a, at);
      const [oid = '', type, size] = batch.toString('utf8', at, end).split(' ');
      if (type !== 'blob') throw new GitError(['cat-file'], 1, `object ${oid} is ${type ?? 'missing'}`);
      this.contents.set(oid, batch.toString('utf8', end + 1, end + 1 + Number(size)));
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
    const directory = join(this.directory, 'whole');
    mkdirSync(directory);
    await runGit(['init', '--quiet', '--bare', '--template=', `--object-format=${this.format}`], { directory });
    appendFileSync(join(directory, 'config'), configurationFor(this.source));
    await runGit(['fetch', '--quiet', '--no-tags', 'origin', `+refs/heads/${this.branch}:${remoteBranch}`], { directory });
    // From the directory of objects; a path in full might hold characters that this file cannot.
    appendFileSync(join(this.directory, 'objects/info/alternates'), '../whole/objects\n');
  }

  private async fetchObjects(oids: readonly string[]): Promise<void> {
    await this.gitWith(
      `${oids.join('\n')}\n`,
      // Told which commit we have, a server that filters would take its files for ours and send none.
      '-c',
      'fetch.negotiationAlgorithm=noop',
      'fetch',
      '--quiet',
      '--no-tags',
      '--no-write-fetch-head',
      '--filter=blob:none',
      '--stdin',
      'origin',
    );
    for (const oid of oids) this.present.add(oid);
  }

  /**
   * Makes a commit on top of the newest one and pushes it as a fast-forward.
   * @returns the commit, or undefined where somebody else has pushed in between
   * @throws GitError
   */
  async commitAndPush(change: TreeChange, message: string): Promise<string | undefined> {
    const [signs, identity] = await Promise.all([this.config('commit.gpgsign'), this.identity(), this.writeTree(change)]);
    const sign = signs === 'true' ? ['-S'] : [];
    const parent = this.head === undefined ? [] : ['-p', this.head];
    const made = await this.gitWith(message, ...identity, 'commit-tree', ...sign, ...parent, '-F', '-', `${draftBranch}^{tree}`);
    const commit = made.toString('utf8').trim();
    try {
      await this.git('push', '--quiet', '--porcelain', 'origin', `${commit}:refs/heads/${this.branch}`);
      return commit;
    } catch (failure) {
      if (failure instanceof GitError && raced(failure)) return undefined;
      throw failure;
    }
  }

  /** Makes the tree of `draftBranch`: one process for all files, and no content of any file that stays. */
  private async writeTree({ writes, deletes }: TreeChange): Promise<void> {
    const parts: Buffer[] = [Buffer.from(`commit ${draftBranch}\ncommitter draft <draft> 0 +0000\ndata 0\n`)];
    if (this.head !== undefined) parts.push(Buffer.from(`from ${this.head}\n`));
    for (const path of deletes) parts.push(Buffer.from(`D ${quote(path)}\n`));
    for (const [path, text] of writes) {
      const data = Buffer.from(text, 'utf8');
      parts.push(Buffer.from(`M 100644 inline ${quote(path)}\ndata ${data.length}\n`), data, Buffer.from('\n'));
    }
    await this.gitWith(Buffer.concat(parts), 'fast-import', '--quiet', '--force');
  }

  /** A CI machine may have nobody configured; then publish itself is the author. */
  private identity(): Promise<readonly string[]> {
    return this.git('var', 'GIT_COMMITTER_IDENT').then(
      () => [],
      () => ['-c', 'user.name=gitops publish', '-c', 'user.email=gitops@localhost'],
    );
  }

  private async config(name: string): Promise<string> {
    return this.git('config', '--type=bool', '--get', name).then(
      (value) => value.toString('utf8').trim(),
      () => '',
    );
  }

  /** The whole history of the branch, without contents: for who wrote what, and when. */
  async fetchHistory(): Promise<void> {
    if (this.head === undefined || !existsSync(join(this.directory, 'shallow'))) return;
    // By the name of the branch: not every server gives a commit that it does not advertise.
    await this.git('fetch', '--quiet', '--no-tags', '--unshallow', '--filter=blob:none', 'origin', `refs/heads/${this.branch}`);
  }

  /** Runs git in the repository. */
  git(...args: string[]): Promise<Buffer> {
    return runGit(args, { directory: this.directory });
  }

  private gitWith(input: string | Buffer, ...args: string[]): Promise<Buffer> {
    return runGit(args, { directory: this.directory, input });
  }

  close(): void {
    removeTemporaryDirectory(this.directory);
  }
}

/** A repository that lives for seconds needs neither upkeep nor protection against a power cut, nor to be small. */
function configurationFor(source: string): string {
  const settings = {
    core: 'fsync = none',
    maintenance: 'auto = false',
    fastimport: 'unpackLimit = 0',
    pack: 'compression = 1',
    'remote "origin"': `url = ${JSON.stringify(source)}`,
  };
  return Object.entries(settings)
    .map(([section, setting]) => `[${section}]\n\t${setting}\n`)
    .join('');
}

/** A path becomes a file URL, so that git takes the same way as for a remote one: shallow, and without contents. */
function locationOf(url: string): string {
  return /^[\w.+-]+:/.test(url) || /^[\w.-]+@/.test(url) ? url : pathToFileURL(resolve(url)).href;
}

/**
 * `[rejected]` is git's word for a branch that has moved; a hook's or a server's refusal is `[remote rejected]`. A branch that
 * moves while the server takes the push is `[remote rejected]` as well, and a line of the server's says why.
 */
function raced({ stdout, stderr }: GitError): boolean {
  return /\[rejected\]|cannot lock ref .*(?:but expected|already exists|File exists)|\[remote rejected\].*incorrect old value/.test(
    stdout + stderr,
  );
}

/** As fast-import reads paths: C-style quotes. */
function quote(path: string): string {
  return `"${path.replace(/[\\"]/g, '\\$&').replace(/\n/g, '\\n')}"`;
}

function splitAt(text: string, separator: string): readonly [string, string] {
  const at = text.indexOf(separator);
  return [text.slice(0, at), text.slice(at + 1)];
}
