import { writeFileSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { SourceOrder } from '../git/monorepo';
import { recordRef } from '../git/source-record';
import type { PublishResult } from './publish-files';
import { webFiles } from './testing-files';
import { TestingRemote } from './testing-remote';

const ref = recordRef('demo');
let remote: TestingRemote;
beforeEach(() => {
  remote = new TestingRemote();
});
afterEach(() => {
  vi.unstubAllEnvs();
  remote.remove();
});

/** The sources are numbers here, and a higher one is newer. */
function publish(source: number, replicas: number, cluster = 'demo'): Promise<PublishResult> {
  const compareTo = (published: string): Promise<SourceOrder> =>
    Promise.resolve(Number(published) === source ? 'same' : Number(published) < source ? 'newer' : 'not newer');
  return remote.publish(webFiles({ replicas }), { commit: String(source), compareTo, cluster, path: cluster });
}

const codes = ({ diagnostics }: PublishResult): readonly string[] => diagnostics.map(({ code }) => code);
const recorded = (cluster = 'demo'): string => remote.git('for-each-ref', '--format=%(contents:subject)', recordRef(cluster));
const refuse = (where: string): void => {
  mkdirSync(join(remote.directory, 'hooks'), { recursive: true });
  writeFileSync(join(remote.directory, 'hooks/update'), `#!/bin/sh\ncase $1 in ${where}) echo not here >&2; exit 1;; esac\n`, {
    mode: 0o755,
  });
};

describe('a publish with nothing to say', () => {
  beforeEach(async () => {
    expect(codes(await publish(1, 2))).toEqual([]);
  });

  it('makes no commit on the branch, and keeps an older source out all the same', async () => {
    const head = remote.head();
    expect(await publish(3, 2)).toMatchObject({ commit: undefined, diagnostics: [] });
    expect([remote.head(), recorded()]).toEqual([head, 'Publish demo from 3']);

    const late = await publish(2, 7);
    expect(late.commit).toBeUndefined();
    expect(late.diagnostics).toMatchObject([
      {
        code: 'OWN012',
        message: 'what is published comes from commit 3, which is not older than 2',
        notes: [`that publish changed no file; ${ref} records it`],
      },
    ]);
    expect(remote.head()).toBe(head);
    expect(await publish(4, 7)).toMatchObject({ commit: remote.head(), diagnostics: [] });
    expect(recorded()).toBe('Publish demo from 4');
  });

  it('pushes nothing a second time', async () => {
    await publish(3, 2);
    const refs = remote.git('for-each-ref');
    refuse('*');
    expect(await publish(3, 2)).toMatchObject({ commit: undefined, diagnostics: [] });
    expect(remote.git('for-each-ref')).toBe(refs);
  });

  it('records each cluster by itself, as a line of fast-forwards', async () => {
    remote.git('config', 'receive.denyNonFastForwards', 'true');
    await publish(5, 2, 'other');
    for (const source of [3, 4]) await publish(source, 2);
    expect([recorded(), recorded('other')]).toEqual(['Publish demo from 4', 'Publish other from 5']);
    expect(remote.git('log', '--format=%s', ref).split('\n')).toEqual([4, 3, 1].map((source) => `Publish demo from ${source}`));
    expect(remote.git('ls-tree', ref)).toBe('');
  });

  it.each(['0', '2'])('is known to a server of protocol v%s', async (protocol) => {
    vi.stubEnv('GIT_CONFIG_COUNT', '1');
    vi.stubEnv('GIT_CONFIG_KEY_0', 'protocol.version');
    vi.stubEnv('GIT_CONFIG_VALUE_0', protocol);
    await publish(3, 2);
    expect(codes(await publish(2, 7))).toEqual(['OWN012']);
  });

  it('stays on record when the branch is gone', async () => {
    await publish(3, 2);
    remote.git('update-ref', '-d', 'refs/heads/master');
    expect(codes(await publish(2, 2))).toEqual(['OWN012']);
    expect(codes(await publish(4, 2))).toEqual([]);
  });
});

describe('a newer source with nothing to say, and an older one with something, at once', () => {
  it.each(['true', 'false'])('ends with the newer one: receive.advertiseAtomic = %s', async (atomic) => {
    await publish(1, 2);
    remote.git('config', 'receive.advertiseAtomic', atomic);
    for (let newer = 3; newer < 9; newer += 2) {
      const [late] = await Promise.all([publish(newer - 1, newer), publish(newer, 2)]);
      // Without a push of both or neither, the two may still cross; then the late one says so.
      expect(atomic === 'true' ? ['OWN012'] : ['OWN012', 'GIT008']).toEqual(expect.arrayContaining([...codes(late)]));
      expect(recorded()).toBe(`Publish demo from ${newer}`);
      if (atomic === 'true') expect(remote.show(`master:demo/workloads/web-dep.yaml`)).toContain('replicas: 2');
    }
  });
});

it('takes nothing that somebody has put beside it for the record', async () => {
  await publish(1, 2);
  await publish(9, 2);
  remote.git('update-ref', `${ref}-backup`, ref);
  remote.git('update-ref', '-d', ref);
  expect(codes(await publish(2, 3))).toEqual([]);
  expect(recorded()).toBe('Publish demo from 2');
});

describe('what moves between fetch and push', () => {
  /** A publish of the number two, during which something happens once, after it has read what is there. */
  const publishDuring = (happens: () => unknown): Promise<PublishResult> => {
    let happened = false;
    const compareTo = async (published: string): Promise<SourceOrder> => {
      if (!happened) await happens();
      happened = true;
      return Number(published) <= 2 ? 'newer' : 'not newer';
    };
    return remote.publish(webFiles({ replicas: 5 }), { commit: '2', compareTo, cluster: 'demo', path: 'demo' });
  };

  it('back: what somebody has taken away does not come again', async () => {
    await publish(1, 2);
    const before = remote.head();
    remote.commit({ 'secret.txt': 'leaked\n' }, 'Leak');
    const { diagnostics, commit } = await publishDuring(() => remote.git('update-ref', 'refs/heads/master', before));
    expect([diagnostics, commit]).toEqual([[], remote.head()]);
    expect(remote.git('rev-parse', 'master~1')).toBe(before);
    expect(Object.keys(remote.tree())).not.toContain('secret.txt');
  });

  it('away: a branch that somebody has removed starts anew', async () => {
    await publish(1, 2);
    expect(codes(await publishDuring(() => remote.git('update-ref', '-d', 'refs/heads/master')))).toEqual([]);
    expect(remote.log()).toEqual(['Add Deployment shop/web']);
  });

  it.each(['true', 'false'])('is the record of a newer source alone: receive.advertiseAtomic = %s', async (atomic) => {
    await publish(1, 2);
    remote.git('config', 'receive.advertiseAtomic', atomic);
    const head = remote.head();
    expect(codes(await publishDuring(() => publish(3, 2)))).toEqual(['OWN012']);
    expect(remote.head()).toBe(head);
  });

  it('is the record of a newer source, while one that is on record is published again', async () => {
    await publish(2, 2);
    const head = remote.head();
    expect(codes(await publishDuring(() => publish(3, 2)))).toEqual(['OWN012']);
    expect(remote.head()).toBe(head);
  });
});

describe('a server that does not take the record', () => {
  it.each(['true', 'false'])('takes the branch, with a warning: receive.advertiseAtomic = %s', async (atomic) => {
    remote.git('config', 'receive.advertiseAtomic', atomic);
    refuse('refs/notes/*');
    const { commit, diagnostics } = await publish(1, 2);
    expect(commit).toBe(remote.head());
    expect(diagnostics).toMatchObject([
      {
        code: 'GIT008',
        severity: 'warning',
        notes: expect.arrayContaining(['remote: not here']),
        help: expect.stringContaining(ref),
      },
    ]);
    const silent = await publish(3, 2);
    expect([codes(silent), silent.commit]).toEqual([['GIT008'], undefined]);
    rmSync(join(remote.directory, 'hooks/update'));
    expect(codes(await publish(4, 2))).toEqual([]);
    expect(recorded()).toBe('Publish demo from 4');
  });

  it('takes both, one after the other, where it cannot take both or neither', async () => {
    remote.git('config', 'receive.advertiseAtomic', 'false');
    expect(await publish(1, 2)).toMatchObject({ commit: remote.head(), diagnostics: [] });
    expect(recorded()).toBe('Publish demo from 1');
  });

  it('and not the branch either is refused as before', async () => {
    refuse('*');
    expect(codes(await publish(1, 2))).toEqual(['GIT003']);
    expect(remote.git('for-each-ref')).toBe('');
  });
});
