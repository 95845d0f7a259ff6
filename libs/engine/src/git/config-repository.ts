import { appendFileSync, existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { Blobs } from './blobs';
import { pushBoth, type Pushed, type RefUpdate } from './push';
import { locationOf, patience, settingsFor } from './remote-settings';
import { GitError, runGit } from './run-git';
import { readRecord, recordMessage, recordRef, type SourceRecord } from './source-record';
import { makeTemporaryDirectory, removeTemporaryDirectory } from './temporary-directory';

/** The mode of a submodule, whose id is no file's: only its own repository has what it names. */
export const submodule = '160000';

/** One file of a commit. */
export interface TreeEntry {
  /** `100644`, `100755`, `120000` (a symbolic link) or `submodule`. */
  readonly mode: string;
  readonly oid: string;
}

/** What a new commit changes; paths from the root of the repository. */
export interface TreeChange {
  readonly writes: ReadonlyMap<string, string>;
  readonly deletes: readonly string[];
}

/** What a publish did. */
export interface Publication extends Pushed {
  /** Undefined where there was nothing to commit. */
  readonly commit: string | undefined;
}

const remoteBranch = 'refs/remotes/origin/head';
const remoteRecord = 'refs/remotes/origin/record';
const draftBranch = 'refs/heads/draft';

/**
 * A config repository as objects, without a work tree: commits and trees are fetched, file contents on demand and in one
 * batch. Nothing of it outlives `close`.
 */
export class ConfigRepository {
  private readonly blobs: Blobs;
  private listed: Promise<ReadonlyMap<string, TreeEntry>> | undefined;
  private history: Promise<void> | undefined;

  private constructor(
    private readonly directory: string,
    source: string,
    readonly branch: string,
    /** The newest commit of the branch; undefined where the branch is not there yet. */
    readonly head: string | undefined,
    /** How the repository hashes. */
    readonly format: 'sha1' | 'sha256',
    /** What was recorded of the cluster that `fetch` was told; undefined where nothing is. */
    readonly record: SourceRecord | undefined,
  ) {
    this.blobs = new Blobs({ directory, source, branch, format });
  }

  /**
   * Fetches the newest commit of a branch.
   * @param url of git, or a path of this machine
   * @param cluster whose record to fetch in the same breath; default: none
   * @throws GitError
   */
  static async fetch(url: string, branch: string, cluster?: string): Promise<ConfigRepository> {
    const directory = makeTemporaryDirectory();
    const source = locationOf(url);
    const git = (...args: string[]): Promise<Buffer> => runGit(args, { directory, patience: patience() });
    // By a pattern, because a single ref that is not there would fail the fetch.
    const records = cluster === undefined ? [] : [`+${recordRef(cluster)}*:${remoteRecord}*`];
    try {
      return await fetchAs('sha1');
    } catch (failure) {
      removeTemporaryDirectory(directory);
      throw failure;
    }

    /** Asking first how the repository hashes would cost another connection. */
    async function fetchAs(format: ConfigRepository['format']): Promise<ConfigRepository> {
      await runGit(['init', '--quiet', '--bare', '--template=', `--object-format=${format}`], { directory });
      appendFileSync(join(directory, 'config'), await settingsFor(source, directory));
      const fetch = async (...args: string[]): Promise<ConfigRepository> => {
        await git('fetch', '--progress', '--no-tags', '--filter=blob:none', ...args);
        const { head, record } = fetched(readFileSync(join(directory, 'FETCH_HEAD'), 'utf8'), cluster);
        return new ConfigRepository(
          directory,
          source,
          branch,
          head,
          format,
          record === undefined ? undefined : readRecord(record, (await git('cat-file', '-p', record)).toString('utf8')),
        );
      };
      try {
        return await fetch('--depth=1', 'origin', `+refs/heads/${branch}:${remoteBranch}`, ...records);
      } catch (failure) {
        if (!(failure instanceof GitError)) throw failure;
        // A record outlives its branch. Git fails where --depth finds nothing at all.
        if (/couldn't find remote ref/.test(failure.stderr))
          return records.length > 0
            ? fetch('origin', ...records)
            : new ConfigRepository(directory, source, branch, undefined, format, undefined);
        if (format === 'sha256' || !/mismatched algorithms/.test(failure.stderr)) throw failure;
        rmSync(directory, { recursive: true });
        mkdirSync(directory, { mode: 0o700 });
        return fetchAs('sha256');
      }
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

  /** The contents of files by their object ids, but for those that are no UTF-8. All that are missing come in one fetch. */
  read(oids: Iterable<string>): Promise<ReadonlyMap<string, string>> {
    return this.blobs.read(oids);
  }

  /**
   * Makes a commit on top of the newest one and pushes it as a fast-forward.
   * @returns the commit, or undefined where somebody else has pushed in between
   * @throws GitError
   */
  async commitAndPush(change: TreeChange, message: string): Promise<string | undefined> {
    const commit = await this.commit(change, message);
    return (await this.pushBoth(this.update(commit), undefined)) && commit;
  }

  /**
   * Records what a cluster was published from, in the same push as the commit that it took.
   * @param change undefined where it took none
   * @param recorded an empty source is not on record
   * @returns undefined where somebody else has published in between
   * @throws GitError
   */
  async publish(
    change: { readonly tree: TreeChange; readonly message: string } | undefined,
    { cluster, ...recorded }: Omit<SourceRecord, 'oid'> & { readonly cluster: string },
  ): Promise<Publication | undefined> {
    const known = recorded.source === this.record?.source && recorded.inventory === this.record.inventory;
    const [commit, record] = await Promise.all([
      change && this.commit(change.tree, change.message),
      known || recorded.source === '' ? undefined : this.recordCommit(cluster, recorded),
    ]);
    if (commit === undefined && record === undefined) return { commit };
    const beside = record === undefined ? undefined : { ref: recordRef(cluster), from: this.record?.oid, to: record };
    const pushed = await this.pushBoth(commit === undefined ? undefined : this.update(commit), beside);
    return pushed && { commit, ...pushed };
  }

  private update(commit: string): RefUpdate {
    return { ref: `refs/heads/${this.branch}`, from: this.head, to: commit };
  }

  private pushBoth(branch: RefUpdate | undefined, beside: RefUpdate | undefined): Promise<Pushed | undefined> {
    const current = async (ref: string): Promise<string | undefined> => {
      const listed = (await this.overNetwork('ls-remote', 'origin', ref)).toString('utf8').split('\n');
      return listed.map((line) => line.split('\t')).find(([, name]) => name === ref)?.[0];
    };
    return pushBoth((...args) => this.push(...args), branch, beside, current);
  }

  private push(...args: string[]): Promise<Buffer> {
    return this.overNetwork('push', '--progress', '--porcelain', ...args);
  }

  private async commit(change: TreeChange, message: string): Promise<string> {
    const [signs, identity] = await Promise.all([this.config('commit.gpgsign'), this.identity(), this.writeTree(change)]);
    const sign = signs === 'true' ? ['-S'] : [];
    const parent = this.head === undefined ? [] : ['-p', this.head];
    return this.commitTree(message, ...identity, 'commit-tree', ...sign, ...parent, '-F', '-', `${draftBranch}^{tree}`);
  }

  /** On top of the one before, so that it is a fast-forward as well. Without files, and unsigned, as Flux makes its notes. */
  private async recordCommit(cluster: string, recorded: Omit<SourceRecord, 'oid'>): Promise<string> {
    const [identity, tree] = await Promise.all([this.identity(), this.gitWith('', 'mktree')]);
    const parent = this.record === undefined ? [] : ['-p', this.record.oid];
    const message = recordMessage(cluster, recorded);
    return this.commitTree(message, ...identity, 'commit-tree', ...parent, '-F', '-', tree.toString('utf8').trim());
  }

  private async commitTree(message: string, ...args: string[]): Promise<string> {
    return (await this.gitWith(message, ...args)).toString('utf8').trim();
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
  fetchHistory(): Promise<void> {
    return (this.history ??= this.deepen());
  }

  private async deepen(): Promise<void> {
    if (this.head === undefined || !existsSync(join(this.directory, 'shallow'))) return;
    // By the name of the branch: not every server gives a commit that it does not advertise.
    const options = ['--progress', '--no-tags', '--unshallow', '--filter=blob:none'];
    await this.overNetwork('fetch', ...options, 'origin', `refs/heads/${this.branch}`);
  }

  /** Runs git in the repository. */
  git(...args: string[]): Promise<Buffer> {
    return runGit(args, { directory: this.directory });
  }

  /** Runs git, and ends it where the remote is silent for too long. */
  overNetwork(...args: string[]): Promise<Buffer> {
    return runGit(args, { directory: this.directory, patience: patience() });
  }

  private gitWith(input: string | Buffer, ...args: string[]): Promise<Buffer> {
    return runGit(args, { directory: this.directory, input });
  }

  close(): void {
    removeTemporaryDirectory(this.directory);
  }
}

/** What FETCH_HEAD says of a branch and of a cluster's record beside it. */
function fetched(
  fetchHead: string,
  cluster: string | undefined,
): { readonly head: string | undefined; readonly record: string | undefined } {
  const lines = fetchHead.split('\n').map((line) => line.split('\t'));
  const oidOf = (name: string): string | undefined => lines.find(([, , what = '']) => what.startsWith(name))?.[0];
  // The pattern of the fetch admits refs that somebody else has put beside the record.
  return { head: oidOf("branch '"), record: cluster === undefined ? undefined : oidOf(`'${recordRef(cluster)}' `) };
}

/** As fast-import reads paths: C-style quotes. */
function quote(path: string): string {
  return `"${path.replace(/[\\"]/g, '\\$&').replace(/\n/g, '\\n')}"`;
}

function splitAt(text: string, separator: string): readonly [string, string] {
  const at = text.indexOf(separator);
  return [text.slice(0, at), text.slice(at + 1)];
}
