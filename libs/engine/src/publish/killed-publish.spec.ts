import { build } from 'esbuild';
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { synthesizedFile } from '../testing-story';
import { deploymentPath, webFiles } from './testing-files';
import { TestingRemote } from './testing-remote';

let directory = '';
let template: TestingRemote;
const program = (): string => join(directory, 'publish.cjs');
const next = webFiles({ replicas: 3 });

// Counts its calls, and kills whoever made the n-th when git has done its work. A limit on the size of files makes writing
// fail, as a full disk does, instead of killing git.
const wrapper = (realGit: string): string => `#!/bin/sh
trap '' XFSZ
n=1
while ! mkdir "$CALLS/$n" 2>/dev/null; do n=$((n + 1)); done
"${realGit}" "$@"
code=$?
if [ "$n" = "$KILL_AFTER" ]; then kill "-$SIGNAL" $PPID; fi
exit $code
`;

beforeAll(async () => {
  directory = mkdtempSync(join(tmpdir(), 'gitops-spec-'));
  const repository = join(import.meta.dirname, '../../../..');
  await build({
    entryPoints: [join(import.meta.dirname, 'testing-publish-process.ts')],
    absWorkingDir: repository,
    tsconfig: join(repository, 'tsconfig.base.json'),
    bundle: true,
    platform: 'node',
    target: 'node20',
    outfile: program(),
  });
  const realGit = execFileSync('sh', ['-c', 'command -v git'], { encoding: 'utf8' }).trim();
  mkdirSync(join(directory, 'bin'));
  writeFileSync(join(directory, 'bin/git'), wrapper(realGit), { mode: 0o755 });
  template = new TestingRemote();
  await template.publish(webFiles());
  template.commit({
    [deploymentPath]: (template.tree()[deploymentPath] ?? '').replace('web:1.27', 'web:1.28'),
    'extra.txt': 'theirs\n',
  });
});
afterAll(() => {
  template.remove();
  rmSync(directory, { recursive: true, force: true });
});

interface Run {
  readonly signal: string | null;
  readonly calls: number;
  /** What is left in the temporary directory. */
  readonly left: readonly string[];
  readonly out: string;
}

function publish(remote: TestingRemote, environment: Readonly<Record<string, string>>, shell = 'exec'): Run {
  const told = join(remote.root, 'publish.json');
  const files = Object.entries(next).map(([path, text]) => synthesizedFile(path, text));
  writeFileSync(told, JSON.stringify({ url: remote.directory, files }));
  const calls = mkdtempSync(join(remote.root, 'calls-'));
  const temporary = mkdtempSync(join(remote.root, 'tmp-'));
  const { signal, stdout, stderr } = spawnSync('sh', ['-c', `${shell} "$0" "$@"`, process.execPath, program(), told], {
    env: {
      ...process.env,
      PATH: `${join(directory, 'bin')}:${process.env['PATH'] ?? ''}`,
      CALLS: calls,
      TMPDIR: temporary,
      SIGNAL: 'KILL',
      ...environment,
    },
    encoding: 'utf8',
  });
  return { signal, calls: readdirSync(calls).length, left: readdirSync(temporary), out: stdout + stderr };
}

describe('a publish', () => {
  it('that is killed after any call of git loses nothing, and the next one is right', async () => {
    const pushed: boolean[] = [];
    for (let at = 1; at <= 50; at += 1) {
      const remote = new TestingRemote(template);
      const before = { head: remote.head(), tree: remote.tree() };
      const { signal, calls } = publish(remote, { KILL_AFTER: String(at) });
      // It came through, because it needs fewer calls than that.
      if (signal === null) {
        expect(calls).toBeLessThan(at);
        remote.remove();
        break;
      }
      remote.git('fsck', '--strict');
      expect(remote.git('for-each-ref', '--format=%(refname)')).toBe('refs/heads/master');
      const landed = remote.head() !== before.head;
      if (!landed) expect(remote.tree()).toEqual(before.tree);
      pushed.push(landed);

      const { diagnostics, commit } = await remote.publish(next);
      expect([diagnostics, commit === undefined]).toEqual([[], landed]);
      expect(remote.git('rev-parse', 'master~1')).toBe(before.head);
      expect(remote.tree()['extra.txt']).toBe('theirs\n');
      expect(remote.tree()[deploymentPath]).toMatch(/replicas: 3\n[^]*web:1\.28/);
      remote.remove();
    }
    // Nothing lands before the push, which is the last call.
    expect(pushed.length).toBeGreaterThan(5);
    expect(pushed.indexOf(true)).toBe(pushed.length - 1);
  }, 120_000);

  it.each(['INT', 'TERM'])('that is stopped by SIG%s leaves nothing behind, and ends by the signal', (name) => {
    const remote = new TestingRemote(template);
    const head = remote.head();
    const { signal, left } = publish(remote, { KILL_AFTER: '3', SIGNAL: name });
    expect([signal, left, remote.head()]).toEqual([`SIG${name}`, [], head]);
    remote.remove();
  });

  // A limit on the size of files stands for a disk that is full: the same calls fail, and it needs no rights to set.
  it.each([0, 1, 2, 4])('that may write no file over %i blocks says that there is no room', (blocks) => {
    const remote = new TestingRemote(template);
    const noise = Array.from({ length: 500 }, (_, index) => ((index * 2654435761) % 4294967296).toString(36)).join('\n');
    remote.commit({ 'extra/notes.yaml': `# ${noise.replaceAll('\n', '\n# ')}\n` });
    const head = remote.head();
    const { out } = publish(remote, {}, `trap '' XFSZ; ulimit -f ${blocks}; exec`);
    expect(out).toContain('"code":"GIT006"');
    expect(remote.head()).toBe(head);
    remote.git('fsck', '--strict');
    expect(publish(remote, {}).out).toContain('"commit":"');
    expect(remote.tree()[deploymentPath]).toMatch(/replicas: 3\n[^]*web:1\.28/);
    remote.remove();
  });

  it('whose temporary directory is not there says so', () => {
    const remote = new TestingRemote(template);
    expect(publish(remote, { TMPDIR: join(remote.root, 'nowhere') }).out).toMatch(/"code":"GIT006".*mkdtemp/);
    remote.remove();
  });
});
