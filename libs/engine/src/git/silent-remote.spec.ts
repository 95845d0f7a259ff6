import { once } from 'node:events';
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { readFileSync, readdirSync } from 'node:fs';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { ConfigRepository } from './config-repository';
import { gitDiagnostic } from './git-diagnostic';

let server: Server;
let port = 0;
const sockets = new Set<Socket>();

// Takes every connection and every byte, and never says a word.
beforeEach(async () => {
  server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined).resume();
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  ({ port } = server.address() as AddressInfo);
  vi.stubEnv('no_proxy', '127.0.0.1');
  vi.stubEnv('GITOPS_GIT_TIMEOUT', '1');
});
afterEach(() => {
  vi.unstubAllEnvs();
  for (const socket of sockets) socket.destroy();
  sockets.clear();
  server.close();
});

it.each(['http://mei:s3cret@', 'git://'])('gives up a remote that says nothing over %s', async (start) => {
  const url = `${start}127.0.0.1:${port}/config-repo`;
  const failure = await ConfigRepository.fetch(url, 'master', 'demo').catch((thrown: unknown) => thrown);
  expect(sockets.size).toBeGreaterThan(0);
  expect(gitDiagnostic(failure, url, undefined)).toMatchObject({
    code: 'GIT007',
    message: expect.stringMatching(/^the config repository \w+:\/\/\S+ has not answered for a second$/),
    help: expect.stringContaining('GITOPS_GIT_TIMEOUT'),
  });
  expect(JSON.stringify(gitDiagnostic(failure, url, undefined))).not.toContain('s3cret');
});

// Either git is ended, or ssh gives up just before; nothing of them may stay behind.
it('gives up a remote that says nothing over ssh', async () => {
  const url = `ssh://git@127.0.0.1:${port}/config-repo`;
  const failure = await ConfigRepository.fetch(url, 'master').catch((thrown: unknown) => thrown);
  expect(gitDiagnostic(failure, url, undefined).code).toMatch(/^GIT00[17]$/);
  await vi.waitUntil(() => !commandLines().some((line) => line.includes('ssh') && line.includes(String(port))), 10_000);
});

/** Of all processes; none where the system does not tell. */
function commandLines(): readonly string[] {
  try {
    return readdirSync('/proc').flatMap((name) => {
      try {
        return /^\d+$/.test(name) ? [readFileSync(`/proc/${name}/cmdline`, 'utf8')] : [];
      } catch {
        return [];
      }
    });
  } catch {
    return [];
  }
}
