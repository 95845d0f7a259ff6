import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { TestingConfigRepository } from '../rollback/testing-config-repository';
import { testingCluster } from '../testing-cluster';
import { TestingWorkspace } from '../testing-workspace';
import type { SyncState } from '../status/sync-state';
import { status, type ClusterStatus } from './status';

const file = 'workloads/web-dep.yaml';
const first = new TestingConfigRepository();
let workspace: TestingWorkspace;
let remote: TestingConfigRepository;
beforeAll(async () => {
  const publisher = new TestingWorkspace([], testingCluster);
  await publisher.gitops('publish', 'demo', '--config-repo', first.url);
  publisher.remove();
});
afterAll(() => {
  first.remove();
});
beforeEach(() => {
  workspace = new TestingWorkspace([], testingCluster);
  remote = new TestingConfigRepository(first);
});
afterEach(() => {
  workspace.remove();
  remote.remove();
});

async function gitops(verb: string, ...args: readonly string[]): Promise<{ code: number; out: string; error: string }> {
  const { code, out, error } = await workspace.gitops(verb, 'demo', ...args, '--config-repo', remote.url);
  const shown = [...out.matchAll(/\b[0-9a-f]{7}\b/g)].reduce((text, [id]) => text.replace(id, '<commit>'), out);
  return {
    code,
    out: shown
      .replaceAll(remote.url, '<url>')
      .replace(/\d{4}-\d\d-\d\d/g, '<day>')
      .replace(/^( {2}nginx .*<commit>) (?!Weave).*$/gm, '$1 <me>'),
    error,
  };
}

async function read(): Promise<ClusterStatus> {
  return status(workspace, 'demo', { configRepo: remote.url });
}

describe('status, for people', () => {
  it('names tags, owners, bumps and locks, and how far the cluster is', async () => {
    remote.bump(file, 'nginx', '1.28');
    remote.git('tag', 'flux-sync');
    remote.bump(file, 'nginx', '1.29');
    expect(await gitops('status')).toEqual({
      code: 0,
      error: '',
      out: `demo: <url>, branch master at <commit>
the cluster has applied up to <commit> (flux-sync), 1 commit behind

  IMAGE  PUBLISHED  DECLARED  OWNER         LAST BUMP
Deployment web/web-deployment  workloads/web-dep.yaml
  nginx  1.29       1.27      Flux, glob:*  <day> <commit> Weave Flux
`,
    });
    await gitops('rollback', 'web-deployment', '--user', 'Jo');
    expect((await gitops('status')).out.split('\n').slice(5)).toEqual([
      '  nginx  1.28       1.27      Flux, glob:*  <day> <commit> <me>',
      '  locked by Jo: rolled back from 1.29',
      '',
    ]);
  });

  it('names drift and who made it', async () => {
    remote.edit(file, (text) => text.replace('replicas: 2', 'replicas: 5'));
    remote.bump(file, 'nginx', '1.28');
    expect((await gitops('status')).out.split('\n').slice(5)).toEqual([
      '  nginx  1.28       1.27      Flux, glob:*  <day> <commit> Weave Flux',
      '  edited by others, since <commit> by Jo Smith on <day>',
      '    spec.replicas: published 2, now 5',
      '',
    ]);
  });

  it('shows what is declared where nothing is published', async () => {
    const empty = new TestingConfigRepository();
    const { code, out } = await workspace.gitops('status', 'demo', '--config-repo', empty.url);
    empty.remove();
    expect(code).toBe(0);
    expect(out).toContain('branch master, which is empty\nno tag flux-sync: ');
    expect(out).toContain('Deployment web/web-deployment  (not published yet)\n  nginx  -          1.27      Flux, glob:*  -\n');
  });

  it('lines up whatever is longest', async () => {
    remote.bump(file, 'nginx', '1.28-a-very-long-tag');
    remote.edit(file, (text) =>
      text.replace('      - name: web\n', '      - name: proxy\n        image: quay.io/org/envoy:3\n      - name: web\n'),
    );
    const lines = (await gitops('status')).out.split('\n');
    expect(
      lines.filter((line) => /^ {2}\S/.test(line) && !line.includes('edited')).map((line) => line.search(/Flux, |OWNER/)),
    ).toEqual([48, 48, 48]);
    expect(lines).toContainEqual(expect.stringMatching(/^ {2}proxy: envoy {2}3 {21}- /));
  });
});

describe('status, for machines', () => {
  it('has a version, and every fact whole', async () => {
    const bump = remote.bump(file, 'nginx', '1.28');
    remote.git('tag', 'flux-sync');
    await gitops('rollback', 'web-deployment', '--to', '1.28', '--user', 'Jo', '--message', 'freeze');
    const { out } = await workspace.gitops('status', 'demo', '--format', 'json', '--config-repo', remote.url);
    expect(JSON.parse(out)).toEqual({
      version: 1,
      clusters: [
        {
          cluster: 'demo',
          ok: true,
          configRepo: { url: remote.url, branch: 'master', head: remote.git('rev-parse', 'HEAD') },
          sync: { tag: 'flux-sync', state: 'behind', commit: bump, behind: 1 },
          workloads: [
            {
              workload: 'Deployment web/web-deployment',
              identity: 'web:deployment/web-deployment',
              path: file,
              state: 'published',
              containers: [
                {
                  container: 'web',
                  image: 'nginx',
                  published: '1.28',
                  declared: '1.27',
                  owner: 'Flux',
                  filter: 'glob:*',
                  bump: {
                    id: bump,
                    author: 'Weave Flux',
                    email: 'support@weave.works',
                    date: expect.stringMatching(/^\d{4}-\d\d-\d\dT/),
                    subject: 'Auto-release nginx:1.28',
                  },
                },
              ],
              lock: { user: 'Jo', message: 'freeze' },
            },
          ],
          diagnostics: [],
        },
      ],
    });
  });

  it('goes on when the TypeScript is broken, and exits with 1', async () => {
    workspace.write(
      'apps/web/app.ts',
      testingCluster['apps/web/app.ts']?.replace('new WebService', "throw new Error('broken'); new WebService") ?? '',
    );
    const { code, out, error } = await gitops('status');
    expect({ code, error }).toEqual({ code: 1, error: expect.stringContaining('this threw: broken') });
    expect(out).toContain(
      'Deployment web/web-deployment  workloads/web-dep.yaml  (not in the TypeScript any more)\n  nginx  1.27',
    );
  });

  it.each([
    [
      'a filter',
      "{ initial: '1.27' }",
      "{ initial: '1.27', filter: { kind: 'semver', pattern: '~1.27' } }",
      { owner: 'Flux', filter: 'semver:~1.27', declared: '1.27' },
    ],
    [
      'a pinned tag',
      "automated('nginx', { initial: '1.27' })",
      "pinned('nginx:1.30')",
      { owner: 'TypeScript', declared: '1.30', published: '1.27' },
    ],
  ])('reads ownership from the TypeScript: %s', async (_, before, after, expected) => {
    const cluster = testingCluster['clusters/demo/cluster.ts'] ?? '';
    workspace.write('clusters/demo/cluster.ts', cluster.replace(before, after).replace('{ automated }', '{ automated, pinned }'));
    const { workloads, diagnostics } = await read();
    expect(diagnostics).toEqual([]);
    expect(workloads[0]?.containers[0]).toMatchObject(expected);
    if (expected.owner === 'TypeScript') expect(workloads[0]?.containers[0]?.filter).toBeUndefined();
  });

  it('counts the rollback as the last bump, and follows a file that moved', async () => {
    const bump = remote.bump(file, 'nginx', '1.28');
    remote.commit({ [file]: undefined, 'elsewhere.yaml': remote.show(file) }, 'Move');
    const { workloads } = await read();
    expect(workloads.map(({ path, state, containers }) => [path, state, containers[0]?.bump?.id])).toEqual([
      ['elsewhere.yaml', 'others', bump],
    ]);
  });

  it('finds a bump that lies far back', async () => {
    const bump = remote.bump(file, 'nginx', '1.28');
    for (let replicas = 3; replicas < 12; replicas += 1)
      remote.edit(file, (text) => text.replace(/replicas: \d+/, `replicas: ${replicas}`));
    const [workload] = (await read()).workloads;
    expect(workload?.containers[0]?.bump?.id).toBe(bump);
    expect(workload?.drift?.commit?.id).toBe(remote.git('rev-parse', 'HEAD~8'));
  });

  it('names a file that somebody deleted', async () => {
    const commit = remote.commit({ [file]: undefined }, 'Delete');
    expect((await read()).workloads).toMatchObject([
      { state: 'deleted', drift: { fields: [`somebody has deleted ${file}`], commit: { id: commit } } },
    ]);
  });

  it.each([
    [file, (text: string) => `${text}\n<<<<<<< HEAD\n`, 'LAY006'],
    ['.gitops/inventory.json', (text: string) => text.replace('"version": 1', '"version": 9'), 'OWN014'],
  ] as const)('reports a damaged %s', async (path, damage, code) => {
    remote.edit(path, damage);
    expect((await read()).diagnostics).toMatchObject([{ code, severity: 'error' }]);
  });
});

describe('how far the cluster has come', () => {
  const me = ['-c', 'user.name=f', '-c', 'user.email=f@example.org'] as const;
  const cases: readonly (readonly [string, tag: () => void, expected: Partial<SyncState>])[] = [
    ['all of it', () => remote.git('tag', 'flux-sync'), { state: 'applied', behind: 0 }],
    ['an annotated tag', () => remote.git(...me, 'tag', '-m', 'Sync', 'flux-sync'), { state: 'applied', behind: 0 }],
    ['no tag', () => undefined, { state: 'unknown' }],
    ['a tag of a like name', () => remote.git('tag', 'refs/tags/flux-sync'), { state: 'unknown' }],
    [
      'a commit of another history',
      () => remote.git('tag', 'flux-sync', remote.git(...me, 'commit-tree', '-m', 'x', 'HEAD^{tree}')),
      { state: 'elsewhere' },
    ],
  ];
  it.each(cases)('%s', async (_, tag, expected) => {
    tag();
    const { sync } = await read();
    expect(sync).toMatchObject({ tag: 'flux-sync', ...expected });
    expect(sync?.commit === undefined).toBe(expected.state === 'unknown');
  });

  it('asks for the tag that the cluster names', async () => {
    remote.git('tag', 'flux-prod');
    remote.bump(file, 'nginx', '1.28');
    remote.bump(file, 'nginx', '1.29');
    const cluster = testingCluster['clusters/demo/cluster.ts'] ?? '';
    workspace.write(
      'clusters/demo/cluster.ts',
      cluster.replace("namespace: 'flux' }", "namespace: 'flux', syncTag: 'flux-prod' }"),
    );
    expect((await read()).sync).toMatchObject({ tag: 'flux-prod', state: 'behind', behind: 2 });
  });
});

it('exits with 1 where there is no repository', async () => {
  expect(await workspace.gitops('status', 'demo', '--config-repo', `${remote.url}-gone`)).toMatchObject({
    code: 1,
    out: '',
    error: expect.stringMatching(/^error\[GIT001\]/),
  });
});
