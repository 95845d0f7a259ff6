import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { ConfigRepository } from '../git/config-repository';
import { inventoryPath } from './inventory';
import type { PublishFilesOptions, PublishResult } from './publish-files';
import { deploymentPath, webFiles } from './testing-files';
import { TestingRemote } from './testing-remote';

let remote: TestingRemote;
beforeEach(async () => {
  remote = new TestingRemote();
  await publish(1, 2);
  await publish(2, 3);
});
afterEach(() => {
  vi.restoreAllMocks();
  remote.remove();
});

/** The sources are numbers here, each newer than the one before. */
function publish(source: number, replicas: number, options: PublishFilesOptions = {}): Promise<PublishResult> {
  return remote.publish(webFiles({ replicas }), { commit: String(source), cluster: 'blue', path: 'blue' }, options);
}

const codes = ({ diagnostics }: PublishResult): readonly string[] => diagnostics.map(({ code }) => code);
const replicas = (): string => /replicas: (\d+)/.exec(remote.tree()[`blue/${deploymentPath}`] ?? '')?.[1] ?? '';
const path = `blue/${inventoryPath}`;

/** What `git revert` of the newest commit does, its message included. */
function revert(): void {
  const [head, subject] = [remote.head(), remote.log()[0] ?? ''];
  const old = Object.fromEntries([path, `blue/${deploymentPath}`].map((name) => [name, remote.show(`master~1:${name}`)]));
  remote.commit(old, `Revert "${subject}"\n\nThis reverts commit ${head}.`);
}

it('stops where somebody has reverted a publish, and names the commit', async () => {
  revert();
  const head = remote.head();
  const stopped = await publish(3, 3);
  expect(stopped.diagnostics).toMatchObject([
    {
      code: 'OWN014',
      message: `${path} is not what the last publish of blue left: somebody has reverted or edited it`,
      notes: [
        expect.stringMatching(/^commit [0-9a-f]+ by Mei <mei@example.com>, 2023-11-14: Revert "Change Deployment shop.web"$/),
      ],
      help: expect.stringContaining(`--overwrite-drift ${inventoryPath}`),
    },
  ]);
  expect([stopped.commit, remote.head(), replicas()]).toEqual([undefined, head, '2']);
});

it('goes on where it is agreed, and asks no more', async () => {
  revert();
  const consents = { overwriteDrift: new Set([inventoryPath]) };
  expect(codes(await publish(3, 3, { consents, namedByHand: true }))).toEqual([]);
  expect(replicas()).toBe('3');
  expect(codes(await publish(4, 4))).toEqual([]);
});

it('goes on where the revert is reverted', async () => {
  revert();
  revert();
  expect(codes(await publish(3, 4))).toEqual([]);
  expect(replicas()).toBe('4');
});

it('stops where the inventory alone is edited', async () => {
  remote.commit({ [path]: (remote.tree()[path] ?? '').replace('"source": "2"', '"source": "1"') });
  expect(codes(await publish(3, 3))).toEqual(['OWN014']);
});

it('is no matter of another cluster, nor of a bump', async () => {
  await remote.publish(webFiles(), { commit: '1', cluster: 'green', path: 'green' });
  remote.commit({ [`green/${inventoryPath}`]: '{}' });
  remote.commit({ [`blue/${deploymentPath}`]: (remote.tree()[`blue/${deploymentPath}`] ?? '').replace(':1.27', ':1.28') });
  const fetchHistory = vi.spyOn(ConfigRepository.prototype, 'fetchHistory');
  expect(codes(await publish(3, 4))).toEqual([]);
  expect(fetchHistory).not.toHaveBeenCalled();
});

it('is not asked of a record that a server did not take', async () => {
  mkdirSync(join(remote.directory, 'hooks'), { recursive: true });
  const hook = '#!/bin/sh\ncase $1 in refs/notes/*) exit 1;; esac\n';
  writeFileSync(join(remote.directory, 'hooks/update'), hook, { mode: 0o755 });
  for (const source of [3, 4]) expect(codes(await publish(source, source))).toEqual(['GIT008']);
  expect(replicas()).toBe('4');
});
