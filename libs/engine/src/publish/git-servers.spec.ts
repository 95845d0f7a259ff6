import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { deploymentPath, webFiles } from './testing-files';
import { TestingRemote } from './testing-remote';

let template: TestingRemote;
let remote: TestingRemote;

// Drift is told from what was published before the bump, which only an older commit holds.
beforeAll(async () => {
  template = new TestingRemote();
  await template.publish(webFiles());
  template.commit({ [deploymentPath]: (template.tree()[deploymentPath] ?? '').replace('web:1.27', 'web:1.28') }, 'Auto-release');
});
afterAll(() => {
  template.remove();
});
beforeEach(() => {
  remote = new TestingRemote(template);
});
afterEach(() => {
  vi.unstubAllEnvs();
  remote.remove();
});

/** Servers of protocol v0 give only what they advertise: the newest commit, and by a filter no content of any file. */
const servers = (['0', '2'] as const).flatMap((protocol) =>
  (['true', 'false'] as const).map((allowFilter) => ({ protocol, allowFilter })),
);

describe.each(servers)(
  'a server of protocol v$protocol with uploadpack.allowFilter = $allowFilter',
  ({ protocol, allowFilter }) => {
    beforeEach(() => {
      vi.stubEnv('GIT_CONFIG_COUNT', '1');
      vi.stubEnv('GIT_CONFIG_KEY_0', 'protocol.version');
      vi.stubEnv('GIT_CONFIG_VALUE_0', protocol);
      remote.git('config', 'uploadpack.allowFilter', allowFilter);
    });

    it('lets publish carry a bump', async () => {
      const { diagnostics, commit } = await remote.publish(webFiles({ replicas: 3 }));
      expect([diagnostics, commit]).toEqual([[], remote.head()]);
      expect(remote.tree()[deploymentPath]).toMatch(/replicas: 3\n[^]*web:1\.28/);
      expect(await remote.publish(webFiles({ replicas: 3 }))).toMatchObject({ diagnostics: [], commit: undefined });
    });

    it('lets publish say who edited what', async () => {
      remote.commit(
        { [deploymentPath]: (remote.tree()[deploymentPath] ?? '').replace('replicas: 2', 'replicas: 7') },
        'Scale up',
      );
      const { diagnostics } = await remote.publish(webFiles({ replicas: 3 }));
      expect(diagnostics).toMatchObject([{ code: 'OWN001', notes: expect.arrayContaining([expect.stringMatching(/Scale up/)]) }]);
    });

    it('lets publish bring back a bump that an edit has hidden', async () => {
      const read = (): string => remote.tree()[deploymentPath] ?? '';
      remote.commit({ [deploymentPath]: read().replace('web:1.28', `web@sha256:${'a'.repeat(64)}`) }, 'By digest');
      const stopped = await remote.publish(webFiles({ replicas: 3 }));
      expect(stopped.diagnostics).toMatchObject([{ code: 'OWN001' }]);
      const consents = { overwriteDrift: new Set(['web']) };
      const { diagnostics, commit } = await remote.publish(webFiles({ replicas: 3 }), {}, { consents });
      expect([diagnostics, commit]).toEqual([[], remote.head()]);
      expect(read()).toMatch(/replicas: 3\n[^]*web:1\.28/);
    });

    it('has a content nowhere that the inventory names', async () => {
      const path = '.gitops/inventory.json';
      const inventory = (remote.tree()[path] ?? '').replace(/"blob":"[0-9a-f]{40}"/, `"blob":"${'1'.repeat(40)}"`);
      remote.commit({ [path]: inventory });
      const { diagnostics } = await remote.publish(webFiles({ replicas: 3 }));
      expect(diagnostics).toMatchObject([{ code: 'OWN014', message: expect.stringContaining('1'.repeat(40)) }]);
    });
  },
);
