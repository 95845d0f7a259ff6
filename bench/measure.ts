import { spawnSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { BenchWorkspace } from './workspace';

/** One way to synthesize a workspace. */
export interface Contestant {
  readonly name: string;
  readonly command: readonly string[];
  readonly directory: (workspace: BenchWorkspace) => string;
}

export function gitopsSynth(repository: string): Contestant {
  return { name: 'gitops synth', command: [join(repository, 'bin/gitops.mjs'), 'synth'], directory: ({ root }) => root };
}

export function cdk8sSynth(repository: string): Contestant {
  const manifest = createRequire(join(repository, 'package.json')).resolve('cdk8s-cli/package.json');
  return {
    name: 'cdk8s synth',
    command: [join(dirname(manifest), 'bin/cdk8s'), 'synth'],
    directory: ({ cdk8sRoot }) => cdk8sRoot,
  };
}

/**
 * Milliseconds of a whole process, from an empty output directory.
 * @param options.keep leaves the previous output there
 */
export function measure(contestant: Contestant, workspace: BenchWorkspace, options: { readonly keep?: boolean } = {}): number {
  const cwd = contestant.directory(workspace);
  if (options.keep !== true) rmSync(join(cwd, 'dist'), { recursive: true, force: true });
  // The cdk8s command line would ask the npm registry for a newer version of itself, at its own expense.
  const env = { ...process.env, CDK8S_CHECK_UPGRADE: 'false' };
  const start = performance.now();
  const { status, stderr, error } = spawnSync(process.execPath, contestant.command, { cwd, env, maxBuffer: 2 ** 28 });
  const elapsed = performance.now() - start;
  if (status !== 0) throw new Error(`${contestant.name} failed: ${error?.message ?? stderr.toString()}`);
  return elapsed;
}
