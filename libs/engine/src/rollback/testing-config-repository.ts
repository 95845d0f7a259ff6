import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** A bare repository for specs, and a clone from which others commit to it. */
export class TestingConfigRepository {
  private readonly directory = mkdtempSync(join(tmpdir(), 'gitops-spec-'));
  readonly url = join(this.directory, 'config-repo.git');
  private readonly clone = join(this.directory, 'clone');

  /** @param from a repository to start from, with what it holds now; default an empty one */
  constructor(from?: TestingConfigRepository) {
    if (from === undefined) run(this.directory, ['init', '-q', '--bare', '-b', 'master', this.url]);
    else cpSync(from.url, this.url, { recursive: true });
    run(this.directory, ['clone', '-q', this.url, this.clone]);
  }

  /** In the bare repository. */
  git(...args: readonly string[]): string {
    return run(this.directory, ['--git-dir', this.url, ...args]);
  }

  /** A commit by somebody, of files by path; undefined deletes one. */
  commit(files: Readonly<Record<string, string | undefined>>, subject: string, author = 'Jo Smith <jo@example.org>'): string {
    run(this.clone, ['fetch', '-q']);
    if (this.git('for-each-ref', 'refs/heads') !== '') run(this.clone, ['reset', '-q', '--hard', 'origin/master']);
    for (const [path, text] of Object.entries(files)) {
      const file = join(this.clone, path);
      mkdirSync(dirname(file), { recursive: true });
      if (text === undefined) rmSync(file);
      else writeFileSync(file, text);
    }
    const [, name = '', email = ''] = /^(.*) <(.*)>$/.exec(author) ?? [];
    run(this.clone, ['add', '-A']);
    run(this.clone, ['-c', `user.name=${name}`, '-c', `user.email=${email}`, 'commit', '-q', '-m', subject]);
    run(this.clone, ['push', '-q', 'origin', 'HEAD']);
    return run(this.clone, ['rev-parse', 'HEAD']);
  }

  /** As Flux moves a tag: one line, its author, its subject. */
  bump(path: string, repository: string, tag: string): string {
    const text = this.show(path).replaceAll(new RegExp(`(${repository}:)[\\w.-]+`, 'g'), `$1${tag}`);
    return this.commit({ [path]: text }, `Auto-release ${repository}:${tag}`, 'Weave Flux <support@weave.works>');
  }

  edit(path: string, change: (text: string) => string, subject = 'Edit'): string {
    return this.commit({ [path]: change(this.show(path)) }, subject);
  }

  /** A file of the branch, byte by byte. */
  show(path: string, revision = 'HEAD'): string {
    return execFileSync('git', ['--git-dir', this.url, 'show', `${revision}:${path}`], { encoding: 'utf8' });
  }

  /** The lines that a commit changes, with their signs. */
  changedLines(revision = 'HEAD'): readonly string[] {
    const patch = this.git('show', '--format=', '--unified=0', revision);
    return patch.split('\n').filter((line) => /^[+-](?![+-]{2} )/.test(line));
  }

  /** Lets somebody's commit land while the server takes the next push, as when two push at once. */
  raceNextPush(prepare: () => string): void {
    const before = this.git('rev-parse', 'HEAD');
    const after = prepare();
    const branch = this.git('symbolic-ref', 'HEAD');
    this.git('update-ref', branch, before);
    const hook = join(this.url, 'hooks/update');
    writeFileSync(hook, `#!/bin/sh\nrm '${hook}'\ngit update-ref ${branch} ${after}\n`, { mode: 0o755 });
  }

  remove(): void {
    rmSync(this.directory, { recursive: true, force: true });
  }
}

function run(cwd: string, args: readonly string[]): string {
  return execFileSync('git', args, { cwd, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] }).trim();
}
