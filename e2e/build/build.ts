import { chmod, copyFile, mkdir, readdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Processes } from '../harness/processes';
import { cacheKey } from './cache-key';
import { cached } from './cached';
import { type GoModule, goModules } from './go-module';
import { succeed } from './succeed';
import { findToolchain } from './toolchain';

/** Where the programs lie that the loop is made of. */
export interface Components {
  /** Absolute path of a program such as `kubectl`. Throws where nothing makes it. */
  program(name: string): string;
}

interface BuildOptions {
  /** The directory e2e/ of the workspace. */
  readonly source: string;
  readonly cache: string;
  readonly processes: Processes;
  readonly progress: (line: string) => void;
}

/** Builds whatever the cache does not hold: minutes from nothing, no time at all afterwards. Throws MissingTool. */
export async function buildComponents(options: BuildOptions): Promise<Components> {
  const versions = await findToolchain(options.processes);
  const built = new Map<string, string>();
  for (const module of goModules) await collect(built, await buildGoModule(module, versions.go, options));
  await collect(built, await installKubeyaml(versions.python, options));
  return {
    program: (name) => {
      const found = built.get(name);
      if (found === undefined) throw new Error(`nothing in e2e makes ${name}`);
      return found;
    },
  };
}

async function collect(built: Map<string, string>, directory: string): Promise<void> {
  for (const name of await readdir(join(directory, 'bin'))) built.set(name, join(directory, 'bin', name));
}

async function buildGoModule(module: GoModule, go: string, options: BuildOptions): Promise<string> {
  const { cache, processes, progress } = options;
  const source = join(options.source, 'go', module.name);
  const key = cacheKey({ ...(await readSources(source)), module: JSON.stringify(module), go, machine: machine() });
  return cached(cache, `${module.name}-${key}`, async (directory) => {
    const names = module.packages.map((path) => path.slice(path.lastIndexOf('/') + 1));
    progress(`building ${(module.links?.names ?? names).join(', ')}`);
    const bin = join(directory, 'bin');
    await mkdir(bin);
    await succeed(processes, ['go', 'build', ...module.flags, '-o', `${bin}/`, ...module.packages], source);
    for (const name of module.links?.names ?? []) await symlink(module.links?.to ?? '', join(bin, name));
  });
}

/**
 * fluxd writes YAML through a program named kubeyaml. Ours is in e2e/kubeyaml; its one library lies beside the starter,
 * with no virtual environment, whose absolute paths could not be renamed into place.
 */
async function installKubeyaml(python: string, { source, cache, processes, progress }: BuildOptions): Promise<string> {
  const directory = join(source, 'kubeyaml');
  const sources = await readSources(directory);
  const key = cacheKey({ ...sources, python, machine: machine() });
  return cached(cache, `kubeyaml-${key}`, async (unfinished) => {
    progress('installing and testing kubeyaml');
    const library = join(unfinished, 'library');
    await mkdir(library);
    const requirements = ['--requirement', join(directory, 'requirements.txt'), '--require-hashes', '--no-deps'];
    const quiet = ['--quiet', '--no-compile', '--disable-pip-version-check', '--root-user-action=ignore'];
    await succeed(processes, ['python3', '-m', 'pip', 'install', ...quiet, ...requirements, '--target', library], directory);
    await copyFile(join(directory, 'kubeyaml.py'), join(unfinished, 'kubeyaml.py'));
    await mkdir(join(unfinished, 'bin'));
    const starter = join(unfinished, 'bin', 'kubeyaml');
    await writeFile(
      starter,
      `#!/bin/sh
# fluxd finds this file by the PATH; the program and its library are beside it, wherever the cache is.
here=$(dirname "$(dirname "$(readlink -f "$0")")")
PYTHONDONTWRITEBYTECODE=1 PYTHONPATH="$here/library" exec python3 "$here/kubeyaml.py" "$@"
`,
    );
    await chmod(starter, 0o755);
    const test = ['env', `KUBEYAML=${starter}`, 'PYTHONDONTWRITEBYTECODE=1', 'python3', 'kubeyaml_test.py'];
    await succeed(processes, test, directory);
  });
}

/** The files of one directory, not of those below. */
async function readSources(directory: string): Promise<Record<string, string>> {
  const names = (await readdir(directory, { withFileTypes: true })).filter((entry) => entry.isFile()).map(({ name }) => name);
  return Object.fromEntries(await Promise.all(names.map(async (name) => [name, await readFile(join(directory, name), 'utf8')])));
}

function machine(): string {
  return `${process.platform} ${process.arch}`;
}
