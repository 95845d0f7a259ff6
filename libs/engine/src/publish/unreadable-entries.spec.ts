import { execFileSync } from 'node:child_process';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { inventoryPath } from './inventory';
import type { PublishResult } from './publish-files';
import { deploymentPath, webFiles } from './testing-files';
import { TestingRemote } from './testing-remote';

const elsewhere = { submodule: 'e'.repeat(40) };

let remote: TestingRemote;
beforeEach(async () => {
  remote = new TestingRemote();
  await remote.publish(webFiles());
});
afterEach(() => {
  remote.remove();
});

/** Somebody's editor saves in Latin-1, with a letter that means nothing in UTF-8. */
function saveInLatin1(path: string, text: string): void {
  const input = Buffer.from(`${text}# caf\u00e9\n`, 'latin1');
  const git = (...args: readonly string[]): string =>
    execFileSync('git', args, { cwd: remote.directory, input, encoding: 'utf8' }).trim();
  const oid = git('hash-object', '-w', '--stdin');
  const stream = `commit refs/heads/master\ncommitter Mei <mei@example.com> 1700000000 +0000\ndata 0\nfrom ${remote.head()}\nM 100644 ${oid} ${path}\n`;
  execFileSync('git', ['fast-import', '--quiet'], { cwd: remote.directory, input: stream });
}

async function publish(): Promise<readonly string[]> {
  const { diagnostics }: PublishResult = await remote.publish(webFiles({ replicas: 3 }));
  return diagnostics.map(({ code, message }) => `${code} ${message}`);
}

describe('a file that is no UTF-8', () => {
  it('and ours stops the publish, and keeps each of its bytes', async () => {
    saveInLatin1(deploymentPath, webFiles({ tag: '1.28' })[deploymentPath] ?? '');
    const head = remote.head();
    expect(await publish()).toEqual([`LAY006 the published ${deploymentPath} cannot be read: it is no text in UTF-8`]);
    expect(remote.head()).toBe(head);
  });

  it("and somebody else's stops Flux, so that it stops the publish", async () => {
    saveInLatin1('extra/notes.yaml', 'apiVersion: v1\n');
    expect(await publish()).toEqual(['LAY006 Flux cannot rely on this YAML: it is no text in UTF-8']);
  });

  it.each(['notes.txt', 'charts/x/templates/notes.yaml'])(
    "and is not read by Flux, as %s, is nobody's business",
    async (path) => {
      remote.commit({ 'charts/x/Chart.yaml': 'name: x\n', 'charts/x/values.yaml': 'a: 1\n' });
      saveInLatin1(path, '');
      expect(await publish()).toEqual([]);
    },
  );
});

describe('a submodule', () => {
  it.each(['extra.yaml', '.flux.yaml', 'eu/prod/.gitops/inventory.json'])('of others, as %s, is not read', async (path) => {
    remote.commit({ [path]: elsewhere });
    expect(await publish()).toEqual([]);
    expect(remote.git('ls-tree', 'master', '--', path)).toContain(elsewhere.submodule);
  });

  it('in the place of a published file stops the publish', async () => {
    remote.commit({ [deploymentPath]: elsewhere });
    expect(await publish()).toEqual([`LAY006 the published ${deploymentPath} cannot be read: it is a submodule`]);
  });

  it('in the place of the inventory stops the publish', async () => {
    remote.commit({ [inventoryPath]: elsewhere });
    expect(await publish()).toEqual([expect.stringMatching(/^OWN014 .* is no JSON/)]);
  });
});
