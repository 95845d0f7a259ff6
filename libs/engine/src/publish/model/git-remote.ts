import { hasErrors } from '@gitops/diagnostics';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { GitError, runGit } from '../../git/run-git';
import { publishFiles } from '../publish-files';
import type { Changes, Outcome, PublishRequest, Remote } from './remote';

const branch = 'master';
const author = ['-c', 'user.name=Weave Flux', '-c', 'user.email=support@weave.works', '-c', 'commit.gpgsign=false'];

/** A real bare repository; whoever writes to it clones it and pushes, publishes among them. */
export class GitRemote implements Remote {
  readonly slow = true;
  /** The newest commit that `newCommits` has told of. */
  private told: string | undefined;
  private readonly trees = new Map<string, ReadonlyMap<string, string>>();

  private constructor(private readonly directory: string) {}

  static async create(): Promise<GitRemote> {
    const remote = new GitRemote(mkdtempSync(join(tmpdir(), 'gitops-history-')));
    await remote.git('init', '--quiet', '--bare', '--template=', `--initial-branch=${branch}`, remote.url);
    // A publish that is killed: the server's end dies when everything has been sent, and nothing has been moved.
    mkdirSync(join(remote.url, 'hooks'));
    writeFileSync(join(remote.url, 'hooks', 'pre-receive'), '#!/bin/sh\n[ ! -e ../deadly ] || kill -9 $PPID\n', { mode: 0o755 });
    return remote;
  }

  /** Another repository with the same content. */
  async copy(): Promise<GitRemote> {
    const remote = new GitRemote(mkdtempSync(join(tmpdir(), 'gitops-history-')));
    cpSync(this.url, remote.url, { recursive: true });
    remote.told = await remote.head();
    return remote;
  }

  remove(): void {
    rmSync(this.directory, { recursive: true, force: true });
  }

  private get url(): string {
    return join(this.directory, 'config.git');
  }

  private get deadly(): string {
    return join(this.directory, 'deadly');
  }

  async files(): Promise<ReadonlyMap<string, string>> {
    const head = await this.head();
    if (head === undefined) return new Map();
    const known = this.trees.get(head);
    if (known !== undefined) return known;
    const listed = (await this.inRemote('ls-tree', '-r', '-z', head)).split('\0').filter((line) => line !== '');
    const entries = listed.map((line) => [line.slice(line.indexOf('\t') + 1), line.split(/[ \t]/)[2] ?? ''] as const);
    const texts = await this.blobs(entries.map(([, oid]) => oid));
    const files = new Map(entries.map(([path], index) => [path, texts[index] ?? ''] as const));
    this.trees.set(head, files);
    return files;
  }

  async push(message: string, change: (files: ReadonlyMap<string, string>) => Changes | undefined): Promise<boolean> {
    for (;;) {
      const clone = mkdtempSync(join(this.directory, 'clone-'));
      await this.git('clone', '--quiet', '--no-tags', this.url, clone);
      const tracked = (await runGit(['ls-files', '-z'], { directory: clone })).toString('utf8').split('\0').filter(Boolean);
      const changes = change(new Map(tracked.map((path) => [path, readFileSync(join(clone, path), 'utf8')] as const)));
      if (changes === undefined) return false;
      for (const [path, text] of changes) {
        mkdirSync(dirname(join(clone, path)), { recursive: true });
        if (text === undefined) rmSync(join(clone, path));
        else writeFileSync(join(clone, path), text);
      }
      await runGit(['add', '--all'], { directory: clone });
      await runGit([...author, 'commit', '--quiet', '-m', message], { directory: clone });
      const pushed = await runGit(['push', '--quiet', 'origin', `HEAD:${branch}`], { directory: clone }).then(
        () => true,
        (failure: unknown) => {
          if (failure instanceof GitError) return false;
          throw failure;
        },
      );
      if (pushed) return true;
      await wait(Math.random() * 50);
    }
  }

  async publish(
    { cluster, path, files, source, consents, killed }: PublishRequest,
    meanwhile?: () => Promise<void>,
  ): Promise<Outcome> {
    const facts = { configRepo: { url: this.url, branch, path } };
    const compareTo = (published: string) =>
      Promise.resolve(Number(published) > source ? ('not newer' as const) : ('newer' as const));
    if (killed) writeFileSync(this.deadly, '');
    try {
      const [{ diagnostics, commit }] = await Promise.all([
        publishFiles({ cluster, facts, url: this.url, files, commit: String(source), compareTo }, { consents }),
        meanwhile?.(),
      ]);
      const errors = diagnostics.filter((diagnostic) => hasErrors([diagnostic]));
      return { codes: [...new Set(errors.map(({ code }) => code))].sort(), commit };
    } finally {
      rmSync(this.deadly, { force: true });
    }
  }

  /** Oldest first. Checks that the history is one line, and that it goes on from what was told before. */
  async newCommits(): Promise<readonly string[]> {
    const head = await this.head();
    if (head === undefined || head === this.told) return [];
    const range = this.told === undefined ? head : `${this.told}..${head}`;
    const lines = (await this.inRemote('log', '--reverse', '--format=%H %P%x09%an%x09%s', range))
      .split('\n')
      .filter((line) => line !== '');
    const commits = lines.map((line) => {
      const [hashes = '', who, subject = ''] = line.split('\t');
      const [hash = '', ...parents] = hashes.split(' ').filter((each) => each !== '');
      return { hash, parents, name: who === 'Weave Flux' ? subject : hash };
    });
    let previous = this.told;
    for (const { hash, parents } of commits) {
      const [parent, ...others] = parents;
      if (parent !== previous || others.length > 0) throw new Error(`the history is not one line at ${hash}`);
      previous = hash;
    }
    this.told = head;
    return commits.map(({ name }) => name);
  }

  /** Read from the file: a push leaves the branch there. */
  private head(): Promise<string | undefined> {
    return readFile(join(this.url, 'refs', 'heads', branch), 'utf8').then(
      (text) => text.trim(),
      () => undefined,
    );
  }

  private async blobs(oids: readonly string[]): Promise<readonly string[]> {
    const batch = await runGit(['cat-file', '--batch'], { directory: this.url, input: `${oids.join('\n')}\n` });
    const texts: string[] = [];
    for (let at = 0; at < batch.length;) {
      const end = batch.indexOf(0x0a, at);
      const size = Number(batch.toString('utf8', at, end).split(' ')[2]);
      texts.push(batch.toString('utf8', end + 1, end + 1 + size));
      at = end + 2 + size;
    }
    return texts;
  }

  private async inRemote(...args: string[]): Promise<string> {
    return (await runGit(args, { directory: this.url })).toString('utf8');
  }

  private git(...args: string[]): Promise<Buffer> {
    return runGit(args, { directory: this.directory });
  }
}
