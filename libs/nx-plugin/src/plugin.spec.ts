import { AggregateCreateNodesError, type CreateNodesResultArray } from '@nx/devkit';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createNodes } from './plugin';

const clusterText = (url: string): string => `export default defineCluster({ configRepo: { url: '${url}' } });\n`;
/** Commands of a cluster; those after validate look at its config repository. */
const verbs = ['synth', 'bootstrap', 'validate', 'diff', 'publish', 'status', 'rollback', 'unlock'];
let workspaceRoot: string;

beforeEach(() => {
  workspaceRoot = mkdtempSync(join(tmpdir(), 'nx-plugin-'));
});
afterEach(() => {
  rmSync(workspaceRoot, { recursive: true });
});

describe('one file makes a project', () => {
  it.each([
    ['apps/hello/app.ts', 'hello', 'type:app', 'library', ['lint', 'typecheck']],
    ['platform/jenkins/component.ts', 'jenkins', 'type:platform', 'library', ['lint', 'typecheck']],
    ['clusters/staging/cluster.ts', 'staging', 'type:cluster', 'application', ['lint', 'typecheck', ...verbs]],
  ])('%s', async (file, name, tag, projectType, targets) => {
    const project = await inferOne({ [file]: clusterText('git@x:config-repo') });
    expect(project).toMatchObject({ name, root: dirname(file), tags: [tag], projectType });
    expect(Object.keys(project?.targets ?? {})).toEqual(targets);
  });

  it('with a test target where there is a spec', async () => {
    const project = await inferOne({ 'apps/hello/app.ts': '', 'apps/hello/deep/down.spec.ts': '' });
    expect(project?.targets?.['test']?.options).toEqual({ command: 'vitest run apps/hello/', cwd: '{workspaceRoot}' });
  });

  it('and a library says its name and tag itself', async () => {
    const project = await inferOne({ 'libs/flux/project.json': '{}' });
    expect(project).not.toHaveProperty('name');
    expect(Object.keys(project?.targets ?? {})).toEqual(['lint', 'typecheck']);
  });
});

describe('the targets of a cluster', () => {
  it('own exactly its output, and depend on nothing but source', async () => {
    const project = await inferOne({
      'clusters/staging/cluster.ts':
        "export default defineCluster({ configRepo: { url: 'git@x:team/repo.git', path: 'staging' } });",
    });
    expect(project?.implicitDependencies).toEqual(['@gitops/engine']);
    expect(project?.targets?.['synth']).toMatchObject({
      cache: true,
      outputs: ['{workspaceRoot}/dist/repo/staging', '{workspaceRoot}/dist/report/staging.json'],
      inputs: ['production', '^production', '{workspaceRoot}/bin/gitops.mjs'],
      options: { command: 'node bin/gitops.mjs synth staging' },
      metadata: { description: 'Writes dist/repo/staging: the content of branch master of git@x:team/repo' },
    });
    expect(project?.targets?.['bootstrap']).toMatchObject({
      cache: true,
      outputs: ['{workspaceRoot}/dist/bootstrap/staging'],
      inputs: ['production', '^production', '{workspaceRoot}/bin/gitops.mjs'],
    });
    expect(project?.targets?.['validate']).toMatchObject({ cache: true, dependsOn: ['synth'], outputs: [] });
  });

  it('own the templates of the application repositories that their pipelines build, and depend on them', async () => {
    const cluster = "{ configRepo: { url: 'git@x:config-repo' }, pipelines: [{ app: 'web' }, { app: 'api' }] }";
    const files = { 'clusters/staging/cluster.ts': `export default defineCluster(${cluster});`, 'apps/web/app.ts': '' };
    const project = await inferOne(files);
    expect(project?.implicitDependencies).toEqual(['@gitops/engine', 'web']);
    const templates = ['{workspaceRoot}/apps/web/app-repo/**/*', '{workspaceRoot}/apps/api/app-repo/**/*'];
    expect(project?.targets?.['synth']).toMatchObject({
      outputs: [
        '{workspaceRoot}/dist/config-repo',
        '{workspaceRoot}/dist/report/staging.json',
        '{workspaceRoot}/dist/app-repo/web',
        '{workspaceRoot}/dist/app-repo/api',
      ],
      inputs: ['production', '^production', '{workspaceRoot}/bin/gitops.mjs', ...templates],
    });
    expect(project?.targets?.['bootstrap']?.outputs).toEqual(['{workspaceRoot}/dist/bootstrap/staging']);
  });

  it.each(verbs)('%s runs its command, never from the cache where it needs the config repository', async (verb) => {
    const project = await inferOne({ 'clusters/staging/cluster.ts': clusterText('git@x:config-repo') });
    expect(project?.targets?.[verb]).toMatchObject({
      executor: 'nx:run-commands',
      options: { command: `node bin/gitops.mjs ${verb} staging` },
      cache: verbs.indexOf(verb) <= verbs.indexOf('validate'),
      metadata: { help: { command: `node bin/gitops.mjs ${verb} --help` } },
    });
  });

  it('say what they do and how to call them', async () => {
    const project = await inferOne({ 'clusters/staging/cluster.ts': clusterText('git@x:config-repo') });
    for (const target of Object.values(project?.targets ?? {})) {
      expect(target.metadata?.description).toMatch(/^[A-Z].*(clusters\/staging|dist\/config-repo)/);
      expect(target.metadata?.technologies).not.toEqual([]);
      expect(target.metadata?.help?.command).toMatch(/--help$/);
    }
  });
});

describe('mistakes', () => {
  it('are all reported, and leave the other projects', async () => {
    const error = await infer({
      'apps/hello/app.ts': '',
      'platform/hello/component.ts': '',
      'clusters/a/cluster.ts': clusterText('git@x:config-repo'),
      'clusters/b/cluster.ts': clusterText('git@x:config-repo'),
      'clusters/c/cluster.ts': 'export {};',
    }).catch((reason: unknown) => reason);
    if (!(error instanceof AggregateCreateNodesError)) throw new Error(`not the error that Nx expects: ${String(error)}`);
    expect(error.errors.map(([, { message }]) => message.split('\n')[0])).toEqual([
      'platform/hello/component.ts:1:1: error[SRC010]: apps/hello and platform/hello would both be the project "hello"',
      'clusters/c/cluster.ts:1:1: error[SRC003]: this file does not call defineCluster',
      "clusters/b/cluster.ts:1:44: error[LAY003]: this cluster writes dist/config-repo, as clusters/a/cluster.ts does: each would delete the other's files",
    ]);
    expect(error.errors.map(([, { stack }]) => stack)).toEqual(error.errors.map(([, { message }]) => message));
    expect(error.partialResults.map(([file]) => file)).toEqual([
      'apps/hello/app.ts',
      'clusters/a/cluster.ts',
      'clusters/b/cluster.ts',
    ]);
  });
});

async function inferOne(files: Readonly<Record<string, string>>) {
  const [result] = await infer(files);
  return Object.values(result?.[1].projects ?? {})[0];
}

async function infer(files: Readonly<Record<string, string>>): Promise<CreateNodesResultArray> {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(workspaceRoot, path)), { recursive: true });
    writeFileSync(join(workspaceRoot, path), text);
  }
  const [, create] = createNodes;
  const projectFiles = Object.keys(files).filter((path) => !path.endsWith('.spec.ts'));
  return create(projectFiles, undefined, { workspaceRoot, nxJsonConfiguration: {} });
}
