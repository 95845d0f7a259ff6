import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ClusterOutput } from './cluster-output';
import { findOverlaps } from './cluster-overlap';

const url = 'git@github.com:example/config-repo';

function cluster(name: string, path: string, overrides: Partial<ClusterOutput> = {}): ClusterOutput {
  const directory = path === '' ? 'dist/config-repo' : `dist/config-repo/${path}`;
  return {
    file: `clusters/${name}/cluster.ts`,
    url,
    branch: 'master',
    directory,
    position: { line: 5, column: 15 },
    appRepos: [],
    ...overrides,
  };
}

const pipelines = (...apps: readonly string[]): Pick<ClusterOutput, 'appRepos'> => ({
  appRepos: apps.map((app, index) => ({
    app,
    directory: `dist/app-repo/${app}`,
    position: { line: 9 + index, column: 12 },
  })),
});

describe('clusters that would delete each other’s files', () => {
  it.each<[string, readonly ClusterOutput[], readonly string[]]>([
    ['apart', [cluster('a', 'a'), cluster('b', 'b')], []],
    ['of names that begin alike', [cluster('a', 'a'), cluster('b', 'a-b'), cluster('c', 'ab')], []],
    ['in different repositories', [cluster('a', ''), cluster('b', '', { url: 'git@x:other', directory: 'dist/other' })], []],
    [
      'in one directory',
      [cluster('b', ''), cluster('a', '')],
      ['clusters/b/cluster.ts:5:15: error[LAY003]: this cluster writes dist/config-repo, as clusters/a/cluster.ts does'],
    ],
    [
      'in one directory of two branches, which share an output',
      [cluster('a', ''), cluster('b', '', { branch: 'staging' })],
      ['clusters/b/cluster.ts:5:15: error[LAY003]: this cluster writes dist/config-repo, as clusters/a/cluster.ts does'],
    ],
    [
      'one inside the other',
      [cluster('a', 'staging'), cluster('b', '')],
      [
        'clusters/a/cluster.ts:5:15: error[LAY003]: this cluster writes dist/config-repo/staging, inside dist/config-repo of clusters/b/cluster.ts',
      ],
    ],
    [
      'two inside a third, one of them in another repository of that name',
      [cluster('a', ''), cluster('b', 'b', { url: 'git@x:config-repo' }), cluster('c', 'c')],
      [
        'clusters/b/cluster.ts:5:15: error[LAY003]: git@x:config-repo and git@github.com:example/config-repo of clusters/a/cluster.ts are different',
        'clusters/c/cluster.ts:5:15: error[LAY003]: this cluster writes dist/config-repo/c, inside dist/config-repo of clusters/a/cluster.ts',
      ],
    ],
    ['with pipelines of different apps', [cluster('a', 'a', pipelines('x', 'y')), cluster('b', 'b', pipelines('z'))], []],
    [
      'with pipelines of one app',
      [cluster('b', 'b', pipelines('z', 'x')), cluster('a', 'a', pipelines('x'))],
      ['clusters/b/cluster.ts:10:12: error[LAY003]: this cluster writes dist/app-repo/x, as clusters/a/cluster.ts does'],
    ],
  ])('%s', (_name, clusters, expected) => {
    const problems = findOverlaps(clusters);
    expect(problems.map(([file]) => file)).toEqual(expected.map((message) => message.split(':')[0]));
    problems.forEach(([, { message }], index) => {
      expect(message).toContain(expected[index]);
    });
  });

  it('are found exactly where two directories are equal or nested', () => {
    const path = fc.array(fc.constantFrom('a', 'b', 'a-b', 'ab'), { maxLength: 3 }).map((segments) => segments.join('/'));
    fc.assert(
      fc.property(fc.array(path, { maxLength: 5 }), (paths) => {
        const clusters = paths.map((each, index) => cluster(String(index), each));
        const nested = clusters.some((a) => clusters.some((b) => a !== b && `${a.directory}/`.startsWith(`${b.directory}/`)));
        expect(findOverlaps(clusters).length > 0).toBe(nested);
      }),
    );
  });
});
