import type { Diagnostic } from '@gitops/diagnostics';
import { once } from 'node:events';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { inventoryPath } from './inventory';
import { deploymentPath, webFiles } from './testing-files';
import { TestingRemote, type Edit } from './testing-remote';

let template: TestingRemote;
let remote: TestingRemote;

// Published with 1.27, bumped to 1.28 by Flux; what is published next has three replicas.
beforeAll(async () => {
  template = new TestingRemote();
  await template.publish(webFiles());
  template.commit({ [deploymentPath]: (template.tree()[deploymentPath] ?? '').replace('web:1.27', 'web:1.28') }, 'Auto-release');
});
afterAll(() => {
  template.remove();
});
beforeEach(() => {
  vi.stubEnv('GIT_CONFIG_GLOBAL', '/dev/null');
  vi.stubEnv('GIT_CONFIG_NOSYSTEM', '1');
  remote = new TestingRemote(template);
});
afterEach(() => {
  vi.unstubAllEnvs();
  remote.remove();
});

const configMap = 'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: notes\n  namespace: shop\n';
const link = { link: '../elsewhere' };

/** What somebody did to the repository, and the diagnostics that name it. `was` is the file before. */
const edits: readonly (readonly [what: string, edit: (was: string, inventory: string) => Edit, expected: readonly string[]])[] = [
  [
    'a published file is no YAML',
    () => ({ [deploymentPath]: 'spec: [1\n' }),
    [`LAY006 the published ${deploymentPath} cannot be read`],
  ],
  [
    'a published file has two documents',
    (was) => ({ [deploymentPath]: `${was}---\n${configMap}` }),
    ['LAY006 .* holds 2 documents: Deployment shop/web, ConfigMap shop/notes'],
  ],
  [
    'a published file has a key twice',
    (was) => ({ [deploymentPath]: was.replace('replicas: 2', 'replicas: 2\n  replicas: 7') }),
    ['LAY006 .* this key is there twice in one map'],
  ],
  [
    'a published file has merge markers',
    (was) => ({
      [deploymentPath]: was.replace('  replicas: 2', '<<<<<<< HEAD\n  replicas: 2\n=======\n  replicas: 7\n>>>>>>> mei'),
    }),
    ['LAY006 .* unresolved merge conflict \\(line \\d+\\)'],
  ],
  [
    'a published file has anchors',
    (was) => ({ [deploymentPath]: was.replace('matchLabels:', 'matchLabels: &labels') }),
    ['LAY006 .* anchor &labels'],
  ],
  ['a published file is empty', () => ({ [deploymentPath]: '' }), ['LAY006 .* it holds no Kubernetes object']],
  ['a foreign file is no YAML', () => ({ 'extra/notes.yaml': 'spec: [1\n' }), ['LAY006 Flux cannot rely on this YAML']],
  [
    'the inventory has merge markers',
    (_, inventory) => ({ [inventoryPath]: `<<<<<<< HEAD\n${inventory}` }),
    ['OWN014 .* is no JSON'],
  ],
  [
    'the inventory lacks a field',
    (_, inventory) => ({ [inventoryPath]: inventory.replace(/"cluster": .*\n/, '') }),
    ['OWN014 .* is not what publish wrote'],
  ],
  [
    'the inventory has a newer version',
    (_, inventory) => ({ [inventoryPath]: inventory.replace('"version": 1', '"version": 2') }),
    ['OWN014 .* has version 2'],
  ],
  [
    'the inventory names a content that nobody has',
    (_, inventory) => ({ [inventoryPath]: inventory.replace(/"blob":"[0-9a-f]{40}"/, `"blob":"${'1'.repeat(40)}"`) }),
    [`OWN014 .* names a content that the repository does not have, ${'1'.repeat(40)}`],
  ],
  ['the inventory is a symbolic link', () => ({ [inventoryPath]: link }), ['OWN014 .* is no JSON']],
  [
    'the inventory is gone',
    () => ({ [inventoryPath]: null }),
    ['OWN014 .* is gone, .* cluster demo wrote it last in commit [0-9a-f]{7,}$'],
  ],
  [
    'another cluster publishes here',
    (_, inventory) => ({ [inventoryPath]: inventory.replace('"demo"', '"other"') }),
    ['OWN016 cluster other publishes to the same directory'],
  ],
  [
    'a published file is a symbolic link',
    () => ({ [deploymentPath]: link }),
    ['LAY006 the published workloads/web-dep.yaml cannot be read: it is a symbolic link'],
  ],
  [
    'a new file would replace a symbolic link',
    () => ({ 'workloads/new.yaml': link }),
    ['OWN010 workloads/new.yaml is a symbolic link'],
  ],
  ['a directory is a symbolic link', () => ({ charts: link }), ['OWN010 charts is a symbolic link that is not ours']],
  [
    'a directory of ours has become a symbolic link',
    () => ({ [deploymentPath]: null, workloads: link }),
    ['OWN003', 'OWN010 workloads is a symbolic link'],
  ],
  [
    'a file stands where a directory would go',
    () => ({ charts: 'Charts are elsewhere.\n' }),
    ['OWN010 charts is a file that is not ours'],
  ],
  [
    'a directory stands where a file would go',
    () => ({ 'NOTES.md/a.txt': 'a\n' }),
    ['OWN010 NOTES.md is a directory that is not ours'],
  ],
];

const next = {
  ...webFiles({ replicas: 3 }),
  'workloads/new.yaml': configMap.replace('notes', 'new'),
  'charts/web/Chart.yaml': 'name: web\n',
  'NOTES.md': 'ours\n',
};

describe('a config repository in which', () => {
  it.each(edits)('%s', async (_, edit, expected) => {
    const before = remote.tree();
    const made = edit(before[deploymentPath] ?? '', before[inventoryPath] ?? '');
    remote.commit(made);
    const { head, tree } = { head: remote.head(), tree: remote.tree() };

    const { commit, diagnostics } = await remote.publish(next);
    expect(commit).toBeUndefined();
    expect(diagnostics.map(summary)).toEqual(expected.map((text) => expect.stringMatching(new RegExp(`^${text}`))));
    for (const { help } of diagnostics) expect(help).toMatch(/\w{3}/);
    expect([remote.head(), remote.tree()]).toEqual([head, tree]);

    remote.commit(Object.fromEntries(Object.keys(made).map((path) => [path, before[path] ?? null])), 'Mend it');
    await expectRightPublish(remote);
  });

  it('the monorepo would leave the directory of the cluster', async () => {
    const head = remote.head();
    await expect(remote.publish({ ...next, '../outside.yaml': configMap })).rejects.toThrow();
    expect(remote.head()).toBe(head);
  });
});

function summary({ code, message }: Diagnostic): string {
  return `${code} ${message}`;
}

/** After all that went wrong: the next publish says what TypeScript says, keeps the bump, and another one says nothing. */
async function expectRightPublish(to: TestingRemote): Promise<void> {
  const before = to.log();
  const { diagnostics, commit } = await to.publish(next);
  expect(diagnostics).toEqual([]);
  expect(commit).toBe(to.head());
  expect(to.log()).toHaveLength(before.length + 1);
  expect(to.tree()).toMatchObject({
    ...next,
    [deploymentPath]: expect.stringMatching(/replicas: 3\n[^]*web:1\.28/),
    'workloads/new.yaml': expect.any(String),
  });
}

describe('a remote that', () => {
  /** Where the remote says what, and what a person is told. */
  const ssh = 'git@git.example.com:shop/config-repo';
  const overSsh: readonly (readonly [what: string, says: string, code: string, message: RegExp, help: RegExp])[] = [
    ['refuses the key', 'git@git.example.com: Permission denied (publickey).', 'GIT002', /refuses the credentials/, /deploy key/],
    [
      'shows an unknown host key',
      'Host key verification failed.',
      'GIT001',
      /shows a host key that ssh does not know/,
      /known_hosts/,
    ],
    [
      'has no address',
      'ssh: Could not resolve hostname git.example.com: Name or service not known',
      'GIT001',
      /cannot be reached/,
      /configRepo\.url/,
    ],
    ['hangs up', 'Connection closed by 192.0.2.1 port 22', 'GIT001', /cannot be reached/, /configRepo\.url/],
    ['does not show the repository', 'ERROR: Repository not found.', 'GIT001', /cannot be reached/, /configRepo\.url/],
  ];
  it.each(overSsh)('%s over ssh', async (_, says, code, message, help) => {
    vi.stubEnv('GIT_SSH_COMMAND', `sh -c 'echo "${says}" >&2; exit 255' --`);
    vi.stubEnv('GIT_SSH_VARIANT', 'simple');
    const { diagnostics } = await remote.publish(next, { url: ssh });
    expect(diagnostics).toEqual([
      {
        code,
        severity: 'error',
        message: expect.stringMatching(message),
        notes: expect.arrayContaining([says]),
        help: expect.stringMatching(help),
      },
    ]);
    expect(diagnostics[0]?.message).toContain(ssh);
    await expectRightPublish(remote);
  });

  const overHttp: readonly (readonly [what: string, status: number, code: string, message: RegExp])[] = [
    ['asks for credentials', 401, 'GIT002', /refuses the credentials/],
    ['forbids', 403, 'GIT002', /refuses the credentials/],
    ['finds no repository', 404, 'GIT001', /cannot be reached/],
    ['fails', 500, 'GIT001', /cannot be reached/],
    ['is down', 0, 'GIT001', /cannot be reached/],
  ];
  it.each(overHttp)('%s over http', async (_, status, code, message) => {
    vi.stubEnv('no_proxy', '127.0.0.1');
    const server = createServer((__, response) => response.writeHead(status, { 'www-authenticate': 'Basic realm="git"' }).end());
    await once(server.listen(0, '127.0.0.1'), 'listening');
    const { port } = server.address() as AddressInfo;
    if (status === 0) await new Promise((done) => server.close(done));
    try {
      const { diagnostics } = await remote.publish(next, { url: `http://mei:s3cret@127.0.0.1:${port}/config-repo` });
      expect(diagnostics).toEqual([
        { code, severity: 'error', message: expect.stringMatching(message), notes: expect.any(Array), help: expect.any(String) },
      ]);
      expect(JSON.stringify(diagnostics)).not.toContain('s3cret');
    } finally {
      server.close();
    }
  });

  it('is not there', async () => {
    const { diagnostics } = await remote.publish(next, { url: `${remote.root}/nowhere.git` });
    expect(diagnostics.map(summary)).toEqual([expect.stringMatching(/^GIT001 .*\/nowhere\.git cannot be reached$/)]);
  });

  const hooks: readonly (readonly [hook: string, script: string])[] = [
    ['pre-receive', 'echo "master is protected: open a pull request" >&2; exit 1'],
    ['update', 'echo "master is protected: open a pull request" >&2; exit 1'],
  ];
  it.each(hooks)('refuses the push in its %s hook', async (hook, script) => {
    const [head, file] = [remote.head(), `${remote.directory}/hooks/${hook}`];
    mkdirSync(`${remote.directory}/hooks`, { recursive: true });
    writeFileSync(file, `#!/bin/sh\n${script}\n`, { mode: 0o755 });
    const { diagnostics, commit } = await remote.publish(next);
    expect(diagnostics.map(summary)).toEqual([expect.stringMatching(/^GIT003 .* refuses the push$/)]);
    expect(diagnostics[0]?.notes?.join('\n')).toContain('master is protected: open a pull request');
    expect([commit, remote.head()]).toEqual([undefined, head]);
    rmSync(file);
    await expectRightPublish(remote);
  });

  const objects = ['master', 'master^{tree}', `master:workloads`, `master:${deploymentPath}`, `master:${inventoryPath}`];
  const damages = ['lost', 'garbled'] as const;
  it.each(objects.flatMap((object) => damages.map((damage) => [object, damage] as const)))(
    'has %s %s',
    async (object, damage) => {
      const oid = remote.git('rev-parse', object);
      const file = `${remote.directory}/objects/${oid.slice(0, 2)}/${oid.slice(2)}`;
      const whole = readFileSync(file);
      rmSync(file);
      if (damage === 'garbled') writeFileSync(file, Buffer.from(whole).reverse());
      const ref = readFileSync(`${remote.directory}/refs/heads/master`, 'utf8');
      const { diagnostics, commit } = await remote.publish(next);
      expect([...diagnostics.map(({ code }) => code), commit]).toEqual(['GIT005', undefined]);
      expect(readFileSync(`${remote.directory}/refs/heads/master`, 'utf8')).toBe(ref);
      rmSync(file, { force: true });
      writeFileSync(file, whole);
      await expectRightPublish(remote);
    },
  );
});
