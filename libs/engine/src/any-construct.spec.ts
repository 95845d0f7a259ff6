import { readYaml, type Json } from '@gitops/manifest';
import { App, Testing } from 'cdk8s';
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { GuestBook } from './testdata/stock-chart';
import { testingCluster } from './testing-cluster';
import { TestingWorkspace } from './testing-workspace';

const testdata = (file: string): string => readFileSync(join(import.meta.dirname, 'testdata', file), 'utf8');

let workspace: TestingWorkspace;
afterEach(() => {
  workspace.remove();
});

/** An app whose build is this, on a cluster that admits any pod. */
function place(build: string, imports: string, files: Readonly<Record<string, string>> = {}): void {
  const app = `import { defineApp } from '@gitops/constructs';\nimport { z } from 'zod';\n${imports}\nexport const web = defineApp({ name: 'web', props: z.strictObject({}), build(chart) { ${build} } });\n`;
  const cluster = (testingCluster['clusters/demo/cluster.ts'] ?? '')
    .replace("namespace('web')", "namespace('web', { podSecurity: 'privileged' })")
    .replace(/image: .*replicas: 2 /, '')
    .replace(/import \{ automated.*\n/, '');
  workspace = new TestingWorkspace([], { 'apps/web/app.ts': app, 'clusters/demo/cluster.ts': cluster, ...files });
}

/** What the files of the config repository hold, less the namespace that the cluster declares. */
async function synthesized(): Promise<readonly Json[]> {
  expect(await workspace.gitops('synth')).toMatchObject({ code: 0, error: '' });
  const files = Object.entries(workspace.tree('dist/config-repo')).filter(([path]) => /^(workloads|crds)\//.test(path));
  return sorted(files.flatMap(([, text]) => readYaml(text).documents.map(({ value }) => value)));
}

/** One order for both, whatever the order of keys. */
function sorted(objects: readonly Json[]): readonly Json[] {
  return [...objects].sort((a, b) => (naming(a) < naming(b) ? -1 : 1));
}

function naming(object: Json): string {
  const { kind, metadata } = object as { readonly kind: string; readonly metadata: { readonly name: string } };
  return `${kind}/${metadata.name}`;
}

describe('any cdk8s construct', () => {
  it('makes the same objects as under stock cdk8s, generated names and selectors included', async () => {
    place("new GuestBook(chart, 'guests');", "import { GuestBook } from './stock-chart';", {
      'apps/web/stock-chart.ts': testdata('stock-chart.ts'),
    });
    // The placement gives its namespace to objects that have none, as `namespace` of the chart would.
    const stock = Testing.synth(new GuestBook(new App(), 'guests')) as Json[];
    const placed = stock.map((object) => {
      const { kind, metadata } = object as { readonly kind: string; readonly metadata: object };
      return { ...(object as object), metadata: kind === 'ClusterRole' ? metadata : { ...metadata, namespace: 'web' } } as Json;
    });
    expect(placed.length).toBe(6);
    expect(await synthesized()).toEqual(sorted(placed));
  });

  it("leaves a chart's own namespace alone", async () => {
    place("new GuestBook(chart, 'guests', { namespace: 'flux' });", "import { GuestBook } from './stock-chart';", {
      'apps/web/stock-chart.ts': testdata('stock-chart.ts'),
    });
    const stock = Testing.synth(new GuestBook(new App(), 'guests', { namespace: 'flux' })) as Json[];
    // cdk8s puts the chart's namespace on cluster-scoped objects as well, where it means nothing.
    const namespaced = stock.map((object) => {
      const { kind, metadata } = object as { readonly kind: string; readonly metadata: object };
      return kind === 'ClusterRole'
        ? ({ ...(object as object), metadata: { ...metadata, namespace: undefined } } as unknown as Json)
        : object;
    });
    expect(await synthesized()).toEqual(sorted(namespaced));
  });

  it('includes a local file, by its path from the root of the workspace', async () => {
    place("new Include(chart, 'vendor', { url: 'apps/web/vendor.yaml' });", "import { Include } from 'cdk8s';", {
      'apps/web/vendor.yaml': testdata('vendor.yaml'),
    });
    expect(await synthesized()).toEqual([
      {
        apiVersion: 'rbac.authorization.k8s.io/v1',
        kind: 'ClusterRole',
        metadata: { name: 'vendor-operator' },
        rules: [{ apiGroups: [''], resources: ['pods'], verbs: ['get', 'list'] }],
      },
      {
        apiVersion: 'v1',
        kind: 'ConfigMap',
        metadata: { name: 'vendor-operator', namespace: 'kube-system' },
        data: { mode: '0755' },
      },
      {
        apiVersion: 'v1',
        kind: 'ServiceAccount',
        metadata: { name: 'vendor-operator', namespace: 'web' },
        automountServiceAccountToken: false,
      },
    ]);
  });

  it('takes a field that is newer than the generated class', async () => {
    place(
      "new k8s.KubePod(chart, 'pod', { metadata: { name: 'pod' }, spec: { hostnameOverride: 'web', containers: [{ name: 'a', image: 'nginx:1.27' }] } as k8s.PodSpec });",
      "import { k8s } from 'cdk8s-plus-27';",
    );
    expect(await synthesized()).toMatchObject([
      { kind: 'Pod', spec: { hostnameOverride: 'web', containers: [{ name: 'a', image: 'nginx:1.27' }] } },
    ]);
  });
});

describe('a construct that cdk8s import generated', () => {
  const imports = "import { Include } from 'cdk8s';\nimport { Backup } from './imports/storage.example.com';";
  const crd = "new Include(chart, 'crd', { url: 'apps/web/crd.yaml' });";
  const good = "new Backup(chart, 'nightly', { metadata: { name: 'nightly' }, spec: { schedule: '0 3 * * *', keep: 7 } });";

  function placeWithImport(build: string): void {
    place(build, imports, { 'apps/web/crd.yaml': testdata('backup-crd.yaml') });
    const cdk8s = join(workspace.root, 'node_modules/cdk8s-cli/bin/cdk8s');
    const command = [
      cdk8s,
      'import',
      'apps/web/crd.yaml',
      '--language',
      'typescript',
      '--output',
      'apps/web/imports',
      '--no-save',
    ];
    execFileSync(process.execPath, command, {
      cwd: workspace.root,
      env: { ...process.env, CDK8S_CHECK_UPGRADE: 'false' },
      stdio: 'pipe',
    });
  }

  it('is validated against its CustomResourceDefinition', async () => {
    placeWithImport(`${crd} ${good}`);
    expect(await synthesized()).toMatchObject([
      {
        apiVersion: 'storage.example.com/v1',
        kind: 'Backup',
        metadata: { name: 'nightly', namespace: 'web' },
        spec: { schedule: '0 3 * * *', keep: 7 },
      },
      { kind: 'CustomResourceDefinition', metadata: { name: 'backups.storage.example.com' } },
    ]);
  });

  it.each([
    ['an unknown field', good.replace('keep: 7', 'kep: 7'), 'error[SCH001]: unknown field "kep"'],
    [
      'a value of the wrong type',
      good.replace('keep: 7', "keep: '7'"),
      'error[SCH002]: expected a whole number, got the string "7"',
    ],
    ['a value that its pattern refuses', good.replace('0 3 * * *', 'nightly'), 'error[SCH005]: '],
    ['a value out of range', good.replace('keep: 7', 'keep: 0'), 'error[SCH005]: '],
  ])('is refused for %s', async (_, construct, said) => {
    placeWithImport(`${crd} ${construct}`);
    expect(await workspace.gitops('synth')).toMatchObject({ code: 1, error: expect.stringContaining(said) });
  });

  it('is of an unknown kind where the cluster does not have the CustomResourceDefinition', async () => {
    placeWithImport(good);
    const { code, error } = await workspace.gitops('synth');
    expect(code).toBe(1);
    expect(error).toContain('error[SCH004]: Kubernetes 1.35 does not serve kind "Backup" of "storage.example.com/v1"');
  });
});
