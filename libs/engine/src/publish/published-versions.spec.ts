import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ConfigRepository } from '../git/config-repository';
import { deploymentPath, webFiles } from './testing-files';
import { TestingRemote } from './testing-remote';

let remote: TestingRemote;
beforeEach(() => {
  remote = new TestingRemote();
});
afterEach(() => {
  vi.restoreAllMocks();
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

const read = (): string => remote.tree()[deploymentPath] ?? '';
const bump = (tag: string): void => {
  remote.commit({ [deploymentPath]: read().replace(/web:[\d.]+/, `web:${tag}`) }, `Auto-release ${tag}`);
};
const byDigest = (text: string): string => text.replace(/web:[\d.]+/, `web@sha256:${'a'.repeat(64)}`);
const hide = (): void => {
  remote.commit({ [deploymentPath]: byDigest(read()) }, 'By digest');
};

/** The Deployment under another name. */
const renamed = {
  'workloads/front-dep.yaml': (webFiles()[deploymentPath] ?? '').replace('name: web\n  namespace', 'name: front\n  namespace'),
};

/** What happens after a publish at 1.27, and the tag that its undoing must leave. */
const edits: readonly (readonly [what: string, edit: () => void, tag: string])[] = [
  ['hides the tag of the last bump', () => [bump('1.28'), bump('1.29'), hide()], '1.29'],
  ['hides the tag that was published', () => [hide()], '1.27'],
  [
    'comes twice, with a bump between',
    () => [hide(), remote.commit({ [deploymentPath]: webFiles({ tag: '1.30' })[deploymentPath] ?? '' }), hide()],
    '1.30',
  ],
  ['takes a bump back first', () => [bump('1.28'), bump('1.27'), hide()], '1.27'],
  [
    'puts another image there',
    () => [bump('1.28'), remote.commit({ [deploymentPath]: read().replace('/web:1.28', '/other:7') })],
    '1.28',
  ],
  [
    'gives the container another name',
    () => [
      bump('1.28'),
      remote.commit({ [deploymentPath]: read().replace('name: web\n        image', 'name: x\n        image') }),
    ],
    '1.28',
  ],
  [
    'removes the container',
    () => [
      bump('1.28'),
      remote.commit({ [deploymentPath]: read().replace(/- name: web\n +image: .*/, '- name: x\n        image: x:1') }),
    ],
    '1.28',
  ],
  [
    'leaves no YAML for a while',
    () => [
      bump('1.28'),
      remote.commit({ [deploymentPath]: '<<<<<<<\n' }),
      remote.commit({ [deploymentPath]: byDigest(webFiles()[deploymentPath] ?? '') }),
    ],
    '1.28',
  ],
  ['hides the tag and deletes the file', () => [bump('1.28'), hide(), remote.commit({ [deploymentPath]: null })], '1.28'],
];

describe('an edit that is undone and', () => {
  it.each(edits)('%s', async (_, edit, tag) => {
    await remote.publish(webFiles());
    edit();
    const { diagnostics } = await remote.publish(webFiles({ replicas: 3 }), {}, { consents });
    expect(diagnostics).toEqual([]);
    expect(read()).toContain(`web:${tag} #`);
    expect(read()).toContain('replicas: 3');
  });

  it('hides the tag is no reason to take one from before the last publish', async () => {
    await remote.publish(webFiles());
    bump('1.28');
    await remote.publish(webFiles({ replicas: 3 }));
    hide();
    await remote.publish(webFiles({ replicas: 4 }), {}, { consents });
    expect(read()).toContain('web:1.28 #');
  });

  it('hides the tag leaves it to the object that takes over', async () => {
    await remote.publish(webFiles());
    bump('1.28');
    hide();
    const { diagnostics } = await remote.publish(renamed, {}, { consents });
    expect(diagnostics).toEqual([]);
    expect(remote.tree()['workloads/front-dep.yaml']).toContain('web:1.28 #');
  });

  it.each([
    ['has deleted the file', null],
    ['has left no YAML in it', '<<<<<<<\n'],
  ])('%s leaves tag and lock to the object that takes over', async (_, content) => {
    await remote.publish(webFiles());
    bump('1.28');
    remote.commit({ [deploymentPath]: read().replace('annotations:', "annotations:\n    fluxcd.io/locked: 'true'") });
    remote.commit({ [deploymentPath]: content });
    const { diagnostics } = await remote.publish(renamed, {}, { consents });
    expect(diagnostics).toEqual([]);
    expect(remote.tree()['workloads/front-dep.yaml']).toMatch(/fluxcd.io\/locked: "true"[^]*web:1\.28 #/);
    expect(Object.keys(remote.tree())).not.toContain(deploymentPath);
  });

  it('came by a branch that was made before the bump leaves the bump', async () => {
    await remote.publish(webFiles());
    const fork = remote.head();
    bump('1.28');
    const [bumped, text] = [remote.head(), read()];
    remote.git('update-ref', 'refs/heads/side', fork);
    remote.commit({ [deploymentPath]: byDigest(text) }, 'By digest', 'side');
    const side = remote.head('side');
    const author = ['-c', 'user.name=Mei', '-c', 'user.email=mei@example.com'];
    // Mei has pulled, and kept her own file: the bump is in the second line of ancestors alone.
    const merge = remote.git(...author, 'commit-tree', '-p', side, '-p', bumped, '-m', 'Merge', `${side}^{tree}`);
    remote.git('update-ref', 'refs/heads/master', merge);
    const { diagnostics } = await remote.publish(webFiles({ replicas: 3 }), {}, { consents });
    expect(diagnostics).toEqual([]);
    expect(read()).toContain('web:1.28 #');
  });
});

it('costs nothing where no tag is hidden', async () => {
  await remote.publish(webFiles());
  bump('1.28');
  const fetchHistory = vi.spyOn(ConfigRepository.prototype, 'fetchHistory');
  await remote.publish(webFiles({ replicas: 3 }));
  remote.commit({ [deploymentPath]: read().replace('replicas: 3', 'replicas: 7') });
  await remote.publish(webFiles({ replicas: 4 }), {}, { consents });
  expect([read().match(/replicas: \d/)?.[0], fetchHistory.mock.calls]).toEqual(['replicas: 4', []]);
  hide();
  await remote.publish(webFiles({ replicas: 4 }), {}, { consents });
  expect(fetchHistory.mock.calls).toHaveLength(1);
});
