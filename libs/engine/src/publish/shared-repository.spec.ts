import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { compareSources, sourceState } from '../git/monorepo';
import { deploymentPath, webFiles } from './testing-files';
import { TestingRemote, type Edit } from './testing-remote';

let remote: TestingRemote;
beforeEach(() => {
  remote = new TestingRemote();
});
afterEach(() => {
  remote.remove();
});

describe('a config repository that several write to', () => {
  it('holds two clusters, each in a directory of its own', async () => {
    const [blue, green] = [
      { cluster: 'blue', path: 'clusters/blue' },
      { cluster: 'green', path: 'clusters/green' },
    ];
    const paths = ['.gitops/inventory.json', deploymentPath];
    await remote.publish(webFiles(), blue);
    await remote.publish(webFiles({ tag: '1.30' }), green);
    expect(Object.keys(remote.tree())).toEqual([
      ...paths.map((path) => `clusters/blue/${path}`),
      ...paths.map((path) => `clusters/green/${path}`),
    ]);

    const bumped = `clusters/green/${deploymentPath}`;
    remote.commit({ [bumped]: (remote.tree()[bumped] ?? '').replace('1.30', '1.31') });
    const before = remote.tree();
    await remote.publish(webFiles({ replicas: 3 }), blue);
    const between = remote.tree();
    expect(Object.keys(between).filter((path) => between[path] !== before[path])).toEqual([
      'clusters/blue/.gitops/inventory.json',
      `clusters/blue/${deploymentPath}`,
    ]);

    await remote.publish(webFiles({ replicas: 4, tag: '1.30' }), green);
    expect(remote.tree()[bumped]).toMatch(/replicas: 4\n[^]*web:1\.31/);

    // An app that leaves one cluster stays in the other.
    await remote.publish({ 'README.md': 'empty\n' }, blue);
    expect(Object.keys(remote.tree())).toEqual([
      'clusters/blue/.gitops/inventory.json',
      'clusters/blue/README.md',
      ...paths.map((path) => `clusters/green/${path}`),
    ]);
  });

  const generate = 'version: 1\ncommandUpdated:\n  generators:\n  - command: kustomize build .\n';
  const scan = 'version: 1\nscanForFiles: {}\n';
  const generators: readonly (readonly [what: string, edit: Edit, refused: string | undefined])[] = [
    ['at the root', { '.flux.yaml': generate }, '.flux.yaml'],
    ['in a parent', { '.flux.yaml': scan, 'eu/.flux.yaml': generate }, 'eu/.flux.yaml'],
    ['in the directory', { 'eu/prod/.flux.yaml': generate }, 'eu/prod/.flux.yaml'],
    ['as a link', { 'eu/prod/.flux.yaml': { link: '../scan.yaml' } }, 'eu/prod/.flux.yaml'],
    ['that cannot be read', { 'eu/.flux.yaml': 'scanForFiles: {' }, 'eu/.flux.yaml'],
    ['under one that scans for files', { '.flux.yaml': generate, 'eu/.flux.yaml': scan }, undefined],
    ['above a directory that scans for files', { 'eu/.flux.yaml': generate, 'eu/prod/.flux.yaml': scan }, undefined],
    ['below the directory', { 'eu/prod/extra/.flux.yaml': generate }, undefined],
    ['in another directory', { 'eu/stage/.flux.yaml': generate, 'eu/prod2/.flux.yaml': generate }, undefined],
  ];
  it.each(generators)('sees a .flux.yaml %s as Flux does', async (_, edit, refused) => {
    remote.commit(edit);
    const { diagnostics, commit } = await remote.publish(webFiles(), { path: 'eu/prod' });
    expect(diagnostics.map(({ code, message }) => `${code} ${message.split(' ')[0] ?? ''}`)).toEqual(
      refused === undefined ? [] : [`LAY007 ${remote.directory}/${refused}`],
    );
    expect(commit === undefined).toBe(refused !== undefined);
  });

  it('names a bad file by its path in the repository', async () => {
    remote.commit({ 'eu/prod/extra/notes.yaml': 'spec: [1\n' });
    const { diagnostics } = await remote.publish(webFiles(), { path: 'eu/prod' });
    expect(diagnostics.map(({ source }) => source?.file)).toEqual([`${remote.directory}/eu/prod/extra/notes.yaml`]);
  });

  it('stops a second cluster in the same directory, and lets one go on under another name', async () => {
    await remote.publish(webFiles(), { cluster: 'blue' });
    const head = remote.head();
    const { diagnostics } = await remote.publish({ 'README.md': 'mine\n' }, { cluster: 'green' });
    expect(diagnostics.map(({ code }) => code)).toEqual(['OWN016']);
    expect(remote.head()).toBe(head);
    await remote.publish(webFiles({ replicas: 3 }), { cluster: 'green' }, { consents: { adopt: true } });
    expect(remote.tree()['.gitops/inventory.json']).toContain('"cluster": "green"');
  });

  it('names who has edited a published file, and when', async () => {
    await remote.publish(webFiles());
    remote.commit(
      { [deploymentPath]: (remote.tree()[deploymentPath] ?? '').replace('replicas: 2', 'replicas: 7') },
      'More web, it is Singles Day',
    );
    remote.commit({ 'notes.txt': 'n\n' }, 'Notes');
    const { diagnostics } = await remote.publish(webFiles({ replicas: 3 }));
    expect(diagnostics).toEqual([
      {
        code: 'OWN001',
        severity: 'error',
        message: `somebody has edited Deployment shop/web in ${deploymentPath}`,
        notes: [
          'spec.replicas: published 2, now 7',
          `commit ${remote.git('rev-parse', '--short', 'master~1')} by Mei <mei@example.com>, 2023-11-14: More web, it is Singles Day`,
        ],
        help: 'take the change into the TypeScript, or undo it with --overwrite-drift web',
      },
    ]);
  });
});

describe('the order of sources', () => {
  /** A monorepo: two commits on main, and one beside them. */
  function monorepo(): { readonly root: string; readonly commits: Readonly<Record<'first' | 'second' | 'aside', string>> } {
    const root = join(remote.root, 'monorepo');
    mkdirSync(root);
    const git = (...args: readonly string[]): string =>
      execFileSync('git', ['-c', 'user.name=Mei', '-c', 'user.email=mei@example.com', ...args], {
        cwd: root,
        encoding: 'utf8',
      }).trim();
    const commit = (message: string): string => {
      git('commit', '--quiet', '--allow-empty', '-m', message);
      return git('rev-parse', 'HEAD');
    };
    git('init', '--quiet', '-b', 'main');
    const first = commit('First');
    const second = commit('Second');
    git('checkout', '--quiet', '-b', 'aside', first);
    return { root, commits: { first, second, aside: commit('Aside') } };
  }

  const orders = [
    ['first', 'second', []],
    ['second', 'second', []],
    ['second', 'first', ['OWN012']],
    ['second', 'aside', ['OWN012']],
    ['aside', 'second', ['OWN012']],
  ] as const;
  it.each(orders)('after %s comes %s: %j', async (published, publishing, expected) => {
    const { root, commits } = monorepo();
    const from = (name: keyof typeof commits) => ({
      commit: commits[name],
      compareTo: (other: string) => compareSources({ root, tsconfig: '', schemas: '' }, other, commits[name]),
    });
    await remote.publish(webFiles(), from(published));
    const head = remote.head();
    const { diagnostics, commit } = await remote.publish(webFiles({ replicas: 3 }), from(publishing));
    expect(diagnostics.map(({ code }) => code)).toEqual(expected);
    expect(commit === undefined).toBe(expected.length > 0);
    if (expected.length > 0) expect(remote.head()).toBe(head);
  });

  it('is unknown in a shallow clone that still holds the published commit of an earlier fetch', async () => {
    const { root, commits } = monorepo();
    const shallow = join(remote.root, 'shallow');
    const git = (cwd: string, ...args: readonly string[]): string => execFileSync('git', args, { cwd, encoding: 'utf8' });
    git(root, '-c', 'advice.detachedHead=false', 'checkout', '--quiet', '--detach', commits.first);
    git(remote.root, '-c', 'advice.detachedHead=false', 'clone', '--quiet', '--depth=1', `file://${root}`, shallow);
    git(shallow, 'fetch', '--quiet', '--depth=1', 'origin', 'main');
    const compare = (cwd: string) => compareSources({ root: cwd, tsconfig: '', schemas: '' }, commits.first, commits.second);
    expect(git(shallow, 'cat-file', '-t', commits.first)).toBe('commit\n');
    expect([await compare(shallow), await compare(root)]).toEqual(['unknown', 'newer']);
  });

  it('is told of a clean tree alone: nobody knows what a damaged index would commit', async () => {
    const { root, commits } = monorepo();
    const workspace = { root, tsconfig: '', schemas: '' };
    expect(await sourceState(workspace)).toEqual({ commit: commits.aside, dirty: [] });
    writeFileSync(join(root, '.git/index'), 'no index');
    expect(await sourceState(workspace)).toEqual({ commit: commits.aside, dirty: [expect.stringMatching(/index file/)] });
  });

  it('is unknown where the published commit is not in the monorepo', async () => {
    const { root, commits } = monorepo();
    await remote.publish(webFiles(), { commit: 'e'.repeat(40) });
    const compareTo = (other: string) => compareSources({ root, tsconfig: '', schemas: '' }, other, commits.second);
    const { diagnostics } = await remote.publish(webFiles({ replicas: 3 }), { commit: commits.second, compareTo });
    expect(diagnostics.map(({ code, help }) => `${code} ${help ?? ''}`)).toEqual([
      expect.stringMatching(/^OWN012 fetch the whole history/),
    ]);
  });
});
