import { describe, expect, it } from 'vitest';
import { readClusterOutput } from './cluster-output';

const file = 'clusters/x/cluster.ts';
const cluster = (configRepo: string): string => `export default defineCluster({\n  name: 'x',\n  ${configRepo},\n});\n`;

describe('facts of a cluster', () => {
  it.each([
    ["url: 'git@github.com:example/config-repo'", 'git@github.com:example/config-repo', 'dist/config-repo'],
    ["url: 'git@github.com:example/config-repo.git'", 'git@github.com:example/config-repo', 'dist/config-repo'],
    ["url: 'ssh://git@git.example.com:2222/team/repo/'", 'ssh://git@git.example.com:2222/team/repo', 'dist/repo'],
    ["url: 'git@git.example.com:repo'", 'git@git.example.com:repo', 'dist/repo'],
    ["url: '../config.git'", '../config', 'dist/config'],
    ["url: `git@github.com:example/config-repo`, path: ''", 'git@github.com:example/config-repo', 'dist/config-repo'],
    [
      "url: 'git@github.com:example/config-repo', path: 'clusters/x'",
      'git@github.com:example/config-repo',
      'dist/config-repo/clusters/x',
    ],
    ["url: 'git@github.com:example/config-repo', path: './x/'", 'git@github.com:example/config-repo', 'dist/config-repo/x'],
  ])('of configRepo { %s }', (props, url, directory) => {
    expect(readClusterOutput(file, cluster(`configRepo: { ${props} }`))).toMatchObject({
      file,
      url,
      directory,
      branch: 'master',
    });
  });

  it('include the branch, and the place to blame', () => {
    const facts = readClusterOutput(file, cluster("configRepo: { url: 'git@example.com:x/y', branch: 'main' }"));
    expect(facts).toMatchObject({ branch: 'main', position: { line: 3, column: 15 } });
  });

  it('are read although the file has a syntax error further on', () => {
    expect(readClusterOutput(file, `${cluster("configRepo: { url: 'git@example.com:x/y' }")} const = ;`).directory).toBe(
      'dist/y',
    );
  });
});

describe('the application repositories of a cluster', () => {
  const repo = "configRepo: { url: 'git@x:config' }";
  it.each([
    ['', []],
    [', pipelines: []', []],
    [", pipelines: [{ name: 'a', app: 'web' }, { app: `api` }]", ['web', 'api']],
    [", pipelines: [{ name: 'a' }, { app: '../web' }, { app: '' }]", []],
  ])('%s', (pipelines, apps) => {
    const { appRepos } = readClusterOutput(file, cluster(`${repo}${pipelines}`));
    expect(appRepos.map(({ app }) => app)).toEqual(apps);
    expect(appRepos.map(({ directory }) => directory)).toEqual(apps.map((app) => `dist/app-repo/${app}`));
  });

  it('have the place of the app’s name', () => {
    const { appRepos } = readClusterOutput(file, cluster(`${repo},\n  pipelines: [{ app: 'web' }]`));
    expect(appRepos[0]?.position).toEqual({ line: 4, column: 22 });
  });

  it.each([
    [', pipelines', `${file}:3:40: error[SRC009]: pipelines is not a list literal`],
    [', pipelines: shared', `${file}:3:51: error[SRC009]: pipelines is not a list literal`],
    [', pipelines: [...shared]', `${file}:3:52: error[SRC009]: this pipeline is not an object literal`],
    [', pipelines: [pipeline]', `${file}:3:52: error[SRC009]: this pipeline is not an object literal`],
    [', pipelines: [{ app }]', `${file}:3:54: error[SRC009]: pipelines[].app is not a string literal`],
    [', pipelines: [{ app: name }]', `${file}:3:59: error[SRC009]: pipelines[].app is not a string literal`],
  ])('are refused as %s', (pipelines, message) => {
    expect(() => readClusterOutput(file, cluster(`${repo}${pipelines}`))).toThrow(message);
  });
});

describe('what cannot be read is refused at its place', () => {
  it.each([
    ['export {};', `${file}:1:1: error[SRC003]: this file does not call defineCluster`],
    ['export default defineCluster();', `${file}:1:16: error[SRC009]: the argument of defineCluster is not an object literal`],
    [
      'export default defineCluster(props);',
      `${file}:1:30: error[SRC009]: the argument of defineCluster is not an object literal`,
    ],
    [cluster("name: 'x'"), `${file}:1:30: error[SRC009]: configRepo is not an object literal`],
    [cluster('configRepo: shared'), `${file}:3:15: error[SRC009]: configRepo is not an object literal`],
    [cluster("configRepo: { branch: 'main' }"), `${file}:3:15: error[SRC009]: configRepo has no url`],
    [cluster('configRepo: { url: process.env.URL }'), `${file}:3:22: error[SRC009]: configRepo.url is not a string literal`],
    [cluster('configRepo: { url }'), `${file}:3:17: error[SRC009]: configRepo.url is not a string literal`],
    [cluster('configRepo: { ...shared }'), `${file}:3:17: error[SRC009]: configRepo.url is not a string literal`],
    [
      cluster("configRepo: { url: 'git@x:y', path: `a/${b}` }"),
      `${file}:3:39: error[SRC009]: configRepo.path is not a string literal`,
    ],
    [
      cluster("configRepo: { url: 'git@x:y', branch: branch }"),
      `${file}:3:41: error[SRC009]: configRepo.branch is not a string literal`,
    ],
    [
      cluster("configRepo: { url: 'git@x:y', path: '../z' }"),
      `${file}:3:15: error[SRC009]: the path "../z" leaves the config repository`,
    ],
    [
      cluster("configRepo: { url: 'git@x:y', path: '/z' }"),
      `${file}:3:15: error[SRC009]: the path "/z" leaves the config repository`,
    ],
    [cluster("configRepo: { url: '..' }"), `${file}:3:15: error[SRC009]: the url ".." does not end in a repository's name`],
    ...['.', 'a b', '.git-repo', '-x', 'a\\\\b', 'a?b'].map((name) => [
      cluster(`configRepo: { url: 'git@x:${name}' }`),
      `does not end in a repository's name`,
    ]),
    [
      cluster("configRepo: { url: 'git@x:README.md' }"),
      `${file}:3:15: error[SRC009]: a config repository named "README.md" has no place in dist`,
    ],
    [
      cluster("configRepo: { url: 'git@x:report' }"),
      `${file}:3:15: error[SRC009]: a config repository named "report" has no place in dist`,
    ],
  ])('%j', (text, message) => {
    expect(() => readClusterOutput(file, text)).toThrow(message);
  });

  it('and the message says what would be right', () => {
    expect(() => readClusterOutput(file, cluster('configRepo: shared'))).toThrow(/\n {2}help: write `configRepo: \{ url: /);
  });
});
