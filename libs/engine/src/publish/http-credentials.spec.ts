import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { TestingHttpServer } from '../git/testing-http-server';
import { testingCluster } from '../testing-cluster';
import { TestingWorkspace } from '../testing-workspace';
import { webFiles } from './testing-files';
import { TestingRemote } from './testing-remote';

const password = 'pa55-word';
let remote: TestingRemote;
let server: TestingHttpServer;

beforeEach(async () => {
  remote = new TestingRemote();
  await remote.publish(webFiles());
  server = await TestingHttpServer.start(remote.root, `mei:${password}`);
  vi.stubEnv('no_proxy', '127.0.0.1');
  vi.stubEnv('GIT_CONFIG_GLOBAL', join(remote.root, 'gitconfig'));
  vi.stubEnv('GIT_CONFIG_NOSYSTEM', '1');
  // Whoever asks in spite of everything would be heard.
  vi.stubEnv('GIT_ASKPASS', '');
  vi.stubEnv('SSH_ASKPASS', '');
  writeFileSync(join(remote.root, 'gitconfig'), '');
});
afterEach(() => {
  vi.unstubAllEnvs();
  server.stop();
  remote.remove();
});

describe('a config repository over http', () => {
  it('takes the password in its URL', async () => {
    const { diagnostics, commit } = await remote.publish(webFiles({ replicas: 3 }), {
      url: server.url('config-repo.git', `mei:${password}`),
      commit: 'a',
    });
    expect([diagnostics, commit]).toEqual([[], remote.head()]);
    expect(remote.git('for-each-ref', '--format=%(refname)')).toBe('refs/heads/master\nrefs/notes/gitops/demo/source');
  });

  it('takes the password of a credential helper', async () => {
    writeFileSync(join(remote.root, 'credentials'), `${server.url('', `mei:${password}`)}\n`);
    writeFileSync(
      join(remote.root, 'gitconfig'),
      `[credential]\n\thelper = store --file=${JSON.stringify(join(remote.root, 'credentials'))}\n`,
    );
    const { diagnostics, commit } = await remote.publish(webFiles({ replicas: 3 }), { url: server.url('config-repo.git') });
    expect([diagnostics, commit]).toEqual([[], remote.head()]);
  });

  it.each([
    ['a wrong password', 'mei:wr0ng-word'],
    ['none', undefined],
  ])('refuses %s at once, and asks nobody', async (_, login) => {
    const head = remote.head();
    const { diagnostics } = await remote.publish(webFiles({ replicas: 3 }), { url: server.url('config-repo.git', login) });
    expect(diagnostics).toMatchObject([{ code: 'GIT002', message: expect.stringContaining('refuses the credentials') }]);
    expect(JSON.stringify(diagnostics)).not.toContain('wr0ng-word');
    expect(remote.head()).toBe(head);
    expect(server.asked.length).toBeLessThan(4);
  });

  it('that falls silent during the push is given up, with nothing half-pushed', async () => {
    vi.stubEnv('GITOPS_GIT_TIMEOUT', '2');
    server.silent = /git-receive-pack$/;
    const head = remote.head();
    const url = server.url('config-repo.git', `mei:${password}`);
    const { diagnostics } = await remote.publish(webFiles({ replicas: 3 }), { url, commit: 'a' });
    expect(diagnostics).toMatchObject([{ code: 'GIT007' }]);
    expect(remote.head()).toBe(head);
    server.silent = undefined;
    vi.stubEnv('GITOPS_GIT_TIMEOUT', '60');
    expect(await remote.publish(webFiles({ replicas: 3 }), { url, commit: 'a' })).toMatchObject({ diagnostics: [] });
  });
});

describe('a password in a URL', () => {
  const verbs = [
    ['diff'],
    ['diff', '--format', 'markdown'],
    ['diff', '--format', 'json'],
    ['status'],
    ['status', '--format', 'json'],
  ];
  it.each([...verbs, ['publish', '--dry-run'], ['publish', '--format', 'json']])(
    'is not printed by %s %s %s',
    async (verb = '', ...options) => {
      const workspace = new TestingWorkspace([], testingCluster);
      workspace.write(
        'clusters/demo/cluster.ts',
        (testingCluster['clusters/demo/cluster.ts'] ?? '').replace("account: '123456789012'", "account: '210987654321'"),
      );
      for (const login of [`mei:${password}`, `mei:wrong-${password}`]) {
        const url = server.url('config-repo.git', login);
        const { out, error } = await workspace.gitops(verb, 'demo', '--config-repo', url, ...options);
        expect(out + error).not.toContain(password);
        expect(out + error).toMatch(verb === 'publish' ? /OWN013/ : /127\.0\.0\.1|1 removed/);
      }
      workspace.remove();
    },
  );
});
