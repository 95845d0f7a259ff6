import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ConfigRepository } from './config-repository';
import { gitDiagnostic } from './git-diagnostic';

let directory = '';
let remote = '';
const run = (program: string, ...args: string[]): string =>
  execFileSync(program, args, { cwd: directory, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
const git = (...args: string[]): string => run('git', '--git-dir', remote, ...args);

// Signed with a key of ssh: `ssh-keygen` comes with every ssh, and where it is missing these specs fail and say so.
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'gitops-spec-'));
  remote = join(directory, 'remote.git');
  run('git', 'init', '-q', '--bare', '-b', 'master', remote);
  vi.stubEnv('GIT_CONFIG_NOSYSTEM', '1');
  vi.stubEnv('GIT_CONFIG_GLOBAL', join(directory, 'gitconfig'));
  run('ssh-keygen', '-q', '-t', 'ed25519', '-N', '', '-C', '', '-f', join(directory, 'key'));
  writeFileSync(join(directory, 'signers'), `mei@example.com ${readFileSync(join(directory, 'key.pub'), 'utf8')}`);
  configure(join(directory, 'key.pub'));
});
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(directory, { recursive: true });
});

function configure(key: string, sign = true): void {
  const settings = [
    `[user]\n\tname = Mei\n\temail = mei@example.com\n\tsigningkey = ${key}\n[gpg]\n\tformat = ssh\n`,
    `[gpg "ssh"]\n\tallowedSignersFile = ${join(directory, 'signers')}\n[commit]\n\tgpgsign = ${sign}\n`,
  ];
  writeFileSync(join(directory, 'gitconfig'), settings.join(''));
}

async function push(): Promise<string | undefined> {
  const repository = await ConfigRepository.fetch(remote, 'master', 'demo');
  try {
    const tree = { writes: new Map([['a.yaml', 'one\n']]), deletes: [] };
    return (await repository.publish({ tree, message: 'a publish' }, { cluster: 'demo', source: 'abc', inventory: 'def' }))
      ?.commit;
  } finally {
    repository.close();
  }
}

describe('a commit of publish', () => {
  it('is signed where git signs commits', async () => {
    const commit = await push();
    expect(git('rev-parse', 'master').trim()).toBe(commit);
    expect(git('log', '-1', '--format=%G? %GS', 'master')).toBe('G mei@example.com\n');
    expect(() => git('verify-commit', 'master')).not.toThrow();
    // As Flux makes its notes: what is recorded beside the branch is no content.
    expect(git('log', '-1', '--format=%G? %s', 'refs/notes/gitops/demo/source')).toBe('N Publish demo from abc\n');
  });

  it('is not signed where git does not', async () => {
    configure(join(directory, 'key.pub'), false);
    await push();
    expect(git('log', '-1', '--format=%G?', 'master')).toBe('N\n');
    expect(() => git('verify-commit', 'master')).toThrow();
  });

  it('is not made where the key is not there', async () => {
    configure(join(directory, 'nowhere.pub'));
    const failure = await push().catch((thrown: unknown) => thrown);
    expect(gitDiagnostic(failure, remote, undefined)).toMatchObject({
      code: 'GIT009',
      message: 'git cannot sign the commit',
      help: expect.stringContaining('user.signingkey'),
    });
    expect(git('for-each-ref')).toBe('');
  });
});
