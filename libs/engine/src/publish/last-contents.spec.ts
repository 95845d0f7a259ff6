import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { deploymentPath, webFiles } from './testing-files';
import { TestingRemote } from './testing-remote';

let remote: TestingRemote;
beforeEach(() => {
  remote = new TestingRemote();
});
afterEach(() => {
  remote.remove();
});

const consents = { overwriteDrift: new Set(['web']) };

describe('what stood last in a deleted file', () => {
  it.each(['', 'clusters/b*ue "1"'])('is carried, from git, in directory %j', async (path) => {
    const place = { cluster: 'blue', path };
    const file = path === '' ? deploymentPath : `${path}/${deploymentPath}`.replaceAll('"', '\\"');
    const read = (): string => remote.tree()[file.replaceAll('\\"', '"')] ?? '';
    await remote.publish(webFiles(), place);
    const bumpedTo = (tag: string): string => read().replace(/web:[\d.]+/, `web:${tag}`);
    remote.commit({ [file]: bumpedTo('1.28') }, 'Auto-release 1.28');
    const older = read();
    remote.commit({ [file]: null }, 'Delete');
    remote.commit({
      [file]: older.replace('1.28', '1.29').replace('annotations:', "annotations:\n    fluxcd.io/locked: 'true'"),
    });
    remote.commit({ [file]: null, 'notes.txt': 'n\n' }, 'Delete again');
    expect((await remote.publish(webFiles(), place)).diagnostics.map(({ code }) => code)).toEqual(['OWN003']);
    expect((await remote.publish(webFiles(), place, { consents })).diagnostics).toEqual([]);
    expect(read()).toMatch(/fluxcd.io\/locked: "true"[^]*web:1\.29/);
  });

  it('stops the publish where the history ends before', async () => {
    await remote.publish(webFiles());
    remote.commit({ [deploymentPath]: null });
    const orphan = remote.git(
      '-c',
      'user.name=M',
      '-c',
      'user.email=m@example.com',
      'commit-tree',
      '-m',
      'Squash',
      'master^{tree}',
    );
    remote.git('update-ref', 'refs/heads/master', orphan);
    const { diagnostics } = await remote.publish(webFiles(), {}, { consents });
    expect(diagnostics).toMatchObject([{ code: 'OWN003', message: expect.stringContaining('the history does not have it') }]);
    expect(remote.head()).toBe(orphan);
  });
});
