import { App } from 'cdk8s';
import { describe, expect, it } from 'vitest';
import { ConfigRepo, configRepoOf, provideConfigRepo } from './config-repo';

const url = 'git@github.com:example/config-repo';

describe('ConfigRepo', () => {
  it.each([
    [{ url }, true],
    [{ url: `${url}.git`, branch: 'main', path: 'clusters/staging' }, true],
    [{ url: 'ssh://git@git.example.com:2222/config-repo.git' }, true],
    [{ url: 'https://git-codecommit.cn-north-1.amazonaws.com.cn/v1/repos/config-repo' }, true],
    [{ url: 'https://flux@git.example.com/config-repo' }, true],
    [{ url: 'https://flux:hunter2@git.example.com/config-repo' }, false],
    [{ url: '../config-repo' }, true],
    [{ url: '/srv/git/config-repo' }, true],
    [{ url: 'config-repo' }, false],
    [{ url: '' }, false],
    [{ url: `--upload-pack=x ${url}` }, false],
    [{ url, branch: '--force' }, false],
    [{ url, branch: 'a b' }, false],
    [{ url, branch: 'release/1.0' }, true],
    [{ url, path: '../other' }, false],
    [{ url, path: 'a/../b' }, false],
    [{ url, path: '/a' }, false],
    [{ url, path: 'a/' }, false],
    [{ url, path: '.git' }, false],
    [{ url, remote: 'x' }, false],
  ])('%j: %s', (repo, valid) => {
    expect(ConfigRepo.safeParse(repo).success).toBe(valid);
  });

  it('is the whole of branch master by default', () => {
    expect(ConfigRepo.parse({ url })).toEqual({ url, branch: 'master', path: '' });
  });

  it('is known to everything below the root that it was given to', () => {
    const root = new App();
    const repo = { url, branch: 'main', path: 'a' };
    provideConfigRepo(root, repo);
    expect(configRepoOf(root)).toEqual(repo);
    expect(() => configRepoOf(new App())).toThrow();
  });
});
