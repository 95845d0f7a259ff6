import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { testingCluster } from '../testing-cluster';
import { TestingWorkspace } from '../testing-workspace';

let workspace: TestingWorkspace;
let remote = '';

beforeEach(() => {
  workspace = new TestingWorkspace([], testingCluster);
  remote = join(workspace.root, 'remote.git');
  execFileSync('git', ['init', '-q', '--bare', '-b', 'master', remote]);
});
afterEach(() => {
  workspace.remove();
});

describe('gitops publish', () => {
  it('writes what it would publish to an absolute path', async () => {
    const out = join(workspace.root, 'preview');
    expect(await publish('--dry-run', '--out', out)).toMatchObject({ code: 0 });
    expect(existsSync(join(out, '.gitops/inventory.json'))).toBe(true);
  });

  it('writes each of several clusters to a directory of its own', async () => {
    const text = workspace.read('clusters/demo/cluster.ts');
    for (const name of ['demo', 'second']) {
      const url = join(workspace.root, `${name}.git`);
      execFileSync('git', ['init', '-q', '--bare', '-b', 'master', url]);
      workspace.write(
        `clusters/${name}/cluster.ts`,
        text.replace(/url: '[^']*'/, `url: '${url}'`).replace("'demo'", `'${name}'`),
      );
    }
    const out = join(workspace.root, 'preview');
    expect(await workspace.gitops('publish', '--dry-run', '--out', out)).toMatchObject({ code: 0, error: '' });
    for (const name of ['demo', 'second']) expect(existsSync(join(out, name, '.gitops/inventory.json'))).toBe(true);
  });

  it.each([
    ['--overwrite-drift', 'nosuch', 'nothing of that name is published or made'],
    ['--overwrite-drift', 'web-deploymnet', 'did you mean "web-deployment"?'],
    ['--accept-image', 'web:deployment/web-deploymen', 'did you mean "web:deployment/web-deployment"?'],
    ['--allow-removal', 'workloads/web-depp.yaml', 'did you mean "workloads/web-dep.yaml"?'],
  ])('refuses %s %s', async (option, name, expected) => {
    const { code, error } = await publish(option, name);
    expect({ code, error }).toEqual({ code: 2, error: expect.stringContaining(expected) });
  });

  it.each(['web-deployment', 'web:deployment/web-deployment', 'workloads/web-dep.yaml', 'Deployment web/web-deployment'])(
    'takes %s for an object',
    async (name) => {
      expect(await publish('--overwrite-drift', name)).toMatchObject({ code: 0, error: '' });
    },
  );

  it.each([['--adopt'], ['--overwrite-drift', 'web-deployment']])('takes %s for one cluster only', async (...args) => {
    const { code, error } = await workspace.gitops('publish', 'demo', 'second', ...args);
    expect({ code, error }).toEqual({ code: 2, error: expect.stringContaining('take one cluster; name it') });
  });
});

function publish(...args: readonly string[]) {
  return workspace.gitops('publish', 'demo', '--config-repo', remote, ...args);
}
