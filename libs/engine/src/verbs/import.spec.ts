import { createServer, type Server } from 'node:http';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { TestingWorkspace } from '../testing-workspace';

const crontab = join(import.meta.dirname, '../import/testdata/crontab.yaml');

let workspace: TestingWorkspace;
beforeEach(() => {
  workspace = new TestingWorkspace([]);
});
afterEach(() => {
  workspace.remove();
});

/** A definition in as few words as there may be. */
function definition(group: string, kind: string): string {
  const plural = `${kind.toLowerCase()}s`;
  return `---
apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata: { name: ${plural}.${group} }
spec:
  group: ${group}
  scope: Namespaced
  names: { plural: ${plural}, kind: ${kind} }
  versions: [{ name: v1, served: true, storage: true, schema: { openAPIV3Schema: { type: object } } }]
`;
}

/** Imports a text as the file it is. */
async function importText(text: string, ...options: readonly string[]): Promise<{ code: number; out: string; error: string }> {
  workspace.write('crds.yaml', text);
  const { code, out, error } = await workspace.gitops('import', join(workspace.root, 'crds.yaml'), ...options);
  return { code, out: out.replaceAll(workspace.root, ''), error: error.replaceAll(workspace.root, '') };
}

describe('import', () => {
  it('makes a module, its place in the library, and what to do next', async () => {
    const { code, out, error } = await workspace.gitops('import', crontab);
    expect({ code, error }).toEqual({ code: 0, error: '' });
    expect(out).toBe(`stable.example.com: CronTab
  libs/imports/src/stable.ts
  libs/imports/crds/stable.yaml

Next, in an app or a platform component:
  import { stable } from '@gitops/imports';
  new stable.CronTab(chart, 'crontab', { metadata: { name: 'crontab' } });

The cluster must know these kinds, or synth refuses them. In one component that runs on it:
  import { Include } from 'cdk8s';
  new Include(chart, 'stable-crds', { url: stable.crdFile });
`);
    expect(Object.keys(workspace.tree('libs'))).toEqual([
      'imports/crds/stable.yaml',
      'imports/project.json',
      'imports/src/index.ts',
      'imports/src/stable.ts',
    ]);
    expect(workspace.read('libs/imports/src/index.ts')).toBe("export * as stable from './stable';\n");
    expect(workspace.read('libs/imports/src/stable.ts')).toMatch(/^\/\/ npm run import -- crontab\.yaml\n/);
    expect(JSON.parse(workspace.read('libs/imports/project.json'))).toMatchObject({ tags: ['type:authoring'] });
  });

  it('gives the same bytes again', async () => {
    await workspace.gitops('import', crontab);
    const first = workspace.tree('libs');
    expect((await workspace.gitops('import', crontab)).code).toBe(0);
    expect(workspace.tree('libs')).toEqual(first);
  });

  it('makes one module per group, of the definitions alone', async () => {
    const deployment = '---\napiVersion: apps/v1\nkind: Deployment\nmetadata: { name: operator }\n';
    const { code, out } = await importText(
      definition('cert-manager.io', 'Issuer') + deployment + definition('acme.cert-manager.io', 'Order'),
    );
    expect(code).toBe(0);
    expect(out).toContain("import { certManager } from '@gitops/imports'");
    expect(workspace.read('libs/imports/src/index.ts')).toBe(
      "export * as acme from './acme';\nexport * as certManager from './cert-manager';\n",
    );
    expect(workspace.read('libs/imports/crds/acme.yaml')).not.toMatch(/Deployment|Issuer/);
  });

  it('names the module as it is told', async () => {
    expect((await importText(definition('a.example.com', 'Thing'), '--name', 'our-things')).code).toBe(0);
    expect(workspace.read('libs/imports/src/index.ts')).toBe("export * as ourThings from './our-things';\n");
  });

  it('takes the items of a List', async () => {
    const items = definition('a.example.com', 'Thing').replace('---\n', '').replaceAll(/^/gm, '    ').replace('   ', '  -');
    expect((await importText(`apiVersion: v1\nkind: List\nitems:\n${items.trimEnd()}\n`)).code).toBe(0);
    expect(workspace.read('libs/imports/crds/a.yaml')).toMatch(/^---\napiVersion: apiextensions/);
  });
});

describe('what was imported', () => {
  const app = (spec: string): string => `
import { defineApp } from '@gitops/constructs';
import { Include } from 'cdk8s';
import { z } from 'zod';
import { stable } from '../../libs/imports/src';

export const nightly = defineApp({
  name: 'nightly',
  props: z.strictObject({}),
  build(chart) {
    new Include(chart, 'crds', { url: stable.crdFile });
    new stable.CronTab(chart, 'nightly', { metadata: { name: 'nightly' }, spec: ${spec} });
  },
});
`;
  const cluster = `
import { defineCluster, namespace } from '@gitops/constructs';
import { nightly } from '../../apps/nightly/app';

export default defineCluster({
  name: 'test',
  kubernetes: '1.35',
  aws: { account: '123456789012', region: 'cn-north-1' },
  configRepo: { url: 'git@github.com:example/config-repo', branch: 'master' },
  flux: { version: 1, namespace: 'flux' },
  namespaces: [namespace('web')],
  apps: [nightly({ namespace: 'web' })],
});
`;

  it.each([
    { name: 'is synthesized with its definition', spec: `{ cronSpec: '0 3 * * *', replicas: 2 }`, code: 0, error: /^$/ },
    {
      name: 'is checked against it',
      spec: `{ cronSpec: '0 3 * * *', replicas: 0 }`,
      code: 1,
      error: /apps\/nightly\/app\.ts:12:\d+: error/,
    },
  ])('$name', async ({ spec, code, error }) => {
    await workspace.gitops('import', crontab);
    workspace.write('apps/nightly/app.ts', app(spec));
    workspace.write('clusters/test/cluster.ts', cluster);
    const result = await workspace.gitops('synth');
    expect(result.error).toMatch(error);
    expect(result.code).toBe(code);
    const written = Object.keys(workspace.tree('dist/config-repo')).filter((path) => /crontab|nightly/.test(path));
    expect(written).toEqual(code === 0 ? ['crds/crontabs.stable.example.com.yaml', 'workloads/nightly-crontab.yaml'] : []);
  });
});

describe('bad input leaves nothing behind', () => {
  const plain = definition('a.example.com', 'Thing');
  it.each([
    {
      name: 'YAML without definitions',
      text: 'kind: ConfigMap\n',
      code: 1,
      error: 'error: /crds.yaml holds no CustomResourceDefinition',
    },
    { name: 'an empty file', text: '', code: 1, error: 'error: /crds.yaml holds no CustomResourceDefinition' },
    {
      name: 'JSON without definitions',
      text: '{ "name": "package", "version": "1.0.0" }',
      code: 1,
      error:
        'error: /crds.yaml holds no CustomResourceDefinition; import takes CustomResourceDefinitions of apiextensions.k8s.io/v1, in YAML or JSON\n',
    },
    { name: 'no YAML', text: 'a: [1\n', code: 1, error: 'error: /crds.yaml is no YAML: ' },
    { name: 'a web page', text: '<!DOCTYPE html>\n<html>: {', code: 1, error: 'error: /crds.yaml is no YAML: ' },
    {
      name: 'an old version',
      text: plain.replace('k8s.io/v1', 'k8s.io/v1beta1'),
      code: 1,
      error: 'error: /crds.yaml holds a CustomResourceDefinition that is invalid at apiVersion: expected apiextensions.k8s.io/v1',
    },
    {
      name: 'a group that leads elsewhere',
      text: plain.replace('group: a.example.com', 'group: ../../up'),
      code: 1,
      error: 'error: /crds.yaml holds a CustomResourceDefinition that is invalid at spec.group: expected a DNS name',
    },
    {
      name: 'a definition that cdk8s cannot use',
      text: plain.replace(
        'versions: [',
        'versions: [{ name: v1, served: true, storage: true, schema: { openAPIV3Schema: { type: object } } }, ',
      ),
      code: 1,
      error: 'error: cdk8s import cannot use these definitions: Found multiple occurrences of version v1',
    },
    {
      name: 'a name for two groups',
      text: plain + definition('b.example.com', 'Other'),
      options: ['--name', 'both'],
      code: 2,
      error: 'error: --name names one module, and /crds.yaml defines kinds of several groups: a.example.com, b.example.com',
    },
    {
      name: 'groups that begin alike',
      text: plain + definition('a.other.com', 'Other'),
      code: 2,
      error: 'error: two groups of /crds.yaml',
    },
    { name: 'a bad name', text: plain, options: ['--name', '../up'], code: 2, error: 'error: "../up" is no name for a module' },
  ])('$name', async ({ text, options = [], code, error }) => {
    const result = await importText(text, ...options);
    expect(result.error).toContain(error);
    expect(result.error.trimEnd().split('\n')).toHaveLength(1);
    expect(result).toMatchObject({ code, out: '' });
    expect(workspace.tree('libs')).toEqual({});
  });

  it('a missing file', async () => {
    const { code, error } = await workspace.gitops('import', 'no-such.yaml');
    expect({ code, error }).toEqual({
      code: 2,
      error: 'error: there is no file "no-such.yaml"; give a file or an https:// URL\n',
    });
  });

  it('a directory', async () => {
    const { code, error } = await workspace.gitops('import', '.');
    expect({ code, error }).toEqual({ code: 2, error: 'error: "." is a directory; give a file or an https:// URL\n' });
    expect(workspace.tree('libs')).toEqual({});
  });

  it('kinds that would go', async () => {
    await importText(definition('a.example.com', 'Thing'));
    const before = workspace.tree('libs');
    const { code, error } = await importText(definition('a.example.com', 'Other'));
    expect(error).toBe(
      'error: libs/imports/src/a.ts has Thing of a.example.com, which would go; --name <name> makes another module\n',
    );
    expect(code).toBe(2);
    expect(workspace.tree('libs')).toEqual(before);
  });
});

describe('a URL', () => {
  let server: Server;
  let url: string;
  beforeEach(async () => {
    server = createServer((request, response) => {
      if (request.url === '/crds.yaml') response.end(definition('a.example.com', 'Thing'));
      else response.writeHead(404).end();
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    url = typeof address === 'object' ? `http://127.0.0.1:${address?.port ?? 0}` : '';
  });
  afterEach(() => {
    server.close();
  });

  it('is downloaded, and named in the module', async () => {
    expect((await workspace.gitops('import', `${url}/crds.yaml`)).code).toBe(0);
    expect(workspace.read('libs/imports/src/a.ts')).toContain(`// npm run import -- ${url}/crds.yaml\n`);
  });

  it('that answers with an error is named with it', async () => {
    const { code, error } = await workspace.gitops('import', `${url}/none.yaml`);
    expect({ code, error }).toEqual({ code: 3, error: `error: ${url}/none.yaml answers 404 Not Found\n` });
  });

  it('that cannot be reached is a failure of one line', async () => {
    const { code, error } = await workspace.gitops('import', 'http://127.0.0.1:1/crds.yaml');
    expect(code).toBe(3);
    expect(error).toMatch(/^error: cannot download http:\/\/127\.0\.0\.1:1\/crds\.yaml: .+\n$/);
    expect(workspace.tree('libs')).toEqual({});
  });
});
