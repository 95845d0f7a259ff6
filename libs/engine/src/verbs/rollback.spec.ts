import { execFileSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { TestingConfigRepository } from '../rollback/testing-config-repository';
import { testingCluster } from '../testing-cluster';
import { TestingWorkspace } from '../testing-workspace';

const file = 'workloads/web-dep.yaml';
let first: TestingConfigRepository;
let workspace: TestingWorkspace;
let remote: TestingConfigRepository;
beforeAll(async () => {
  first = new TestingConfigRepository();
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
  return { code, out, error };
}

/** The tag that is published, and the lock on it. */
function published(path = file): string {
  const text = remote.show(path);
  const tag = /image: nginx:([\w.-]+)/.exec(text)?.[1] ?? 'none';
  return `${tag}${/fluxcd\.io\/locked: ["']true/.test(text) ? ' locked' : ''}`;
}

describe('rollback', () => {
  it('goes back one tag and locks it, in one commit of one file', async () => {
    remote.bump(file, 'nginx', '1.28');
    remote.bump(file, 'nginx', '1.29');
    const { code, out, error } = await gitops(
      'rollback',
      'web-deployment',
      '--user',
      'Jo',
      '--message',
      'checkout  fails\nINC-42',
    );
    expect({ code, error }).toEqual({ code: 0, error: '' });
    expect(out).toMatch(
      /^demo: Deployment web\/web-deployment was rolled back, in commit [0-9a-f]{40}\n {2}workloads\/web-dep\.yaml {2}web: 1\.29 -> 1\.28\n/,
    );
    expect(out).toContain('  locked by Jo: checkout fails INC-42\n');
    expect(out).toContain('  to hand the tag back to Flux: gitops unlock demo web-deployment\n');
    expect(remote.changedLines()).toEqual([
      '+    fluxcd.io/locked: "true"',
      '+    fluxcd.io/locked_msg: checkout fails INC-42',
      '+    fluxcd.io/locked_user: Jo',
      '-        image: nginx:1.29 # Flux owns the tag',
      '+        image: nginx:1.28 # Flux owns the tag',
    ]);
    expect(remote.git('show', '--format=%B', '--name-only', 'HEAD')).toBe(
      `Roll back Deployment web/web-deployment to 1.28

Container web: 1.29 -> 1.28
Locked by Jo: checkout fails INC-42

Gitops-Cluster: demo
Gitops-Workload: web:deployment/web-deployment


${file}`,
    );
    expect(remote.git('rev-list', '--count', '--min-parents=2', 'HEAD')).toBe('0');
  });

  it('is held by a publish, with nothing new to say and with a change of the TypeScript', async () => {
    remote.bump(file, 'nginx', '1.28');
    await gitops('rollback', 'web-deployment');
    const held = remote.show(file);
    expect(await gitops('publish')).toMatchObject({ code: 0, out: expect.stringContaining('nothing to publish') });
    expect(remote.show(file)).toBe(held);
    workspace.write(
      'clusters/demo/cluster.ts',
      testingCluster['clusters/demo/cluster.ts']?.replace('replicas: 2', 'replicas: 7') ?? '',
    );
    expect(await gitops('publish')).toMatchObject({ code: 0, error: '' });
    expect(remote.show(file)).toBe(held.replace('replicas: 2', 'replicas: 7'));
    expect(published()).toBe('1.27 locked');
  });

  it('goes to the tag that is named, and warns where it was never published', async () => {
    remote.bump(file, 'nginx', '1.28');
    remote.bump(file, 'nginx', '1.29');
    expect(await gitops('rollback', 'web-deployment', '--to', '1.27')).toMatchObject({ code: 0, error: '' });
    expect(published()).toBe('1.27 locked');
    const { code, error } = await gitops('rollback', 'web-deployment', '--to', '1.2');
    expect(code).toBe(0);
    expect(error).toMatch(
      /^warning\[OWN026\]: the tag "1\.2" was never published for container web of Deployment web\/web-deployment\n {2}note: published before: 1\.27, 1\.29, 1\.28\n/,
    );
    expect(published()).toBe('1.2 locked');
  });

  it('passes over a tag that was rolled back before', async () => {
    remote.bump(file, 'nginx', '1.28');
    remote.bump(file, 'nginx', '1.29');
    await gitops('rollback', 'web-deployment');
    await gitops('unlock', 'web-deployment');
    await gitops('rollback', 'web-deployment');
    expect(published()).toBe('1.27 locked');
    await gitops('unlock', 'web-deployment');
    const { code, error } = await gitops('rollback', 'web-deployment');
    expect({ code, error }).toEqual({
      code: 1,
      error: expect.stringMatching(
        /^error\[OWN024\]: no tag was published before "1\.27" for Deployment web\/web-deployment\n {2}note: published since, and rolled back: 1\.28, 1\.29\n/,
      ),
    });
  });

  it('leaves a workload alone that somebody has locked, unless a tag is named', async () => {
    remote.bump(file, 'nginx', '1.28');
    remote.bump(file, 'nginx', '1.29');
    await gitops('rollback', 'web-deployment', '--user', 'Jo');
    const head = remote.git('rev-parse', 'HEAD');
    const { code, error } = await gitops('rollback', 'web-deployment');
    expect(code).toBe(1);
    expect(error).toContain(
      'error[OWN025]: Deployment web/web-deployment is locked at "1.28" already, by Jo\n  note: the lock says: rolled back from 1.29\n',
    );
    expect(error).toContain('gitops rollback demo web/deployment/web-deployment --to 1.27\n');
    expect(await gitops('rollback', 'web-deployment', '--to', '1.28')).toMatchObject({
      code: 0,
      out: expect.stringContaining('is at 1.28 and locked already; nothing was changed'),
    });
    expect(remote.git('rev-parse', 'HEAD')).toBe(head);
  });

  it('tells whose lock it takes the place of, to the terminal and in the commit', async () => {
    remote.bump(file, 'nginx', '1.28');
    remote.bump(file, 'nginx', '1.29');
    const first = await gitops('rollback', 'web-deployment', '--user', 'Alice', '--message', '1.29 leaks');
    expect(first.out).not.toContain('was locked by');
    const { out } = await gitops('rollback', 'web-deployment', '--to', '1.27', '--user', 'Jo');
    expect(out).toContain('  locked by Jo: rolled back from 1.28\n  was locked by Alice: 1.29 leaks\n');
    expect(remote.git('log', '-1', '--format=%b')).toContain(
      'Locked by Jo: rolled back from 1.28\nWas locked by Alice: 1.29 leaks\n',
    );
  });

  it('adds only the lock to what was reverted by hand', async () => {
    remote.bump(file, 'nginx', '1.28');
    remote.edit(file, (text) => text.replace('1.28', '1.27'), 'Revert "Auto-release nginx:1.28"');
    expect(await gitops('rollback', 'web-deployment', '--to', '1.27', '--user', 'Jo')).toMatchObject({ code: 0 });
    expect(remote.changedLines().every((line) => line.startsWith('+    fluxcd.io/locked'))).toBe(true);
    expect(remote.git('log', '-1', '--format=%s')).toBe('Hold Deployment web/web-deployment at 1.27');
  });

  it('keeps every other edit, and every byte of a file that others wrote', async () => {
    const text = `# by hand\n${remote.show(file).replace('---\n', '').replace('replicas: 2', 'replicas:  9 # more').replace('name: web-deployment\n', 'name: legacy\n')}`;
    remote.commit({ 'old/legacy.yaml': text }, 'By hand');
    remote.bump('old/legacy.yaml', 'nginx', '1.28');
    await gitops('rollback', 'legacy', '--user', 'Jo');
    expect(remote.changedLines()).toHaveLength(5);
    expect(remote.show('old/legacy.yaml')).toContain('replicas:  9 # more\n');
    expect(published('old/legacy.yaml')).toBe('1.27 locked');
  });

  it('finds the earlier tag where the file has moved, also twice', async () => {
    remote.bump(file, 'nginx', '1.28');
    for (const [from, to] of [
      [file, 'a/web.yaml'],
      ['a/web.yaml', 'b/web.yaml'],
    ] as const) {
      remote.commit({ [from]: undefined, [to]: remote.show(from), [`${to}.bak.yaml`]: 'kind: x\n' }, 'Move');
    }
    await gitops('rollback', 'web-deployment');
    expect(published('b/web.yaml')).toBe('1.27 locked');
  });

  it('finds the earlier tag from before a publish moved the file', async () => {
    remote.bump(file, 'nginx', '1.28');
    const cluster =
      testingCluster['clusters/demo/cluster.ts']?.replace("namespace: 'web',", "namespace: 'web', folder: 'shop',") ?? '';
    workspace.write('clusters/demo/cluster.ts', cluster);
    expect(await gitops('publish')).toMatchObject({ code: 0 });
    await gitops('rollback', 'web-deployment');
    expect(published('workloads/shop/web-dep.yaml')).toBe('1.27 locked');
  });

  it('stays with its tag when Flux bumps at the same moment', async () => {
    remote.bump(file, 'nginx', '1.28');
    remote.raceNextPush(() => remote.bump(file, 'nginx', '1.29'));
    expect(await gitops('rollback', 'web-deployment')).toMatchObject({
      code: 0,
      out: expect.stringContaining('web: 1.29 -> 1.27\n'),
    });
    expect(published()).toBe('1.27 locked');
    expect(remote.git('log', '--format=%an: %s', '-2').split('\n')[1]).toBe('Weave Flux: Auto-release nginx:1.29');
  });

  it('does not go back twice when two people roll back at the same moment', async () => {
    remote.bump(file, 'nginx', '1.28');
    remote.bump(file, 'nginx', '1.29');
    const other = execFileSync('git', ['--git-dir', remote.url, 'rev-parse', 'HEAD'], { encoding: 'utf8' }).trim();
    await gitops('rollback', 'web-deployment', '--user', 'Ann');
    const theirs = remote.git('rev-parse', 'HEAD');
    remote.git('update-ref', 'refs/heads/master', other);
    remote.raceNextPush(() => theirs);
    expect(await gitops('rollback', 'web-deployment', '--user', 'Jo')).toMatchObject({
      code: 1,
      error: expect.stringContaining('is locked at "1.28" already, by Ann'),
    });
    expect(remote.git('rev-parse', 'HEAD')).toBe(theirs);
  });

  it('rolls back an image in the values of a HelmRelease, and nothing else of it', async () => {
    const release = `apiVersion: helm.fluxcd.io/v1
kind: HelmRelease
metadata:
  name: shop
  namespace: web
  annotations:
    fluxcd.io/automated: 'true'
spec:
  values:
    image:
      repository: nginx
      tag: v10 # Flux owns the tag
`;
    remote.commit({ 'shop.yaml': release }, 'By hand');
    for (const tag of ['v11', 'v12']) remote.edit('shop.yaml', (text) => text.replace(/tag: \w+/, `tag: ${tag}`), 'Auto-release');
    expect(await gitops('rollback', 'helmrelease/shop', '--user', 'Jo')).toMatchObject({
      code: 0,
      out: expect.stringContaining('shop.yaml  chart-image: v12 -> v11'),
    });
    expect(remote.changedLines().filter((line) => !line.includes('locked'))).toEqual([
      '-      tag: v12 # Flux owns the tag',
      '+      tag: v11 # Flux owns the tag',
    ]);
  });

  it('lets TypeScript take the tag over that is held, and be unlocked then', async () => {
    remote.bump(file, 'nginx', '1.28');
    await gitops('rollback', 'web-deployment');
    const cluster = testingCluster['clusters/demo/cluster.ts'] ?? '';
    workspace.write('clusters/demo/cluster.ts', cluster.replaceAll('automated', 'pinned').replace('initial:', 'tag:'));
    expect(await gitops('publish')).toMatchObject({ code: 0, error: '' });
    expect(published()).toBe('1.27 locked');
    expect(await gitops('unlock', 'web-deployment')).toMatchObject({ code: 0, error: '' });
    expect(remote.show(file)).not.toMatch(/locked|automated/);
    expect(published()).toBe('1.27');
  });

  it('works where fluxctl has switched the automation off, which publish does not take for the truth', async () => {
    remote.bump(file, 'nginx', '1.28');
    remote.edit(file, (text) => text.replace(/ {4}fluxcd\.io\/automated: .*\n/, ''), 'Deautomate');
    expect(await gitops('rollback', 'web-deployment')).toMatchObject({ code: 0, error: '' });
    expect(published()).toBe('1.27 locked');
  });

  it('works while an app and the inventory are broken', async () => {
    remote.bump(file, 'nginx', '1.28');
    remote.commit({ '.gitops/inventory.json': '<<<<<<< HEAD\n' }, 'Merge');
    workspace.write(
      'apps/web/app.ts',
      testingCluster['apps/web/app.ts']?.replace('new WebService', "throw new Error('broken'); new WebService") ?? '',
    );
    expect(await gitops('rollback', 'web-deployment')).toMatchObject({ code: 0, error: '' });
    expect(published()).toBe('1.27 locked');
  });
});

describe('rollback refuses', () => {
  it.each([
    [
      'web-deploiment',
      [],
      /^error\[OWN020\]: no workload "web-deploiment" is published\n {2}help: did you mean "web-deployment"\?\n\ndemo: 1 error; nothing was changed\n$/,
    ],
    ['checkout', [], /\n {2}help: the workloads are web-deployment\n/],
    ['web-service', [], /^error\[OWN020\]/],
    [
      'web-deployment',
      [],
      /^error\[OWN024\]: no tag was published before "1\.27" for Deployment web\/web-deployment\n {2}help: name one with --to <tag>/,
    ],
    ['web-deployment', ['--to', 'nginx:1.26'], /^error\[OWN027\]: "nginx:1\.26" cannot be the tag of an image\n/],
    [
      'web-deployment',
      ['--container', 'wbe'],
      /^error\[OWN023\]: Deployment web\/web-deployment has no container "wbe"\n {2}help: did you mean "web"\?\n/,
    ],
  ] as const)('%s %j', async (workload, args, error) => {
    const head = remote.git('rev-parse', 'HEAD');
    expect(await gitops('rollback', workload, ...args)).toEqual({ code: 1, out: '', error: expect.stringMatching(error) });
    expect(remote.git('rev-parse', 'HEAD')).toBe(head);
  });

  it.each(['', ' \n'])('a lock that is nobody’s, --user %j', async (user) => {
    const head = remote.git('rev-parse', 'HEAD');
    expect(await gitops('rollback', 'web-deployment', '--to', '1.27', '--user', user)).toMatchObject({
      code: 2,
      error: expect.stringContaining('--user needs a name'),
    });
    expect(remote.git('rev-parse', 'HEAD')).toBe(head);
  });

  it('a name of several workloads, and takes their full names', async () => {
    const other = remote.show(file).replace('namespace: web', 'namespace: shop').replace('nginx:1.27', 'nginx:1.20');
    remote.commit({ 'shop.yaml': other }, 'By hand');
    remote.bump('shop.yaml', 'nginx', '1.21');
    const { code, error } = await gitops('rollback', 'web-deployment');
    expect(code).toBe(1);
    expect(error).toMatch(/^error\[OWN021\]: "web-deployment" is the name of 2 workloads\n/);
    expect(error).toContain('help: name one of them in full: shop/deployment/web-deployment, web/deployment/web-deployment\n');
    for (const name of [
      'shop/deployment/web-deployment',
      'shop:deployment/web-deployment',
      'shop/Deployment/web-deployment',
      'shop/web-deployment',
      'shop.yaml',
    ]) {
      expect(await gitops('rollback', name, '--to', '1.20')).toMatchObject({ code: 0 });
    }
    expect([published('shop.yaml'), published()]).toEqual(['1.20 locked', '1.27']);
  });

  it('a pinned image, with the line to edit', async () => {
    const cluster = testingCluster['clusters/demo/cluster.ts'] ?? '';
    workspace.write(
      'clusters/demo/cluster.ts',
      cluster.replaceAll('automated', 'pinned').replace("{ initial: '1.27' }", "{ tag: '1.27' }"),
    );
    await gitops('publish');
    const { code, error } = await gitops('rollback', 'web-deployment');
    expect(code).toBe(1);
    expect(error).toMatch(
      /^clusters\/demo\/cluster\.ts:13:41: error\[OWN022\]: TypeScript owns the tag of container web \(nginx:1\.27\) in Deployment web\/web-deployment/,
    );
    expect(error).toContain('help: set the earlier tag in this line, and publish\n');
  });

  it('several containers of Flux, until one is named', async () => {
    const sidecar = '      - name: proxy\n        image: envoy:3\n';
    remote.edit(file, (text) => text.replace('      - name: web\n', `${sidecar}      - name: web\n`));
    remote.bump(file, 'envoy', '4');
    const { code, error } = await gitops('rollback', 'web-deployment');
    expect(code).toBe(1);
    expect(error).toMatch(
      /^error\[OWN023\]: Flux owns the tags of 2 containers of Deployment web\/web-deployment\n {2}note: proxy runs "4"\n {2}note: web runs "1\.27"\n/,
    );
    expect(await gitops('rollback', 'web-deployment', '--container', 'proxy')).toMatchObject({ code: 0 });
    expect(remote.show(file)).toContain('image: envoy:3\n');
    expect(published()).toBe('1.27 locked');
  });

  it('a file that nobody can read', async () => {
    remote.edit(file, (text) => `<<<<<<< HEAD\n${text}`);
    expect(await gitops('rollback', 'web-deployment')).toMatchObject({
      code: 1,
      error: expect.stringMatching(
        /^error\[LAY006\]: web-deployment is in workloads\/web-dep\.yaml, which cannot be edited safely: /,
      ),
    });
  });

  it.each([
    [['rollback'], "error: missing required argument 'cluster'\n"],
    [['rollback', 'demo'], "error: missing required argument 'workload'\n"],
    [['unlock', 'demo'], "error: missing required argument 'workload'\n"],
    [['rollback', 'demo', 'a', 'b'], "error: too many arguments for 'rollback'. Expected 2 arguments but got 3.\n"],
  ])('the command line %j', async (args, error) => {
    expect(await workspace.gitops(...args)).toEqual({ code: 2, out: '', error });
  });

  it('a cluster that is not there', async () => {
    const { code, error } = await workspace.gitops('rollback', 'demmo', 'web');
    expect({ code, error }).toEqual({
      code: 1,
      error: expect.stringMatching(/^error\[SRC001\].*\n {2}help: did you mean "demo"\?\n/),
    });
  });

  it('a repository that is not there', async () => {
    rmSync(join(remote.url, 'HEAD'));
    expect(await gitops('rollback', 'web-deployment')).toMatchObject({
      code: 1,
      error: expect.stringMatching(/^error\[GIT001\]/),
    });
  });
});

it('prints JSON for machines', async () => {
  remote.bump(file, 'nginx', '1.28');
  const { out } = await gitops('rollback', 'web-deployment', '--user', 'Jo', '--format', 'json');
  expect(JSON.parse(out)).toEqual({
    version: 1,
    ok: true,
    cluster: 'demo',
    commit: remote.git('rev-parse', 'HEAD'),
    workload: 'web/deployment/web-deployment',
    path: file,
    container: 'web',
    from: '1.28',
    to: '1.27',
    user: 'Jo',
    message: 'rolled back from 1.28',
    diagnostics: [],
  });
});
