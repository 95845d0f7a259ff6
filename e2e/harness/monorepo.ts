import { cp, mkdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { type Outcome, type Processes } from './processes';

interface MonorepoOptions {
  readonly processes: Processes;
  /** Absolute path of the workspace that is copied. */
  readonly workspace: string;
  /** Absolute; made here. */
  readonly directory: string;
  /** The text of clusters/loop/cluster.ts. Without it the copy has the clusters of the workspace itself. */
  readonly cluster?: string;
}

const author = ['-c', 'user.name=Ada', '-c', 'user.email=ada@example.com', '-c', 'commit.gpgsign=false'];

/** A copy of the workspace, with a commit, in which flows edit TypeScript. Libraries and packages are linked. */
export class Monorepo {
  private constructor(private readonly options: MonorepoOptions) {}

  static async create(options: MonorepoOptions): Promise<Monorepo> {
    const { workspace, directory, cluster } = options;
    const copied = ['apps', 'platform', 'nx.json', 'tsconfig.base.json', ...(cluster === undefined ? ['clusters'] : [])];
    await mkdir(directory, { recursive: true });
    for (const path of copied) await cp(join(workspace, path), join(directory, path), { recursive: true });
    for (const linked of ['libs', 'node_modules']) await symlink(join(workspace, linked), join(directory, linked), 'dir');
    await writeFile(join(directory, '.gitignore'), 'node_modules\nlibs\ndist\n');
    const monorepo = new Monorepo(options);
    if (cluster !== undefined) {
      await mkdir(join(directory, 'clusters/loop'), { recursive: true });
      await writeFile(join(directory, 'clusters/loop/cluster.ts'), cluster);
    }
    await monorepo.#git(['init', '--quiet', '--initial-branch=main']);
    await monorepo.#commit('The workspace');
    return monorepo;
  }

  /** Edits one place in a file, and commits. */
  async edit(path: string, from: string | RegExp, to: string): Promise<void> {
    const file = join(this.options.directory, path);
    const before = await readFile(file, 'utf8');
    const after = before.replace(from, to);
    if (after === before) throw new Error(`${path} has no ${String(from)}, which a flow edits`);
    await writeFile(file, after);
    await this.#commit(`Edit ${path}`);
  }

  /** `gitops <verb> ...`; any exit code is the caller's to judge. */
  async gitops(args: readonly string[]): Promise<Outcome> {
    const bin = join(this.options.workspace, 'bin/gitops.mjs');
    return this.options.processes.run([process.execPath, bin, ...args], { cwd: this.options.directory });
  }

  /** Absolute path of a file or directory. */
  path(relative: string): string {
    const path = join(this.options.directory, relative);
    if (!existsSync(path)) throw new Error(`there is no ${path}`);
    return path;
  }

  async #commit(message: string): Promise<void> {
    await this.#git(['add', '--all']);
    await this.#git([...author, 'commit', '--quiet', '--message', message]);
  }

  async #git(args: readonly string[]): Promise<void> {
    const { code, stderr } = await this.options.processes.run(['git', ...args], { cwd: this.options.directory });
    if (code !== 0) throw new Error(`git ${args.join(' ')}: ${stderr.trim()}`);
  }
}
