import { Yaml } from 'cdk8s';
import { _child_process as cdk8sProcesses } from 'cdk8s/lib/_child_process.js';
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { Refused } from '../origin/refused';

/**
 * Runs `work` while cdk8s' `Include` and `Helm` read files of the workspace only, by paths from its root wherever the
 * command was started. cdk8s itself would take a URL, and fetch it, so that the same source could give other bytes.
 * @param root the workspace, absolute
 */
export function withLocalSources<Result>(root: string, work: () => Result): Result {
  return replacing(
    Yaml,
    'load',
    (load) => (source) => load.call(Yaml, localPath(root, source)),
    () =>
      replacing(
        cdk8sProcesses as ChildProcesses,
        'spawnSync',
        (spawn) => (program, args, options) => spawn(program, helmArguments(root, args), options),
        work,
      ),
  );
}

/** As far as cdk8s' `Helm` uses it: to run `helm template`. */
interface ChildProcesses {
  spawnSync: (program: string, args: readonly string[], options: object) => unknown;
}

function replacing<Owner extends object, Name extends keyof Owner, Result>(
  owner: Owner,
  name: Name,
  make: (original: Owner[Name]) => Owner[Name],
  work: () => Result,
): Result {
  const original = owner[name];
  owner[name] = make(original);
  try {
    return work();
  } finally {
    owner[name] = original;
  }
}

/** The last argument of `helm template` is the chart: a directory or archive, but also a URL or a name in a repository. */
function helmArguments(root: string, args: readonly string[]): readonly string[] {
  const chart = args.at(-1) ?? '';
  const repository = args[args.indexOf('--repo') + 1];
  if (args.includes('--repo')) throw remote(`${chart} of ${repository ?? 'a chart repository'}`);
  return [...args.slice(0, -1), localPath(root, chart)];
}

function localPath(root: string, source: string): string {
  if (isUrl(source)) throw remote(source);
  const path = resolve(root, source);
  if (existsSync(path)) return path;
  throw new Refused(
    'SRC002',
    `there is no file "${source}" in the workspace`,
    'write a path from the root of the workspace, such as "apps/<app>/vendor/<file>"',
  );
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
