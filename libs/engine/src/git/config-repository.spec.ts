import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { ConfigRepository } from './config-repository';
import { GitError } from './run-git';

let directory = '';
let remote = '';
const git = (cwd: string, ...args: string[]): string =>
  execFileSync('git', ['-c', 'user.name=t', '-c', 'user.email=t@example.org', ...args], { cwd, encoding: 'utf8' });

beforeAll(() => {
  directory = mkdtempSync(join(tmpdir(), 'gitops-spec-'));
  remote = join(directory, 'remote.git');
  git(directory, 'init', '-q', '--bare', '-b', 'master', remote);
});
afterAll(() => {
  rmSync(directory, { recursive: true });
});

async function publish(writes: Readonly<Record<string, string>>, deletes: readonly string[] = []): Promise<string | undefined> {
  const repository = await ConfigRepository.fetch(remote, 'master');
  try {
    return await repository.commitAndPush({ writes: new Map(Object.entries(writes)), deletes }, 'a publish');
  } finally {
    repository.close();
  }
}

describe('ConfigRepository', () => {
  it('starts a branch that is not there, and goes on from it', async () => {
    expect(await publish({ 'a.yaml': 'one\n', 'odd "name"\\x.yaml': 'é\n' })).toMatch(/^[0-9a-f]{40}$/);
    await publish({ 'b/c.yaml': 'two\n' }, ['a.yaml']);
    expect(git(remote, 'ls-tree', '-r', '--name-only', '-z', 'master').split('\0').filter(Boolean).sort()).toEqual([
      'b/c.yaml',
      'odd "name"\\x.yaml',
    ]);
    expect(git(remote, 'log', '--format=%s', 'master').trim().split('\n')).toEqual(['a publish', 'a publish']);
  });

  it('reads only what it is asked for', async () => {
    const repository = await ConfigRepository.fetch(remote, 'master');
    const entry = (await repository.files()).get('b/c.yaml');
    expect(entry?.mode).toBe('100644');
    expect((await repository.read([entry?.oid ?? ''])).get(entry?.oid ?? '')).toBe('two\n');
    repository.close();
  });

  // A server that filters leaves out what it believes us to have; one that does not sends everything at once.
  it.each(['true', 'false'])('reads from a server with uploadpack.allowFilter = %s', async (allowed) => {
    git(remote, 'config', 'uploadpack.allowFilter', allowed);
    const repository = await ConfigRepository.fetch(remote, 'master');
    const oids = [...(await repository.files()).values()].map(({ oid }) => oid);
    expect([...(await repository.read(oids)).values()].sort()).toEqual(['two\n', 'é\n']);
    expect(await publish({ 'b/c.yaml': 'two\n' })).toMatch(/^[0-9a-f]{40}$/);
    repository.close();
  });

  it('publishes to a repository that hashes with SHA-256', async () => {
    const modern = join(directory, 'modern');
    git(directory, 'init', '-q', '--object-format=sha256', '-b', 'master', modern);
    git(modern, 'commit', '-q', '--allow-empty', '-m', 'first');
    git(modern, 'checkout', '-q', '--detach');
    const repository = await ConfigRepository.fetch(modern, 'master');
    expect(repository.format).toBe('sha256');
    expect(await repository.commitAndPush({ writes: new Map([['a.yaml', 'one\n']]), deletes: [] }, 'x')).toMatch(
      /^[0-9a-f]{64}$/,
    );
    repository.close();
  });

  // As in a hook, or in `git rebase --exec`.
  it.each(['GIT_DIR', 'GIT_COMMON_DIR', 'GIT_OBJECT_DIRECTORY', 'GIT_SHALLOW_FILE'])(
    'does not look where %s of the environment leads',
    async (name) => {
      const elsewhere = join(directory, `elsewhere-${name}`);
      vi.stubEnv(name, elsewhere);
      expect(await publish({ 'environment.yaml': `${name}\n` })).toMatch(/^[0-9a-f]{40}$/);
      expect(existsSync(elsewhere)).toBe(false);
      vi.unstubAllEnvs();
    },
  );

  it('loses against whoever pushed in between', async () => {
    const late = await ConfigRepository.fetch(remote, 'master');
    await publish({ 'd.yaml': 'three\n' });
    expect(await late.commitAndPush({ writes: new Map([['e.yaml', 'four\n']]), deletes: [] }, 'late')).toBeUndefined();
    late.close();
  });

  it('names what git says where a repository is not there', async () => {
    await expect(ConfigRepository.fetch(join(directory, 'nowhere.git'), 'master')).rejects.toThrow(GitError);
  });

  it('reports a refusal of the remote as a failure, not as a race', async () => {
    writeFileSync(join(remote, 'hooks/pre-receive'), '#!/bin/sh\necho no >&2\nexit 1\n', { mode: 0o755 });
    await expect(publish({ 'f.yaml': 'five\n' })).rejects.toThrow(/hook declined|no/);
    rmSync(join(remote, 'hooks/pre-receive'));
  });
});
