import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { bareCluster, fullCluster } from '../bootstrap/testing-bootstrap';
import { listFiles } from '../disk/list-files';
import { TestingWorkspace } from '../testing-workspace';

const golden = join(import.meta.dirname, '../bootstrap/golden');
let workspace: TestingWorkspace;

beforeEach(() => {
  workspace = new TestingWorkspace([], { ...fullCluster, ...bareCluster });
});
afterEach(() => {
  workspace.remove();
});

async function bootstrap(): Promise<string> {
  const { code, out, error } = await workspace.gitops('bootstrap');
  expect({ code, error }).toEqual({ code: 0, error: '' });
  return out;
}

/** Runs a cluster's script without a way to any cluster or to AWS. */
function runScript(cluster: string, ...args: readonly string[]): ReturnType<typeof spawnSync> {
  const path = join(workspace.root, 'dist/bootstrap', cluster, 'bootstrap.sh');
  return spawnSync(path, args, { encoding: 'utf8', env: { PATH: '/usr/bin:/bin', KUBECONFIG: '/nowhere' }, stdio: 'pipe' });
}

describe('bootstrap', () => {
  // `npx vitest run libs/engine/src/verbs/bootstrap.spec.ts --update` writes the golden files; read the difference.
  it.each(['full', 'bare'])('of the cluster %s is what was reviewed', async (cluster) => {
    await bootstrap();
    const files = workspace.tree(`dist/bootstrap/${cluster}`);
    const directory = join(golden, cluster);
    for (const [path, text] of Object.entries(files)) await expect(text).toMatchFileSnapshot(join(directory, path));
    const present = existsSync(directory) ? listFiles(directory) : [];
    expect(present.filter((path) => !(path in files))).toEqual([]);
  });

  it('writes the same bytes again, and removes what is stale', async () => {
    const first = await bootstrap();
    expect(first).toMatch(/^bare -> dist\/bootstrap\/bare\n/);
    const before = workspace.tree('dist');
    workspace.write('dist/bootstrap/full/manifests/99-old.yaml', 'kind: Old\n');
    workspace.write('dist/bootstrap/full/eksctl.yaml', 'edited: true\n');
    expect(await bootstrap()).toContain('0 new, 1 changed, 1 removed');
    expect(workspace.tree('dist')).toEqual(before);
  });

  it('makes the script executable, again where somebody changed that', async () => {
    await bootstrap();
    const path = join(workspace.root, 'dist/bootstrap/full/bootstrap.sh');
    expect(statSync(path).mode & 0o111).not.toBe(0);
    execFileSync('chmod', ['-x', path]);
    expect(await bootstrap()).toContain('~ bootstrap.sh');
    expect(statSync(path).mode & 0o111).not.toBe(0);
  });

  it('writes nothing where any cluster has a mistake', async () => {
    workspace.write('clusters/bare/cluster.ts', workspace.read('clusters/bare/cluster.ts').replace('eu-central-1', 'eu-central'));
    const { code, error } = await workspace.gitops('bootstrap');
    expect(code).toBe(1);
    expect(error).toContain('prop aws.region');
    expect(error).toContain('1 error; nothing was written');
    expect(workspace.tree('dist')).toEqual({});
  });

  it('tells machines what it wrote', async () => {
    const { out } = await workspace.gitops('bootstrap', 'bare', '--format', 'json');
    expect(JSON.parse(out)).toMatchObject({
      version: 1,
      ok: true,
      clusters: [{ cluster: 'bare', directory: 'dist/bootstrap/bare' }],
      diagnostics: [],
    });
  });
});

describe('the script', () => {
  const steps = 'cluster registry images publish namespaces crds deploy-key secrets flux sync webhook'.split(' ');

  beforeEach(async () => {
    await bootstrap();
  });

  it.each([
    ['full', steps],
    ['bare', ['publish', 'namespaces', 'deploy-key', 'flux', 'sync']],
  ])('of %s parses, and lists its steps as the README does', (cluster, expected) => {
    execFileSync('bash', ['-n', join(workspace.root, 'dist/bootstrap', cluster, 'bootstrap.sh')]);
    expect(runScript(cluster, '--list').stdout).toBe(`${expected.join('\n')}\n`);
    const readme = workspace.read(`dist/bootstrap/${cluster}/README.md`);
    const sections = [...readme.matchAll(/^## \d+\. .*\n[^]*?^\$ \.\/bootstrap\.sh ([a-z-]+)$/gm)].map(([, name]) => name);
    expect(sections).toEqual(expected);
  });

  it.each([
    [['flix'], "error: there is no step 'flix'"],
    [['flux', 'flix'], "error: there is no step 'flix'"],
    [['--all'], 'usage: '],
  ])('refuses %j before it does anything', (args, message) => {
    const { status, stderr, stdout } = runScript('full', ...args);
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr).toContain(message);
    expect(stderr).not.toContain('==');
  });

  it('stops at the first step that fails', () => {
    const { status, stderr } = runScript('bare', 'namespaces', 'sync');
    expect(status).not.toBe(0);
    expect(stderr).toContain('== namespaces\n');
    expect(stderr).not.toContain('== sync');
  });

  it('publishes from the monorepo alone', () => {
    const { status, stderr } = runScript('bare', 'publish');
    expect(status).toBe(1);
    expect(stderr).toContain('error: run this step in the monorepo');
  });
});
