import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { inventoryPath } from './inventory';
import { deploymentPath, webFiles } from './testing-files';
import { TestingRemote } from './testing-remote';

const notes = { 'notes.yaml': 'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: notes\n  namespace: shop\n' };
const path = 'clusters/a[1]';
let remote: TestingRemote;

beforeEach(() => {
  remote = new TestingRemote();
});
afterEach(() => {
  remote.remove();
});

describe('an inventory that is gone', () => {
  it.each(['', path])('stops a publish of what is left to "%s", until it is restored', async (directory) => {
    const inDirectory = (name: string): string => (directory === '' ? name : `${directory}/${name}`);
    const { commit } = await remote.publish({ ...webFiles(), ...notes }, { path: directory });
    const inventory = remote.tree()[inDirectory(inventoryPath)] ?? '';
    remote.commit({ [inDirectory(inventoryPath)]: null });
    remote.commit({ 'README.md': 'Later.\n' }, 'Mentions it\n\nGitops-Cluster: demo');
    const head = remote.head();

    const { diagnostics } = await remote.publish(notes, { path: directory });
    const restore = /git checkout ([0-9a-f]+) -- (.*?);/.exec(diagnostics[0]?.help ?? '');
    expect(diagnostics.map(({ code }) => code)).toEqual(['OWN014']);
    expect([remote.git('rev-parse', restore?.[1] ?? ''), restore?.[2]]).toEqual([commit, inDirectory(inventoryPath)]);
    expect(remote.head()).toBe(head);

    remote.commit({ [inDirectory(inventoryPath)]: inventory }, 'Restore it');
    await remote.publish(notes, { path: directory }, { consents: { allowRemoval: new Set(['shop:deployment/web']) } });
    expect(Object.keys(remote.tree())).not.toContain(inDirectory(deploymentPath));
  });

  it('lets --adopt start anew', async () => {
    await remote.publish({ ...webFiles(), ...notes });
    remote.commit({ [inventoryPath]: null });
    const { diagnostics, commit } = await remote.publish(notes, {}, { consents: { adopt: true } });
    expect([diagnostics, commit]).toEqual([[], remote.head()]);
    expect(remote.tree()).toHaveProperty(deploymentPath);
  });
});

/** Nothing of ours is lost here. */
const others: readonly (readonly [what: string, prepare: () => Promise<unknown>, directory: string])[] = [
  ['was never published to', () => Promise.resolve(remote.commit(webFiles(), 'By hand')), ''],
  [
    'another cluster published to',
    async () => {
      await remote.publish(webFiles(), { cluster: 'demo2' });
      remote.commit({ [inventoryPath]: null });
    },
    '',
  ],
  [
    'is new to the cluster',
    async () => {
      await remote.publish(webFiles(), { path: 'old' });
      remote.commit({ 'new/web.yaml': webFiles()[deploymentPath] ?? '' });
    },
    'new',
  ],
  [
    'was emptied',
    async () => {
      await remote.publish(webFiles());
      remote.commit({ [inventoryPath]: null, [deploymentPath]: null, 'README.md': 'Anew.\n' });
    },
    '',
  ],
];

it.each(others)('a directory that %s is published to', async (_, prepare, directory) => {
  await prepare();
  const { diagnostics, commit } = await remote.publish(notes, { path: directory });
  expect(diagnostics.map(({ code }) => code)).not.toContain('OWN014');
  expect(commit).toBe(remote.head());
});
