import { cpSync, mkdtempSync, readFileSync, realpathSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { run } from './cli/program';
import { listFiles } from './disk/list-files';
import { replaceFile } from './disk/write-files';
import { findWorkspace, type Workspace } from './workspace';

/** The workspace of this repository, whose libraries, apps, schemas and npm packages every temporary one uses. */
const repository = findWorkspace(import.meta.dirname);

/** A workspace for specs, in a directory of its own. */
export class TestingWorkspace implements Workspace {
  readonly root = realpathSync(mkdtempSync(join(tmpdir(), 'gitops-')));
  readonly tsconfig: string;
  readonly schemas: string;

  /**
   * @param folders copied into it in this order, absolute
   * @param files written into it last: text by path
   */
  constructor(folders: readonly string[], files: Readonly<Record<string, string>> = {}) {
    if (repository === undefined) throw new Error('the specs run outside of the repository');
    this.tsconfig = repository.tsconfig;
    this.schemas = repository.schemas;
    symlinkSync(join(repository.root, 'node_modules'), join(this.root, 'node_modules'), 'junction');
    for (const folder of folders) cpSync(folder, this.root, { recursive: true });
    for (const [path, text] of Object.entries(files)) this.write(path, text);
  }

  write(path: string, text: string): void {
    replaceFile(join(this.root, path), text);
  }

  read(path: string): string {
    return readFileSync(join(this.root, path), 'utf8');
  }

  /** Every file below a directory, by path relative to it. */
  tree(directory: string): Readonly<Record<string, string>> {
    const below = resolve(this.root, directory);
    return Object.fromEntries(listFiles(below).map((path) => [path, readFileSync(join(below, path), 'utf8')]));
  }

  /** Runs the command line here. */
  async gitops(...args: readonly string[]): Promise<{ readonly code: number; readonly out: string; readonly error: string }> {
    const [out, error]: [string[], string[]] = [[], []];
    const code = await run(args, this, {
      out: (text) => out.push(text),
      error: (text) => error.push(text),
      paint: (_, text) => text,
      interactive: false,
    });
    return { code, out: out.join(''), error: error.join('') };
  }

  remove(): void {
    rmSync(this.root, { recursive: true, force: true });
  }
}
