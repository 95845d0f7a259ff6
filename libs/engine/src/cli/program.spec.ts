import type { Paint } from '@gitops/diagnostics';
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { testingCluster } from '../testing-cluster';
import { TestingWorkspace } from '../testing-workspace';
import { run } from './program';

let workspace: TestingWorkspace;
beforeAll(async () => {
  workspace = new TestingWorkspace([], testingCluster);
  workspace.write('clusters/broken/cluster.ts', 'export default {};\n');
  await workspace.gitops('synth', 'demo');
});
afterAll(() => {
  workspace.remove();
});

/** Arguments, exit code, and what is on stdout and stderr; '' where nothing may be. */
const cases: readonly (readonly [args: string, code: number, out: string | RegExp, error: string | RegExp])[] = [
  ['', 0, /^Usage: gitops <verb> \[cluster...\] \[options\]\n/, ''],
  ['--help', 0, /\n {2}synth .*write the manifests of clusters into dist\/\n {2}validate .*\n/, ''],
  ['--help', 0, /Exit codes:\n {2}0 {2}clean\n {2}1 {2}diagnostics: .*\n {2}2 {2}usage\n {2}3 {2}failure/, ''],
  ['help synth', 0, /Examples:\n {2}gitops synth\n {2}gitops synth gitops-cicd\n/, ''],
  ['synth --help', 0, /Nothing is written unless everything is valid\./, ''],
  ['validate --help', 0, /Examples:\n {2}gitops validate\n/, ''],
  ['sinth', 2, '', "error: unknown command 'sinth'\n(Did you mean synth?)\n"],
  ['deploy', 2, '', "error: unknown command 'deploy'\n"],
  ['validate --formt json', 2, '', "error: unknown option '--formt'\n(Did you mean --format?)\n"],
  [
    'validate --format yaml',
    2,
    '',
    /^error: option '--format <format>' argument 'yaml' is invalid\. Allowed choices are text, json\.\n$/,
  ],
  [
    'validate --kubernetes 1.12',
    2,
    '',
    /^error: option '--kubernetes <version>' argument '1\.12' is invalid\. Allowed choices are 1\.27, /,
  ],
  ['synth demo', 0, /^demo -> dist\/config-repo\n/, ''],
  ['synth demo demo', 0, /^demo -> [^>]*$/, ''],
  [
    'synth demmo',
    1,
    '',
    /^error\[SRC001\]: there is no cluster "demmo": clusters\/demmo\/cluster\.ts does not exist\n {2}help: did you mean "demo"\?\n/,
  ],
  ['synth production', 1, '', /\n {2}help: the clusters are broken, demo\n/],
  ['synth broken', 1, '', /^clusters\/broken\/cluster\.ts:1:1: error\[SRC003\]: .*\n.*\n\n1 error; nothing was written\n$/],
  ['validate demo', 0, 'demo: valid\n', ''],
  ['validate', 1, 'broken, demo: 1 error\n', /^clusters\/broken\/cluster\.ts:1:1: error\[SRC003\]: /],
  ['validate demo --format json', 0, '{\n  "version": 1,\n  "ok": true,\n  "diagnostics": []\n}\n', ''],
  ['validate broken --format json', 1, /^\{\n {2}"version": 1,\n {2}"ok": false,\n/, ''],
];

describe('the command line', () => {
  it.each(cases)('gitops %s', async (args, code, out, error) => {
    const result = await workspace.gitops(...args.split(' ').filter((word) => word !== ''));
    expect(result).toEqual({ code, out: matching(out), error: matching(error) });
  });

  it('prints diagnostics as JSON, whole', async () => {
    const { out } = await workspace.gitops('validate', 'broken', '--format', 'json');
    expect(JSON.parse(out)).toEqual({
      version: 1,
      ok: false,
      diagnostics: [
        {
          code: 'SRC003',
          severity: 'error',
          source: { file: 'clusters/broken/cluster.ts', line: 1, column: 1 },
          message: 'the default export is no cluster',
          help: 'export default defineCluster({ ... })',
        },
      ],
    });
  });

  it.each(['synth', 'validate'])('refuses %s outside of a workspace, but shows its help there', async (verb) => {
    expect(await runOutside(verb)).toEqual({
      code: 2,
      error: 'error: this is not inside the workspace: no nx.json and tsconfig.base.json here or above\n',
    });
    expect(await runOutside(verb, '--help')).toEqual({ code: 0, error: '' });
  });

  it('asks for a cluster where there is none', async () => {
    const empty = new TestingWorkspace([]);
    expect(await empty.gitops('synth')).toEqual({
      code: 2,
      out: '',
      error: 'error: there is no clusters/<name>/cluster.ts; npx nx g cluster <name> makes one\n',
    });
    empty.remove();
  });

  it('calls a trouble with the disk a failure, without a stack', async () => {
    const blocked = new TestingWorkspace([], {
      ...testingCluster,
      'dist/report/demo.json/a': 'a directory where the file should be',
    });
    const { code, error } = await blocked.gitops('synth');
    blocked.remove();
    expect({ code, error }).toEqual({ code: 3, error: expect.stringMatching(/^failure: E\w+: .*\n$/) });
  });

  it('calls what nobody foresaw a bug, with its stack', async () => {
    let error = '';
    const broken = (): void => {
      throw new TypeError('stdout is gone');
    };
    const code = await run(['validate', 'demo'], workspace, {
      out: broken,
      error: (text) => (error += text),
      paint: (_, text) => text,
      interactive: false,
    });
    expect({ code, error }).toEqual({
      code: 3,
      error: expect.stringMatching(/^failure: this is a bug, [^\n]*\nTypeError: stdout is gone\n +at [^\n]*broken /),
    });
  });

  it('exits with 3 where it ends before its work is done', () => {
    const waiting = new TestingWorkspace([], {
      ...testingCluster,
      'clusters/demo/cluster.ts': 'process.nextTick(() => process.exit());\nexport default {};\n',
      'clusters/later/cluster.ts': 'export default {};\n',
      'nx.json': '{}',
      'tsconfig.base.json': '{}',
    });
    const bin = join(import.meta.dirname, '../../../../bin/gitops.mjs');
    const { status, stdout } = spawnSync(process.execPath, [bin, 'validate'], { cwd: waiting.root, encoding: 'utf8' });
    waiting.remove();
    expect({ status, stdout }).toEqual({ status: 3, stdout: '' });
  });

  it('colours nothing by itself', async () => {
    const marked: Paint = (style, text) => `<${style}>${text}</${style}>`;
    let error = '';
    await run(['synth', 'broken'], workspace, {
      out: () => undefined,
      error: (text) => (error += text),
      paint: marked,
      interactive: false,
    });
    expect(error).toContain('<place>clusters/broken/cluster.ts:1:1</place>: <error>error[SRC003]</error>: ');
    expect((await workspace.gitops('synth', 'broken')).error).not.toContain('\u001b');
  });
});

function matching(expected: string | RegExp): unknown {
  return typeof expected === 'string' ? expected : expect.stringMatching(expected);
}

async function runOutside(...args: readonly string[]): Promise<{ readonly code: number; readonly error: string }> {
  let error = '';
  const code = await run(args, undefined, {
    out: () => undefined,
    error: (text) => (error += text),
    paint: (_, text) => text,
    interactive: false,
  });
  return { code, error };
}
