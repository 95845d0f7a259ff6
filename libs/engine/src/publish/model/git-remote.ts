import { hasErrors } from '@gitops/diagnostics';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { GitError, runGit } from '../../git/run-git';
import { recordRef } from '../../git/source-record';
import { publishFiles } from '../publish-files';
import { KillablePublisher } from '../testing-killed-publish';
import { LooseObjects } from './loose-objects';
import type { Changes, Kill, Outcome, PublishRequest, Remote } from './remote';

const branch = 'master';
const flux = 'Weave Flux <support@weave.works>';

/** A real bare repository; whoever writes to it has a clone of its own and pushes, publishes among them. */
export class GitRemote implements Remote {
  readonly slow = true;
  private readonly directory = mkdtempSync(join(tmpdir(), 'gitops-history-'));
  private readonly leftovers = [this.directory];
  /** The newest commit that `newCommits` has told of. */
  private told: string | undefined;
  private readonly trees = new Map<string, ReadonlyMap<string, string>>();

  private constructor(
    private readonly publisher: KillablePublisher,
    /** Contents by object id, for all repositories: the same few come again and again. */
    private readonly contents = new Map<string, string>(),
  ) {}

  static async create(): Promise<GitRemote> {
    const programs = mkdtempSync(join(tmpdir(), 'gitops-history-'));
    const remote = new GitRemote(await KillablePublisher.create(programs));
    remote.leftovers.push(programs);
    await remote.git('init', '--quiet', '--bare', '--template=', `--initial-branch=${branch}`, remote.url);
    // Nothing here lives long enough to need upkeep or packs.
    for (const setting of [
      'receive.autogc=false',
      'gc.auto=0',
      'core.fsync=none',
      'receive.unpackLimit=100000',
      'core.compression=1',
    ]) {
      const [name = '', value = ''] = setting.split('=');
      await remote.git('config', '--file', join(remote.url, 'config'), name, value);
    }
    return remote;
  }

  /** Another repository with the same content. */
  async copy(): Promise<GitRemote> {
    const remote = new GitRemote(this.publisher, this.contents);
    cpSync(this.url, remote.url, { recursive: true });
    remote.told = await remote.head();
    return remote;
  }

  remove(): void {
    for (const directory of this.leftovers) rmSync(directory, { recursive: true, force: true });
  }

  private get objects(): LooseObjects {
    return new LooseObjects(join(this.url, 'objects'));
  }

  private get url(): string {
    return join(this.directory, 'config.git');
  }

  async files(): Promise<ReadonlyMap<string, string>> {
    const head = await this.head();
    return head === undefined ? new Map() : this.filesOf(head);
  }

  private filesOf(head: string): ReadonlyMap<string, string> {
    const known = this.trees.get(head);
    if (known !== undefined) return known;
    const [, tree = ''] = /^tree (.*)$/m.exec(this.objects.read(head).toString('utf8')) ?? [];
    const files = new Map(this.objects.entries(tree).map(({ path, oid }) => [path, this.textOf(oid)]));
    this.trees.set(head, files);
    return files;
  }

  private textOf(oid: string): string {
    const text = this.contents.get(oid) ?? this.objects.read(oid).toString('utf8');
    this.contents.set(oid, text);
    return text;
  }

  async push(message: string, change: (files: ReadonlyMap<string, string>) => Changes | undefined): Promise<boolean> {
    for (;;) {
      const head = await this.head();
      const changes = change(head === undefined ? new Map() : this.filesOf(head));
      if (changes === undefined) return false;
      const clone = this.cloneAt(head);
      const stream = [
        `commit refs/heads/${branch}\ncommitter ${flux} now\ndata ${Buffer.byteLength(message)}\n${message}\n`,
        ...(head === undefined ? [] : [`from ${head}\n`]),
        ...[...changes].map(([path, text]) =>
          text === undefined ? `D ${path}\n` : `M 100644 inline ${path}\ndata ${Buffer.byteLength(text)}\n${text}\n`,
        ),
      ].join('');
      await runGit(['fast-import', '--quiet', '--date-format=now'], { directory: clone, input: stream });
      const pushed = await runGit(['push', '--quiet', this.url, branch], { directory: clone }).then(
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

  /** What `git clone --bare --shared` makes, without its processes. */
  private cloneAt(head: string | undefined): string {
    const clone = mkdtempSync(join(this.directory, 'clone-'));
    for (const part of ['objects/info', 'refs/heads']) mkdirSync(join(clone, part), { recursive: true });
    writeFileSync(join(clone, 'HEAD'), `ref: refs/heads/${branch}\n`);
    writeFileSync(join(clone, 'config'), '[core]\n\trepositoryformatversion = 0\n\tbare = true\n\tfsync = none\n');
    writeFileSync(join(clone, 'objects/info/alternates'), `${join(this.url, 'objects')}\n`);
    if (head !== undefined) writeFileSync(join(clone, 'refs/heads', branch), `${head}\n`);
    return clone;
  }

  async publish({ cluster, path, files, source, consents }: PublishRequest, meanwhile?: () => Promise<void>): Promise<Outcome> {
    const facts = { configRepo: { url: this.url, branch, path } };
    const compareTo = (published: string) =>
      Promise.resolve(Number(published) > source ? ('not newer' as const) : ('newer' as const));
    const [{ diagnostics, commit }] = await Promise.all([
      publishFiles({ cluster, facts, url: this.url, files, commit: String(source), compareTo }, { consents }),
      meanwhile?.(),
    ]);
    const errors = diagnostics.filter((diagnostic) => hasErrors([diagnostic]));
    return { codes: [...new Set(errors.map(({ code }) => code))].sort(), commit };
  }

  async kill({ consents, ...order }: PublishRequest, { call, before }: Kill): Promise<void> {
    const agreed = {
      overwriteDrift: [...consents.overwriteDrift],
      acceptImage: [...consents.acceptImage],
      allowRemoval: [...consents.allowRemoval],
    };
    await this.publisher.publish({ ...order, url: this.url, consents: agreed }, this.directory, {
      [before ? 'KILL_BEFORE' : 'KILL_AFTER']: String(call),
    });
  }

  async recorded(cluster: string): Promise<number> {
    const subject = await this.inRemote('for-each-ref', '--format=%(contents:subject)', recordRef(cluster));
    return Number(/ from (\d+)$/m.exec(subject)?.[1] ?? 0);
  }

  /** Oldest first. Checks that the history is one line, and that it goes on from what was told before. */
  newCommits(): Promise<readonly string[]> {
    return this.head().then((head) => {
      const names: string[] = [];
      for (let hash = head; hash !== undefined && hash !== this.told;) {
        const text = this.objects.read(hash).toString('utf8');
        const [parent, ...others] = [...text.matchAll(/^parent (.*)$/gm)].map(([, oid]) => oid);
        if (others.length > 0) throw new Error(`the history is not one line at ${hash}`);
        if (parent === undefined && this.told !== undefined) throw new Error(`the history has lost ${this.told}`);
        names.unshift(text.includes(`\nauthor ${flux}`) ? (/\n\n(.*)/.exec(text)?.[1] ?? '') : hash);
        hash = parent;
      }
      this.told = head;
      return names;
    });
  }

  /** Read from the file: a push leaves the branch there. */
  private head(): Promise<string | undefined> {
    return readFile(join(this.url, 'refs', 'heads', branch), 'utf8').then(
      (text) => text.trim(),
      () => undefined,
    );
  }

  private async inRemote(...args: string[]): Promise<string> {
    return (await runGit(args, { directory: this.url })).toString('utf8');
  }

  private git(...args: string[]): Promise<Buffer> {
    return runGit(args, { directory: this.directory });
  }
}
