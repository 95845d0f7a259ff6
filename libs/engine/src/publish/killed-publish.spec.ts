import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { recordRef } from '../git/source-record';
import { synthesizedFile } from '../testing-story';
import { deploymentPath, webFiles } from './testing-files';
import { KillablePublisher, type KilledRun } from './testing-killed-publish';
import { TestingRemote } from './testing-remote';

let directory = '';
let template: TestingRemote;
let publisher: KillablePublisher;
const next = webFiles({ replicas: 3 });

beforeAll(async () => {
  directory = mkdtempSync(join(tmpdir(), 'gitops-spec-'));
  publisher = await KillablePublisher.create(directory);
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

function publish(remote: TestingRemote, environment: Readonly<Record<string, string>>, shell?: string): Promise<KilledRun> {
  const files = Object.entries(next).map(([path, text]) => synthesizedFile(path, text));
  const order = { url: remote.directory, cluster: 'demo', path: '', files, source: 1 };
  return publisher.publish(order, remote.root, environment, shell);
}

describe('a publish', () => {
  it('that is killed after any call of git loses nothing, and the next one is right', async () => {
    const pushed: boolean[] = [];
    for (let at = 1; at <= 50; at += 1) {
      const remote = new TestingRemote(template);
      const before = { head: remote.head(), tree: remote.tree() };
      const { signal, calls } = await publish(remote, { KILL_AFTER: String(at) });
      // It came through, because it needs fewer calls than that.
      if (signal === null) {
        expect(calls).toBeLessThan(at);
        remote.remove();
        break;
      }
      remote.git('fsck', '--strict');
      const landed = remote.head() !== before.head;
      const refs = ['refs/heads/master', ...(landed ? [recordRef('demo')] : [])];
      expect(remote.git('for-each-ref', '--format=%(refname)').split('\n')).toEqual(refs);
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

  it.each(['INT', 'TERM'])('that is stopped by SIG%s leaves nothing behind, and ends by the signal', async (name) => {
    const remote = new TestingRemote(template);
    const head = remote.head();
    const { signal, left } = await publish(remote, { KILL_AFTER: '3', SIGNAL: name });
    expect([signal, left, remote.head()]).toEqual([`SIG${name}`, [], head]);
    remote.remove();
  });

  // A limit on the size of files stands for a disk that is full: the same calls fail, and it needs no rights to set.
  it.each([0, 1, 2, 4])('that may write no file over %i blocks says that there is no room', async (blocks) => {
    const remote = new TestingRemote(template);
    const noise = Array.from({ length: 500 }, (_, index) => ((index * 2654435761) % 4294967296).toString(36)).join('\n');
    remote.commit({ 'extra/notes.yaml': `# ${noise.replaceAll('\n', '\n# ')}\n` });
    const head = remote.head();
    const { out } = await publish(remote, {}, `trap '' XFSZ; ulimit -f ${blocks}; exec`);
    expect(out).toContain('"code":"GIT006"');
    expect(remote.head()).toBe(head);
    remote.git('fsck', '--strict');
    expect((await publish(remote, {})).out).toContain('"commit":"');
    expect(remote.tree()[deploymentPath]).toMatch(/replicas: 3\n[^]*web:1\.28/);
    remote.remove();
  });

  it('whose temporary directory is not there says so', async () => {
    const remote = new TestingRemote(template);
    expect((await publish(remote, { TMPDIR: join(remote.root, 'nowhere') })).out).toMatch(/"code":"GIT006".*mkdtemp/);
    remote.remove();
  });
});
