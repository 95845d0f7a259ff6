import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { synthesizedFile, type Tree } from '../testing-story';
import { publishFiles, type Publication, type PublishFilesOptions, type PublishResult } from './publish-files';

/** What others may put into a config repository: texts, symbolic links by their targets, submodules, or null where a file goes. */
export type Edit = Readonly<Record<string, string | { readonly link: string } | { readonly submodule: string } | null>>;

/** A real config repository on this machine, and a publish to it that does not need a workspace. */
export class TestingRemote {
  readonly root = mkdtempSync(join(tmpdir(), 'gitops-spec-'));
  readonly directory = join(this.root, 'config-repo.git');

  /** @param template copied, where there is one */
  constructor(template?: TestingRemote) {
    if (template !== undefined) cpSync(template.directory, this.directory, { recursive: true });
    else this.git('init', '--quiet', '--bare', '--initial-branch=master', this.directory);
  }

  git(...args: readonly string[]): string {
    return this.gitWith('', ...args);
  }

  private gitWith(input: string, ...args: readonly string[]): string {
    const cwd = args[0] === 'init' ? this.root : this.directory;
    return execFileSync('git', args, { cwd, input, encoding: 'utf8', stdio: ['pipe', 'pipe', 'pipe'] }).trim();
  }

  /** Somebody else's commit on top of what is there. */
  commit(edit: Edit, message = 'By hand', branch = 'master'): void {
    const head = this.head(branch);
    // What goes goes first: a file may make room for a directory.
    const going = Object.entries(edit).flatMap(([path, content]) => (content === null ? [`D "${path}"\n`] : []));
    const coming = Object.entries(edit).flatMap(([path, content]) => {
      if (content === null) return [];
      if (typeof content !== 'string' && 'submodule' in content) return [`M 160000 ${content.submodule} "${path}"\n`];
      const [mode, text] = typeof content === 'string' ? ['100644', content] : ['120000', content.link];
      return [`M ${mode} inline "${path}"\ndata ${Buffer.byteLength(text)}\n${text}\n`];
    });
    const stream = [
      `commit refs/heads/${branch}\ncommitter Mei <mei@example.com> 1700000000 +0000\ndata ${Buffer.byteLength(message)}\n${message}\n`,
      ...(head === '' ? [] : [`from ${head}\n`]),
      ...going,
      ...coming,
    ];
    this.gitWith(stream.join(''), 'fast-import', '--quiet');
  }

  /** '' where the branch is not there. */
  head(branch = 'master'): string {
    return this.git('for-each-ref', '--format=%(objectname)', `refs/heads/${branch}`);
  }

  /** Every file of the branch with its content; where a link leads. */
  tree(): Tree {
    const paths = this.git('ls-tree', '-r', '-z', '--name-only', 'master').split('\0').filter(Boolean);
    return Object.fromEntries(paths.map((path) => [path, this.show(`master:${path}`)]));
  }

  show(object: string): string {
    return execFileSync('git', ['cat-file', '-p', object], { cwd: this.directory, encoding: 'utf8' });
  }

  /** Subjects, newest first. */
  log(): readonly string[] {
    return this.git('log', '--format=%s', 'master').split('\n');
  }

  publish(
    files: Tree,
    publication: Partial<Publication> & { readonly path?: string } = {},
    options: PublishFilesOptions = {},
  ): Promise<PublishResult> {
    const { path = '', ...parts } = publication;
    const configRepo = { url: this.directory, branch: 'master', path };
    const synthesized = Object.entries(files).map(([file, text]) => synthesizedFile(file, text));
    const compareTo = (): Promise<'newer'> => Promise.resolve('newer');
    return publishFiles(
      { cluster: 'demo', facts: { configRepo }, url: this.directory, files: synthesized, commit: '', compareTo, ...parts },
      options,
    );
  }

  remove(): void {
    rmSync(this.root, { recursive: true, force: true });
  }
}
