import type { Tree } from '@nx/devkit';
import { createTreeWithEmptyWorkspace } from '@nx/devkit/testing';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { beforeEach, describe, expect, it } from 'vitest';
import appGenerator from './app/generator';
import clusterGenerator from './cluster/generator';
import constructGenerator from './construct/generator';
import platformGenerator from './platform/generator';

let tree: Tree;
beforeEach(async () => {
  tree = createTreeWithEmptyWorkspace({ formatter: 'prettier' });
  tree.write('.prettierrc', readFileSync(join(__dirname, '../../../../.prettierrc.json')));
  tree.write('libs/constructs/src/index.ts', "export { Namespace } from './namespace';\n");
  await clusterGenerator(tree, { name: 'staging' });
});

describe('nx g app', () => {
  it('makes the folder, and a line in each cluster', async () => {
    await clusterGenerator(tree, { name: 'production' });
    await appGenerator(tree, { name: 'my-hello', clusters: 'staging, production' });
    expect(tree.children('apps/my-hello')).toContain('app.ts');
    expect(read('apps/my-hello/app.ts')).toContain("export const myHello = defineApp({\n  name: 'my-hello',");
    for (const cluster of ['staging', 'production']) {
      const text = read(`clusters/${cluster}/cluster.ts`);
      expect(text).toContain("import { myHello } from '@apps/my-hello';\n");
      expect(text).toContain("import { ecr } from '@gitops/aws';\n");
      expect(text).toContain("import { defineCluster, namespace } from '@gitops/constructs';\n");
      expect(text).toContain("import { pinned } from '@gitops/flux';\n");
      expect(text).toContain("namespaces: [namespace('my-hello')],\n");
      expect(text).toContain("  apps: [myHello({ namespace: 'my-hello', image: pinned(ecr('my-hello'), { tag: '1.0.0' }) })],\n");
    }
  });

  it('touches no cluster unless told to, and one that is told only once', async () => {
    const before = read('clusters/staging/cluster.ts');
    await appGenerator(tree, { name: 'one' });
    expect(read('clusters/staging/cluster.ts')).toBe(before);
    await appGenerator(tree, { name: 'two', clusters: 'staging,staging', namespace: 'shared' });
    await appGenerator(tree, { name: 'three', clusters: 'staging', namespace: 'shared' });
    const text = read('clusters/staging/cluster.ts');
    expect(text.match(/namespace\('shared'\)/g)).toHaveLength(1);
    expect(text.match(/\b(two|three)\(/g)).toEqual(['three(', 'two(']);
  });

  it.each([
    [{ name: 'Hello' }, '--name "Hello" must be lower case letters, digits and "-", beginning with a letter'],
    [{ name: 'x'.repeat(51) }, 'must have at most 50 characters'],
    [{ name: 'hello', namespace: 'A_b' }, '--namespace "A_b" must be lower case letters'],
    [{ name: 'Hello', namespace: 'A_b' }, /--name[^]*\n--namespace/],
    [{ name: 'hello', clusters: 'stagin' }, 'there is no cluster "stagin": did you mean "staging"?'],
    [{ name: 'hello', clusters: 'elsewhere' }, 'there is no cluster "elsewhere": the clusters are staging'],
    [{ name: 'taken' }, 'apps/taken is there already'],
    [{ name: 'staging' }, 'clusters/staging is the project "staging" already: choose another name'],
  ])('refuses %j', async (options, message) => {
    tree.write('apps/taken/notes.md', '');
    const before = tree.listChanges().map(({ path, content }) => [path, content?.toString()]);
    await expect(appGenerator(tree, options)).rejects.toThrow(message);
    expect(tree.listChanges().map(({ path, content }) => [path, content?.toString()])).toEqual(before);
  });
});

describe('nx g platform', () => {
  it('makes the folder, and a line in each cluster', async () => {
    await platformGenerator(tree, { name: 'metrics', clusters: 'staging' });
    expect(read('platform/metrics/component.ts')).toContain('export const metrics = definePlatform({');
    expect(read('clusters/staging/cluster.ts')).toContain("platform: [metrics({ namespace: 'metrics' })],");
  });
});

describe('nx g cluster', () => {
  it('has a config repository of its own', () => {
    expect(read('clusters/staging/cluster.ts')).toContain("url: 'git@github.com:example/config-repo-staging'");
  });

  it('takes every fact as an option', async () => {
    const options = { kubernetes: '1.34', account: '210987654321', region: 'eu-west-1', branch: 'main', path: 'prod' };
    await clusterGenerator(tree, { name: 'prod', configRepo: 'git@example.com:team/it', ...options });
    const text = read('clusters/prod/cluster.ts');
    for (const value of ['prod', 'git@example.com:team/it', ...Object.values(options)]) expect(text).toContain(`'${value}'`);
  });

  it.each([
    [{ name: 'staging' }, 'clusters/staging is there already'],
    [{ name: 'prod', account: '123' }, '--account "123" must be 12 digits'],
    [{ name: 'prod', kubernetes: '1' }, '--kubernetes "1" must be a minor version such as "1.35"'],
    [
      { name: 'prod', configRepo: 'git@github.com:example/config-repo-staging' },
      'error[LAY003]: this cluster writes dist/config-repo-staging',
    ],
    [{ name: 'prod', path: '../x' }, 'the path "../x" leaves the config repository'],
  ])('refuses %j', async (options, message) => {
    await expect(clusterGenerator(tree, options)).rejects.toThrow(message);
  });
});

describe('nx g construct', () => {
  it('makes the class, its spec, and its line in the index', async () => {
    await constructGenerator(tree, { name: 'http-proxy' });
    expect(read('libs/constructs/src/http-proxy.ts')).toContain('export class HttpProxy extends Construct {');
    expect(read('libs/constructs/src/http-proxy.spec.ts')).toContain("import { HttpProxy } from './http-proxy';");
    expect(read('libs/constructs/src/index.ts')).toBe(
      "export { HttpProxy, type HttpProxyProps } from './http-proxy';\nexport { Namespace } from './namespace';\n",
    );
  });

  it('never overwrites one', async () => {
    tree.write('libs/constructs/src/http-proxy.ts', '');
    await expect(constructGenerator(tree, { name: 'http-proxy' })).rejects.toThrow(
      'libs/constructs/src/http-proxy.ts is there already',
    );
  });
});

it('whatever is generated parses', async () => {
  await appGenerator(tree, { name: 'hello', clusters: 'staging' });
  await platformGenerator(tree, { name: 'metrics', clusters: 'staging' });
  await constructGenerator(tree, { name: 'http-proxy' });
  const files = tree.listChanges().filter(({ path }) => path.endsWith('.ts'));
  expect(files.length).toBeGreaterThanOrEqual(6);
  for (const { path, content } of files) {
    const { diagnostics } = ts.transpileModule(content?.toString() ?? '', { reportDiagnostics: true });
    expect(diagnostics, path).toEqual([]);
  }
});

function read(path: string): string {
  return tree.read(path, 'utf8') ?? '';
}
