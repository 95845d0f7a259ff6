import { Testing } from 'cdk8s';
import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { GitAccess, githubHostKeys, KnownHost } from './git-access';

const key = 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIB';

function made(url: string, knownHosts?: readonly string[]): unknown {
  const chart = Testing.chart();
  new GitAccess(chart, 'git', { what: 'flux', namespace: 'gitops-flux', url, knownHosts });
  return chart.toJson();
}

describe('GitAccess', () => {
  it('trusts the keys that GitHub publishes', () => {
    expect(githubHostKeys.map(fingerprint)).toEqual([
      'SHA256:+DiY3wvvV6TuJJhbpZisF/zLDA0zPMSvHdkr4UvCOqU',
      'SHA256:p2QAMXNIC1TJYWeIOttrVc98/R1BUFWu3/LiyKgUfQM',
    ]);
    expect(made('git@github.com:org/repo')).toMatchObject([
      {
        metadata: { name: 'flux-known-hosts', namespace: 'gitops-flux' },
        data: { known_hosts: `${githubHostKeys.join('\n')}\n` },
      },
    ]);
  });

  it('mounts the key with the mode on which fluxd insists', () => {
    const { mounts } = new GitAccess(Testing.chart(), 'git', { what: 'flux', namespace: 'a', url: 'git@github.com:a/b' });
    expect(mounts.map(({ path }) => path)).toEqual(['/etc/fluxd/ssh', '/etc/ssh/ssh_known_hosts']);
    expect(mounts[0]?.volume.secret).toEqual({ secretName: 'flux-git-deploy', defaultMode: 0o400 });
  });

  it.each([
    ['git@github.com:org/repo', undefined],
    ['ssh://git@github.com/org/repo', undefined],
    ['ssh://github.com:22/org/repo', undefined],
    ['git@git.example.com:org/repo', [`git.example.com ${key}`]],
    ['git@git.example.com:org/repo', [`other.example.com,git.example.com ${key}`]],
    ['ssh://git@git.example.com:2222/repo', [`[git.example.com]:2222 ${key}`]],
    ['file:///srv/config-repo', undefined],
    ['git://127.0.0.1:9418/config-repo', undefined],
    ['https://github.com/org/repo', undefined],
  ])('takes %s with %j', (url, knownHosts) => {
    expect(() => made(url, knownHosts)).not.toThrow();
  });

  it.each([
    ['git@git.example.com:org/repo', undefined, 'git.example.com'],
    ['ssh://git@github.com:2222/org/repo', undefined, '[github.com]:2222'],
    ['git@github.com:org/repo', [`git.example.com ${key}`], 'github.com'],
    ['git@hub.com:org/repo', undefined, 'hub.com'],
  ])('refuses %s with %j', (url, knownHosts, host) => {
    expect(() => made(url, knownHosts)).toThrow(`flux: knownHosts: no key of ${host} is known`);
  });
});

describe('GitAccess that pushes', () => {
  const push = (url: string) => () => new GitAccess(Testing.chart(), 'git', { what: 'flux', namespace: 'a', url, pushes: true });

  it.each(['git@github.com:org/repo', 'file:///srv/config-repo', 'git://127.0.0.1:9418/config-repo'])('takes %s', (url) => {
    expect(push(url)).not.toThrow();
  });

  it('refuses https', () => {
    expect(push('https://github.com/org/repo')).toThrow('it cannot push to https://github.com/org/repo');
  });
});

describe('KnownHost', () => {
  it.each([
    [`git.example.com ${key}`, true],
    [`[git.example.com]:2222 ${key}`, true],
    [`a,b ${key}`, true],
    [githubHostKeys[1], true],
    [`# ${key}`, false],
    [`@revoked git.example.com ${key}`, false],
    [`|1|hash=|salt= ${key}`, false],
    ['git.example.com', false],
    [`git.example.com ${key}\n`, false],
    ['git.example.com ssh-dss AAAA', false],
  ])('%j: %s', (line, valid) => {
    expect(KnownHost.safeParse(line).success).toBe(valid);
  });
});

function fingerprint(line: string): string {
  const hash = createHash('sha256').update(Buffer.from(line.split(' ')[2] ?? '', 'base64'));
  return `SHA256:${hash.digest('base64').replace(/=+$/, '')}`;
}
