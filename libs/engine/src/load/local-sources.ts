import { Yaml } from 'cdk8s';
import { _child_process as cdk8sProcesses } from 'cdk8s/lib/_child_process.js';
import { existsSync, realpathSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative, resolve, sep } from 'node:path';
import { Refused } from '../origin/refused';
import { sourceFolders } from '../workspace';
import { replacing } from './replacing';

/**
 * Runs `work` while cdk8s' `Include` and `Helm` read files of the workspace's projects only, by paths from its root
 * wherever the command was started. cdk8s itself would take a URL, and fetch it, or any file of this machine, so that the
 * same source could give other bytes; and Nx takes old output from its cache unless a project has the file.
 * @param root the workspace, absolute
 */
export function withLocalSources<Result>(root: string, work: () => Result): Result {
  // `Helm` includes what it has rendered from a temporary file of its own.
  let rendered = false;
  return replacing(
    Yaml,
    'load',
    (load) => (source) => {
      const own = rendered && isRendered(source);
      rendered = false;
      return load.call(Yaml, own ? source : localFile(root, source));
    },
    () =>
      replacing(
        cdk8sProcesses as ChildProcesses,
        'spawnSync',
        (spawn) => (program, args, options) => {
          const local = helmArguments(root, args);
          rendered = true;
          return spawn(program, local, options);
        },
        work,
      ),
  );
}

/** As far as cdk8s' `Helm` uses it: to run `helm template`. */
interface ChildProcesses {
  spawnSync: (program: string, args: readonly string[], options: object) => unknown;
}

/** cdk8s/lib/helm.js makes the directory with mkdtemp. */
function isRendered(source: string): boolean {
  return source.startsWith(join(tmpdir(), 'cdk8s-helm-'));
}

/** The last argument of `helm template` is the chart: a directory or archive, but also a URL or a name in a repository. */
function helmArguments(root: string, args: readonly string[]): readonly string[] {
  const chart = args.at(-1) ?? '';
  const repository = args[args.indexOf('--repo') + 1];
  if (args.includes('--repo')) throw remote(`${chart} of ${repository ?? 'a chart repository'}`);
  return [...args.slice(0, -1), localPath(root, chart)];
}

/** cdk8s makes nothing, without a word, of a directory. */
function localFile(root: string, source: string): string {
  const path = localPath(root, source);
  if (statSync(path).isFile()) return path;
  throw new Refused('SRC002', `"${source}" is no file`, `include its files one by one, each by ${pathFromRoot}`);
}

/** Without symbolic links, of which cdk8s makes nothing either. */
function localPath(root: string, source: string): string {
  if (isUrl(source)) throw remote(source);
  const named = resolve(root, source);
  if (!existsSync(named))
    throw new Refused(
      'SRC002',
      `there is no file "${source}" in the workspace`,
      'write a path from the root of the workspace, such as "apps/<app>/vendor/<file>"',
    );
  const path = realpathSync(named);
  if (isOfProject(relative(realpathSync(root), path))) return path;
  throw new Refused(
    'SRC008',
    `"${source}" belongs to no project, so nothing would notice that it changes`,
    `copy it into the project that uses it, commit it, and write ${pathFromRoot}`,
  );
}

const pathFromRoot = 'its path from the root of the workspace, such as "apps/<app>/vendor/<file>"';

/** Nx hashes the files of projects, and every project is a folder in one of these. */
function isOfProject(path: string): boolean {
  const [folder = '', project, ...below] = path.split(sep);
  return [...sourceFolders, 'libs'].includes(folder) && project !== undefined && below.length > 0;
}

function isUrl(source: string): boolean {
  return /^[a-z][a-z0-9+.-]*:\/\//i.test(source);
}

function remote(source: string): Refused {
  return new Refused(
    'SRC008',
    `synth reads no network, and this takes ${source}`,
    'download it once into the workspace, commit it, and write its path from the root, such as "apps/<app>/vendor/<file>"',
  );
}
