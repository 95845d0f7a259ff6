import { execFileSync } from 'node:child_process';
import { symlinkSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { testingCluster } from './testing-cluster';
import { TestingWorkspace } from './testing-workspace';

const repository = resolve(import.meta.dirname, '../../..');
const workspaces: TestingWorkspace[] = [];
afterAll(() => {
  for (const workspace of workspaces) workspace.remove();
});

/** Runs the real `gitops` in a process of its own, in a copy of its own. */
function synthesizedUnder(environment: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  const workspace = new TestingWorkspace([], { ...testingCluster, 'nx.json': '{}' });
  workspaces.push(workspace);
  for (const path of ['libs', 'tsconfig.base.json']) symlinkSync(join(repository, path), join(workspace.root, path));
  const { PATH = '' } = process.env;
  execFileSync(process.execPath, [join(repository, 'bin/gitops.mjs'), 'synth'], {
    cwd: join(workspace.root, 'clusters'),
    env: { PATH, ...environment },
  });
  return workspace.tree('dist');
}

describe('determinism', () => {
  it('makes the same bytes in another folder, time zone and locale', () => {
    const shanghai = synthesizedUnder({ TZ: 'Asia/Shanghai', LC_ALL: 'zh_CN.UTF-8', LANG: 'zh_CN.UTF-8' });
    const utc = synthesizedUnder({ TZ: 'UTC', LC_ALL: 'C', CDK8S_DISABLE_SORT: '1', CDK8S_OUTDIR: 'elsewhere' });
    expect(Object.keys(utc)).toHaveLength(6);
    expect(shanghai).toEqual(utc);
  });
});
