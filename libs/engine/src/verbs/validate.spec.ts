import { rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { testingCluster } from '../testing-cluster';
import { TestingWorkspace } from '../testing-workspace';

const output = 'dist/config-repo';
let workspace: TestingWorkspace;

beforeEach(async () => {
  workspace = new TestingWorkspace([], testingCluster);
  expect(await workspace.gitops('synth')).toMatchObject({ code: 0 });
});
afterEach(() => {
  workspace.remove();
});

const service = `${output}/workloads/web-svc.yaml`;
const stale = '  help: npm run synth -- demo\n';

/** What somebody does in dist/, and the first lines of what validate says to it. */
const cases: readonly (readonly [what: string, act: () => void, said: string])[] = [
  [
    'an edited file',
    () => {
      workspace.write(service, workspace.read(service).replace('port: 80', 'port: 8080'));
    },
    `${service}:1:1: error[LAY005]: this file differs from what the TypeScript makes\n${stale}`,
  ],
  [
    'a missing file',
    () => {
      rmSync(join(workspace.root, service));
    },
    `${service}:1:1: error[LAY005]: this file is missing\n${stale}`,
  ],
  [
    'a foreign file',
    () => {
      workspace.write(`${output}/workloads/mine.yaml`, 'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: mine\n');
    },
    `${output}/workloads/mine.yaml:1:1: error[LAY005]: this file is not among the files that the TypeScript makes\n${stale}`,
  ],
  [
    'an object of the same identity',
    () => {
      workspace.write(`${output}/copy.yaml`, workspace.read(service));
    },
    `${service}:2:1: error[LAY002]: Flux takes Service web/web-service for the object of the same kind and name at ${output}/copy.yaml:2\n`,
  ],
  [
    'the same identity within a List',
    () => {
      const item = '  - apiVersion: v1\n    kind: Service\n    metadata: { name: web-service, namespace: web }\n';
      workspace.write(`${output}/a-list.yaml`, `apiVersion: v1\nkind: List\nitems:\n${item}`);
    },
    `${service}:2:1: error[LAY002]: Flux takes Service web/web-service for the object of the same kind and name at ${output}/a-list.yaml:1\n`,
  ],
  [
    'merge conflict markers',
    () => {
      workspace.write(service, `<<<<<<< HEAD\n${workspace.read(service)}=======\n>>>>>>> theirs\n`);
    },
    `${service}:1:1: error[LAY006]: Flux cannot rely on this YAML: `,
  ],
  [
    'a symbolic link',
    () => {
      symlinkSync('web-svc.yaml', join(workspace.root, output, 'workloads/link.yaml'));
    },
    `${output}/workloads/link.yaml:1:1: error[LAY005]: this file is a symbolic link\n${stale}`,
  ],
  [
    'no output at all',
    () => {
      rmSync(join(workspace.root, 'dist'), { recursive: true });
    },
    'error[LAY004]: dist/config-repo is empty: the cluster has not been synthesized\n',
  ],
  [
    'a mistake in the TypeScript, which makes dist/ beside the point',
    () => {
      workspace.write(
        'clusters/demo/cluster.ts',
        workspace.read('clusters/demo/cluster.ts').replace('replicas: 2', 'replicas: -2'),
      );
    },
    'clusters/demo/cluster.ts:13:92: error[SCH010]: web, prop replicas: expected a number of at least 0, got the number -2\n',
  ],
];

describe('validate', () => {
  it('passes over what synth has just written', async () => {
    expect(await workspace.gitops('validate')).toEqual({ code: 0, out: 'demo: valid\n', error: '' });
  });

  it.each(cases)('refuses %s', async (_, act, said) => {
    act();
    const before = workspace.tree('dist');
    const { code, out, error } = await workspace.gitops('validate');
    expect(error).toContain(said);
    expect(out).toMatch(/^demo: \d+ errors?\n$/);
    expect(code).toBe(1);
    expect(workspace.tree('dist')).toEqual(before);
  });

  it('passes over files that Flux does not read, once they are ours', async () => {
    const chart = `${output}/charts/web`;
    workspace.write(`${chart}/Chart.yaml`, 'name: web\n');
    workspace.write(`${chart}/values.yaml`, '{}\n');
    workspace.write(`${chart}/templates/service.yaml`, 'port: {{ .Values.port }}\n');
    const { error } = await workspace.gitops('validate');
    expect(error).not.toContain('LAY006');
    expect(error).toContain('templates/service.yaml:1:1: error[LAY005]');
  });

  it('checks against another version of Kubernetes', async () => {
    workspace.write(
      'apps/web/app.ts',
      workspace.read('apps/web/app.ts').replace('ingress: alb()', "ingress: alb(), pod: { hostnameOverride: 'web' }"),
    );
    expect(await workspace.gitops('validate', '--kubernetes', '1.27')).toMatchObject({
      code: 1,
      error: expect.stringContaining('unknown field "hostnameOverride"'),
    });
  });
});
