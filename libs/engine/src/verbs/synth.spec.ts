import { existsSync, mkdirSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { testingCluster } from '../testing-cluster';
import { TestingWorkspace } from '../testing-workspace';

const output = 'dist/config-repo';
const allFiles = [
  'README.md',
  'namespaces/web.yaml',
  'workloads/web-dep.yaml',
  'workloads/web-ingress.yaml',
  'workloads/web-svc.yaml',
];
let workspace: TestingWorkspace;

beforeEach(() => {
  workspace = new TestingWorkspace([], testingCluster);
});
afterEach(() => {
  workspace.remove();
});

async function synth(): Promise<string> {
  const { code, out, error } = await workspace.gitops('synth');
  expect({ code, error }).toEqual({ code: 0, error: '' });
  return out;
}

function editCluster(before: string, after: string): void {
  const text = workspace.read('clusters/demo/cluster.ts');
  expect(text).toContain(before);
  workspace.write('clusters/demo/cluster.ts', text.replace(before, after));
}

describe('synth', () => {
  it('writes one object per file, a README, and nothing else', async () => {
    expect(await synth()).toMatch(/^demo -> dist\/config-repo\n(?: {2}\+ .*\n){5}5 new, 0 changed, 0 removed, 0 unchanged\n$/);
    expect(Object.keys(workspace.tree(output))).toEqual(allFiles);
  });

  it('writes the same bytes again, by touching no file', async () => {
    await synth();
    const before = workspace.tree(output);
    const times = allFiles.map((file) => statSync(join(workspace.root, output, file)).mtimeMs);
    expect(await synth()).toContain('0 new, 0 changed, 0 removed, 5 unchanged');
    expect(workspace.tree(output)).toEqual(before);
    expect(allFiles.map((file) => statSync(join(workspace.root, output, file)).mtimeMs)).toEqual(times);
  });

  it('changes one line of one file when the replicas change', async () => {
    await synth();
    const before = workspace.tree(output);
    editCluster('replicas: 2', 'replicas: 5');
    expect(await synth()).toContain('0 new, 1 changed, 0 removed, 4 unchanged');
    const differences = Object.entries(workspace.tree(output)).flatMap(([path, text]) => {
      const old = (before[path] ?? '').split('\n');
      return text.split('\n').flatMap((line, index) => (line === old[index] ? [] : [{ path, line, old: old[index] }]));
    });
    expect(differences).toEqual([{ path: 'workloads/web-dep.yaml', line: '  replicas: 5', old: '  replicas: 2' }]);
  });

  it('removes what the source no longer makes, and directories that it leaves empty', async () => {
    await synth();
    workspace.write(`${output}/workloads/old/api-dep.yaml`, 'kind: Deployment\n');
    editCluster(/ {2}apps: .*\n/.exec(workspace.read('clusters/demo/cluster.ts'))?.[0] ?? '', '');
    expect(await synth()).toContain('0 new, 0 changed, 4 removed, 2 unchanged');
    expect(Object.keys(workspace.tree(output))).toEqual(['README.md', 'namespaces/web.yaml']);
    expect(statSync(join(workspace.root, output, 'workloads'), { throwIfNoEntry: false })).toBeUndefined();
  });

  it('replaces a file that was edited in dist', async () => {
    await synth();
    const before = workspace.tree(output);
    workspace.write(`${output}/workloads/web-dep.yaml`, 'edited: true\n');
    expect(await synth()).toContain('0 new, 1 changed');
    expect(workspace.tree(output)).toEqual(before);
  });

  it('writes nothing for any cluster when one of them has a mistake', async () => {
    const demo = workspace.read('clusters/demo/cluster.ts');
    workspace.write(
      'clusters/other/cluster.ts',
      demo
        .replace("name: 'demo'", "name: 'other'")
        .replace('example/config-repo', 'example/other')
        .replace('replicas: 2', 'replicas: -2'),
    );
    const { code, out, error } = await workspace.gitops('synth');
    expect({ code, out }).toEqual({ code: 1, out: '' });
    expect(error).toContain('1 error; nothing was written');
    expect(workspace.tree('dist')).toEqual({});
  });

  const blockers: readonly (readonly [path: string, what: string, act: (path: string) => void])[] = [
    ['dist', 'a file', (path) => writeFileSync(path, '')],
    ['dist', 'a symbolic link', (path) => symlinkSync('elsewhere', path)],
    ['dist/config-repo', 'a symbolic link', (path) => symlinkSync('../elsewhere', path)],
    ['dist/report', 'a file', (path) => writeFileSync(path, '')],
    ['dist/zebra', 'a file', (path) => writeFileSync(path, '')],
  ];
  it.each(blockers)('writes nothing for any cluster where %s is %s', async (path, what, act) => {
    const demo = workspace.read('clusters/demo/cluster.ts');
    workspace.write(
      'clusters/other/cluster.ts',
      demo.replace("name: 'demo'", "name: 'other'").replace('example/config-repo', 'example/zebra'),
    );
    workspace.write('elsewhere/theirs.txt', 'theirs\n');
    mkdirSync(join(workspace.root, dirname(path)), { recursive: true });
    act(join(workspace.root, path));
    const { code, out, error } = await workspace.gitops('synth');
    expect({ code, out }).toEqual({ code: 1, out: '' });
    expect(error).toMatch(
      new RegExp(`^error\\[LAY008\\]: ${path} is ${what}, where synth writes a directory\\n {2}help: move ${path} away`),
    );
    expect(workspace.tree('elsewhere')).toEqual({ 'theirs.txt': 'theirs\n' });
    for (const file of ['dist/report/demo.json', 'dist/config-repo/README.md'])
      expect(existsSync(join(workspace.root, file))).toBe(false);
  });

  it('reports what it made, and which fields Flux owns', async () => {
    await synth();
    const report = JSON.parse(workspace.read('dist/report/demo.json')) as {
      readonly files: unknown;
      readonly objects: readonly { readonly path: string }[];
    };
    expect(report).toMatchObject({ version: 1, cluster: 'demo', kubernetes: '1.35', files: allFiles, diagnostics: [] });
    expect(report.objects.find(({ path }) => path === 'workloads/web-dep.yaml')).toEqual({
      identity: 'web:deployment/web-deployment',
      path: 'workloads/web-dep.yaml',
      definition: 'web',
      ownedByFlux: [{ container: 'web', field: 'spec.template.spec.containers[name=web].image', image: 'nginx:1.27' }],
    });
  });

  it('counts by directory what would not fit on a screen', async () => {
    editCluster(
      "[namespace('web')]",
      "[namespace('web'), ...Array.from({ length: 40 }, (_, index) => namespace('team-' + index))]",
    );
    const out = await synth();
    expect(out).toContain('  namespaces/ (41 files)\n');
    expect(out.split('\n').length).toBeLessThan(24);
  });
});
