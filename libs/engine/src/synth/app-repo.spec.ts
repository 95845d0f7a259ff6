import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { TestingWorkspace } from '../testing-workspace';

const clusterText = (name: string, apps: readonly string[]): string => `
import { ecr } from '@gitops/aws';
import { defineCluster } from '@gitops/constructs';

export default defineCluster({
  name: '${name}',
  kubernetes: '1.35',
  aws: { account: '123456789012', region: 'cn-north-1' },
  configRepo: { url: 'git@github.com:example/${name}' },
  flux: { version: 1, namespace: 'flux' },
  pipelines: [
${apps.map((app) => `    { name: '${app}', app: '${app}', repository: 'https://github.com/example/${app}', image: ecr('${app}') },\n`).join('')}  ],
});
`;

/** Every byte there is: no text in any encoding. */
const binary = Uint8Array.from({ length: 256 }, (_, index) => index);
let workspace: TestingWorkspace;

beforeEach(() => {
  workspace = new TestingWorkspace([], {
    'apps/web/app-repo/Dockerfile': 'FROM python:3.14-slim\n',
    'apps/web/app-repo/templates/index.html': '<p>欢迎</p>\r\n',
    'apps/web/app-repo/.gitignore': '__pycache__/\n',
    'apps/web/app-repo/Jenkinsfile': 'an old one\n',
    'apps/api/app-repo/Dockerfile': 'FROM scratch\n',
    'clusters/demo/cluster.ts': clusterText('demo', ['web', 'api']),
  });
  writeBytes('apps/web/app-repo/static/logo.png', binary);
});
afterEach(() => {
  workspace.remove();
});

function writeBytes(path: string, bytes: Uint8Array): void {
  mkdirSync(dirname(join(workspace.root, path)), { recursive: true });
  writeFileSync(join(workspace.root, path), bytes);
}

function bytesOf(path: string): Buffer {
  return readFileSync(join(workspace.root, path));
}

async function synth(...clusters: readonly string[]): Promise<string> {
  const { code, out, error } = await workspace.gitops('synth', ...clusters);
  expect({ code, error }).toEqual({ code: 0, error: '' });
  return out;
}

describe('the template of an application’s repository', () => {
  it('is the folder of the app, byte for byte, with the Jenkinsfile of its pipeline', async () => {
    const out = await synth();
    expect(out).toContain('demo -> dist/app-repo/web\n  + .gitignore\n  + Dockerfile\n  + Jenkinsfile\n  + static/logo.png\n');
    expect(out).toContain('demo -> dist/app-repo/api\n  + Dockerfile\n  + Jenkinsfile\n');
    for (const path of ['Dockerfile', '.gitignore', 'templates/index.html', 'static/logo.png'])
      expect(bytesOf(`dist/app-repo/web/${path}`)).toEqual(bytesOf(`apps/web/app-repo/${path}`));
    const jenkinsfile = workspace.read('dist/app-repo/web/Jenkinsfile');
    expect(jenkinsfile).toContain('123456789012.dkr.ecr.cn-north-1.amazonaws.com.cn/web');
    expect(jenkinsfile).not.toBe(workspace.read('dist/app-repo/api/Jenkinsfile'));
  });

  it('is owned whole: nothing that is unchanged is written, nothing that is stale stays', async () => {
    await synth();
    workspace.write('dist/app-repo/web/old.py', 'gone\n');
    writeBytes('dist/app-repo/web/static/logo.png', binary.slice(1));
    const out = await synth();
    expect(out).toContain('0 new, 1 changed, 1 removed, 4 unchanged');
    expect(bytesOf('dist/app-repo/web/static/logo.png')).toEqual(Buffer.from(binary));
  });

  it('has nothing that a run or a test of the application left behind', async () => {
    for (const path of ['__pycache__/app.cpython-314.pyc', '.venv/bin/python', 'tests/.pytest_cache/x', 'node_modules/a/b.js'])
      workspace.write(`apps/web/app-repo/${path}`, 'x');
    await synth();
    expect(Object.keys(workspace.tree('dist/app-repo/web'))).toEqual([
      '.gitignore',
      'Dockerfile',
      'Jenkinsfile',
      'static/logo.png',
      'templates/index.html',
    ]);
  });

  it('refuses a link, which would lead out of the repository that it is copied into', async () => {
    symlinkSync('/etc/hostname', join(workspace.root, 'apps/web/app-repo/host'));
    const { code, error } = await workspace.gitops('synth');
    expect(code).toBe(1);
    expect(error).toContain('clusters/demo/cluster.ts:12:25: error[SRC011]: apps/web/app-repo/host is no plain file\n');
    expect(workspace.tree('dist')).toEqual({});
  });

  it('belongs to one cluster', async () => {
    workspace.write('clusters/other/cluster.ts', clusterText('other', ['web']));
    const { code, error } = await workspace.gitops('synth');
    expect(code).toBe(1);
    expect(error).toContain(
      "clusters/other/cluster.ts:12:25: error[LAY003]: this cluster writes dist/app-repo/web, as clusters/demo/cluster.ts does: each would delete the other's files\n",
    );
    expect(workspace.tree('dist')).toEqual({});
  });
});
