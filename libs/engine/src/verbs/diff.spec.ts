import { execFileSync } from 'node:child_process';
import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { testingCluster } from '../testing-cluster';
import { TestingWorkspace } from '../testing-workspace';

const clusterFile = 'clusters/demo/cluster.ts';
const clusterText = testingCluster[clusterFile] ?? '';
let workspace: TestingWorkspace;
let remote = '';

beforeEach(() => {
  workspace = new TestingWorkspace([], testingCluster);
  remote = join(workspace.root, 'remote.git');
  git(workspace.root, 'init', '-q', '--bare', '-b', 'master', remote);
});
afterEach(() => {
  workspace.remove();
});

describe('gitops diff', () => {
  it('exits with 16 before the first publish, and with 0 after it', async () => {
    const before = await diff();
    expect(before).toMatchObject({ code: 16, error: '' });
    expect(before.out).toMatch(/^demo: 5 new, 1 risk\n/);
    await publish();
    expect(await diff()).toEqual({ code: 0, out: 'demo: no differences\n', error: '' });
  });

  it('shows what changes, and what Flux has changed since', async () => {
    await publish();
    edit('workloads/web-dep.yaml', 'nginx:1.27 ', 'nginx:1.29 ');
    declare('replicas: 2', 'replicas: 0');
    const { code, out, error } = await diff();
    expect({ code, error }).toEqual({ code: 16, error: '' });
    expect(out.split('\n').slice(0, -1)).toEqual([
      'demo: 1 changed, 1 risk',
      '  ! A workload is scaled to zero',
      '      Deployment web/web-deployment: spec.replicas becomes 0',
      '      so: all of its pods stop, and nothing answers for them',
      '  ~ workloads/web-dep.yaml  Deployment web/web-deployment',
      '      spec.replicas: 2 -> 0',
      '  = Deployment web/web-deployment: web stays at 1.29; TypeScript declares 1.27',
    ]);
    expect((await diff('--format', 'markdown')).out).toContain('```diff\n- spec.replicas: 2\n+ spec.replicas: 0\n```\n');
  });

  it('is not different where only Flux has changed something', async () => {
    await publish();
    edit('workloads/web-dep.yaml', 'nginx:1.27 ', 'nginx:1.29 ');
    expect(await diff()).toMatchObject({
      code: 0,
      out: expect.stringMatching(/^demo: no differences\n {2}= Deployment web\/web-deployment: web stays at 1.29/),
    });
  });

  it('exits with 1 where something would stop the publish, and names who did it', async () => {
    await publish();
    edit('workloads/web-svc.yaml', 'port: 80', 'port: 8080');
    const { code, out, error } = await diff();
    expect({ code, out }).toMatchObject({ code: 1, out: expect.stringContaining('spec.ports[name=http].port: 8080 -> 80\n') });
    expect(error).toMatch(
      /OWN001\]: somebody has edited Service web\/web-service(.|\n)* by On Call <call@example.org>(.|\n)*a publish would stop here\n$/,
    );
  });

  it('does not take a directory without its inventory for one that is as it should be', async () => {
    await publish();
    const clone = join(workspace.root, 'clone');
    git(workspace.root, 'clone', '-q', remote, clone);
    git(clone, 'rm', '-q', '.gitops/inventory.json');
    git(clone, 'commit', '-qm', 'tidy up');
    git(clone, 'push', '-q');
    const { code, error } = await diff();
    expect(code).toBe(1);
    expect(error).toMatch(
      /OWN014\]: \.gitops\/inventory\.json is gone(.|\n)*git checkout [0-9a-f]{12} -- \.gitops\/inventory\.json/,
    );
  });

  it('is data with --format json', async () => {
    await publish();
    declare('replicas: 2', 'replicas: 4');
    const { out } = await diff('--format', 'json');
    expect(JSON.parse(out)).toEqual({
      version: 1,
      clusters: [
        {
          cluster: 'demo',
          ok: true,
          different: true,
          repository: remote,
          branch: 'master',
          directory: '',
          first: false,
          changes: [
            {
              kind: 'change',
              what: 'Deployment web/web-deployment',
              path: 'workloads/web-dep.yaml',
              fields: [{ path: 'spec.replicas', before: 2, after: 4 }],
            },
          ],
          inventoryAlone: false,
          carried: [],
          risks: [],
          diagnostics: [],
        },
      ],
    });
  });

  it('tells of the directory that a cluster leaves', async () => {
    await publish();
    declare("config-repo' }", "config-repo', path: 'demo' }");
    const { out } = await diff();
    expect(out).toContain('the root of the repository: 4 objects were published there; the cluster is now published to demo/\n');
  });

  it('says that a branch lacks what is published, and goes on', async () => {
    git(workspace.root, 'init', '-q', '-b', 'main');
    commitSource();
    declare('replicas: 2', 'replicas: 4');
    commitSource();
    await publish();
    git(workspace.root, 'checkout', '-q', 'HEAD~');
    const { code, out, error } = await diff();
    expect({ code, out }).toMatchObject({ code: 16, out: expect.stringContaining('spec.replicas: 4 -> 2') });
    expect(error).toMatch(
      /^warning\[OWN012\]: .* is not older than \w+: this diff may show the undoing of what others have published\n/,
    );
  });

  it.each([
    [
      'a cluster that is not valid',
      'replicas: 2',
      'replicas: -2',
      /^## gitops diff: `demo`\n\n\*\*No diff:\*\* 1 error\n\n### What would stop the publish\n\n- \*\*SCH\d+\*\* `clusters\/demo\/cluster.ts:\d+:\d+` /,
    ],
    [
      'no such branch is an empty repository',
      "config-repo'",
      "config-repo', branch: 'nowhere'",
      /\*\*5 new\*\*(.|\n)*where nothing of this cluster has been published yet\n/,
    ],
  ])('in markdown: %s', async (_, from, to, expected) => {
    await publish();
    declare(from, to);
    expect((await diff('--format', 'markdown')).out).toMatch(expected);
  });

  it.each([
    ['a symbolic link in the way', 'OWN010', () => link('workloads', 'elsewhere')],
    [
      "another cluster's inventory",
      'OWN016',
      async () => {
        await publish();
        edit('.gitops/inventory.json', '"cluster": "demo"', '"cluster": "other"');
      },
    ],
  ])('stops where publish does: %s', async (_, code, arrange) => {
    await arrange();
    const results = [await diff(), await workspace.gitops('publish', 'demo', '--config-repo', remote)];
    for (const { error } of results) expect(error).toContain(`error[${code}]`);
    expect(results.map((result) => result.code)).toEqual([1, 1]);
  });

  it('tells of an edit that TypeScript has taken over since, as publish does', async () => {
    await publish();
    edit('workloads/web-dep.yaml', 'replicas: 2', 'replicas: 4');
    declare('replicas: 2', 'replicas: 4');
    expect(await diff()).toMatchObject({ code: 16, out: 'demo: the inventory alone\n', error: '' });
    expect((await workspace.gitops('publish', 'demo', '--config-repo', remote, '--dry-run')).out).toBe(
      'demo: would be published, the inventory alone\n',
    );
    expect((await workspace.gitops('publish', 'demo', '--config-repo', remote)).out).toMatch(
      /^demo: published as \w+, the inventory alone\n$/,
    );
    expect(await diff()).toMatchObject({ code: 0 });
  });

  it('reports a repository that is not there', async () => {
    const { code, out, error } = await workspace.gitops('diff', 'demo', '--config-repo', join(workspace.root, 'nowhere'));
    expect({ code, out }).toEqual({ code: 1, out: '' });
    expect(error).toMatch(/^error\[GIT001\]: (.|\n)*there is no diff\n$/);
  });

  it('writes nothing', async () => {
    await publish();
    const [before] = [git(remote, 'for-each-ref')];
    declare('replicas: 2', 'replicas: 4');
    await diff();
    expect(git(remote, 'for-each-ref')).toBe(before);
  });
});

function diff(...args: readonly string[]) {
  return workspace.gitops('diff', 'demo', '--config-repo', remote, ...args);
}

async function publish(): Promise<void> {
  expect(await workspace.gitops('publish', 'demo', '--config-repo', remote)).toMatchObject({ code: 0 });
}

/** Changes the TypeScript. */
function declare(from: string, to: string): void {
  expect(clusterText).toContain(from);
  workspace.write(clusterFile, clusterText.replace(from, to));
}

/** Somebody changes a published file. */
function edit(path: string, from: string, to: string): void {
  const clone = join(workspace.root, 'clone');
  git(workspace.root, 'clone', '-q', remote, clone);
  expect(workspace.read(join('clone', path))).toContain(from);
  workspace.write(join('clone', path), workspace.read(join('clone', path)).replace(from, to));
  git(clone, 'commit', '-qam', 'an edit');
  git(clone, 'push', '-q');
}

/** Somebody puts a symbolic link into the repository. */
function link(path: string, target: string): void {
  const clone = join(workspace.root, 'clone');
  git(workspace.root, 'clone', '-q', remote, clone);
  symlinkSync(target, join(clone, path));
  git(clone, 'add', path);
  git(clone, 'commit', '-qm', 'a link');
  git(clone, 'push', '-q');
}

function commitSource(): void {
  git(workspace.root, 'add', 'apps', 'clusters');
  git(workspace.root, 'commit', '-qm', 'source');
}

function git(cwd: string, ...args: readonly string[]): string {
  return execFileSync('git', ['-c', 'user.name=On Call', '-c', 'user.email=call@example.org', ...args], {
    cwd,
    encoding: 'utf8',
  });
}
