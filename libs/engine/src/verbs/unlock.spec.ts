import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { TestingConfigRepository } from '../rollback/testing-config-repository';
import { testingCluster } from '../testing-cluster';
import { TestingWorkspace } from '../testing-workspace';

const file = 'workloads/web-dep.yaml';
const workspace = new TestingWorkspace([], testingCluster);
const first = new TestingConfigRepository();
let remote: TestingConfigRepository;
beforeAll(async () => {
  await workspace.gitops('publish', 'demo', '--config-repo', first.url);
});
afterAll(() => {
  workspace.remove();
  first.remove();
});
beforeEach(() => {
  remote = new TestingConfigRepository(first);
});
afterEach(() => {
  remote.remove();
});

async function gitops(verb: string, ...args: readonly string[]): Promise<{ code: number; out: string; error: string }> {
  return workspace.gitops(verb, 'demo', 'web-deployment', ...args, '--config-repo', remote.url);
}

/** As `fluxctl lock` has it written: at the end of the annotations, in single quotes. */
function lockByFluxctl(prefix = 'fluxcd.io/'): void {
  const lines = [`${prefix}locked: 'true'`, `${prefix}locked_user: Ann <ann@example.org>`, `${prefix}locked_msg: freeze`];
  remote.commit(
    {
      [file]: remote
        .show(file)
        .replace(/( {4}fluxcd\.io\/automated: .*\n)/, `$1${lines.map((line) => `    ${line}\n`).join('')}`),
    },
    'Locked: web:deployment/web-deployment',
    'Weave Flux <support@weave.works>',
  );
}

describe('unlock', () => {
  it('takes back what a rollback locked, and says where Flux goes', async () => {
    remote.bump(file, 'nginx', '1.28');
    const before = remote.show(file);
    await gitops('rollback', '--user', 'Jo');
    const { code, out, error } = await gitops('unlock');
    expect({ code, error }).toEqual({ code: 0, error: '' });
    expect(out.replace(/[0-9a-f]{40}/, '<commit>')).toBe(
      `demo: Deployment web/web-deployment was unlocked, in commit <commit>
  it was locked by Jo: rolled back from 1.28
  Flux jumps from 1.27 to the newest tag of web that its filter admits, within minutes
`,
    );
    expect(remote.show(file)).toBe(before.replace('nginx:1.28', 'nginx:1.27'));
    expect(remote.git('log', '-1', '--format=%B')).toBe(`Unlock Deployment web/web-deployment

It was locked by Jo: rolled back from 1.28

Gitops-Cluster: demo
Gitops-Workload: web:deployment/web-deployment`);
  });

  it.each(['fluxcd.io/', 'flux.weave.works/'])('takes back a lock of fluxctl (%s), and no other line', async (prefix) => {
    const before = remote.show(file);
    lockByFluxctl(prefix);
    expect((await gitops('unlock')).out).toContain('  it was locked by Ann <ann@example.org>: freeze\n');
    expect(remote.show(file)).toBe(before);
  });

  it('changes nothing where there is no lock', async () => {
    const head = remote.git('rev-parse', 'HEAD');
    expect(await gitops('unlock')).toEqual({
      code: 0,
      out: 'demo: Deployment web/web-deployment is not locked; nothing was changed\n',
      error: '',
    });
    expect(remote.git('rev-parse', 'HEAD')).toBe(head);
  });

  it('says that nobody moves a tag that TypeScript owns', async () => {
    lockByFluxctl();
    remote.edit(file, (text) => text.replace(/ {4}fluxcd\.io\/automated: .*\n/, ''));
    expect((await gitops('unlock')).out).toMatch(/\n {2}Flux updates none of its images: TypeScript owns the tags\n$/);
  });

  it('stays unlocked after a publish, which keeps the tag', async () => {
    remote.bump(file, 'nginx', '1.28');
    await gitops('rollback');
    await gitops('unlock');
    const text = remote.show(file);
    expect(await workspace.gitops('publish', 'demo', '--config-repo', remote.url)).toMatchObject({ code: 0, error: '' });
    expect(remote.show(file)).toBe(text);
  });

  it('tries again when Flux bumps another workload at the same moment', async () => {
    lockByFluxctl();
    remote.raceNextPush(() => remote.commit({ 'other.yaml': '# nothing\n' }, 'Other'));
    expect(await gitops('unlock')).toMatchObject({ code: 0, error: '' });
    expect(remote.show('other.yaml')).toBe('# nothing\n');
    expect(remote.show(file)).not.toContain('locked');
  });

  it('prints JSON for machines', async () => {
    lockByFluxctl();
    expect(JSON.parse((await gitops('unlock', '--format', 'json')).out)).toEqual({
      version: 1,
      ok: true,
      cluster: 'demo',
      commit: remote.git('rev-parse', 'HEAD'),
      workload: 'web/deployment/web-deployment',
      path: file,
      locked: true,
      user: 'Ann <ann@example.org>',
      message: 'freeze',
      released: [{ container: 'web', tag: '1.27' }],
      diagnostics: [],
    });
  });
});
