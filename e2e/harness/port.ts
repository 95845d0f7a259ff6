import { createServer } from 'node:net';
import { once } from 'node:events';

/** Ports of the loopback interface that nobody listens on, all different. */
export async function freePorts(count: number): Promise<readonly number[]> {
  // All are held at once, since a port that is let go may be handed out again.
  const servers = await Promise.all(
    Array.from({ length: count }, async () => {
      const server = createServer().listen(0, '127.0.0.1');
      await once(server, 'listening');
      return server;
    }),
  );
  return Promise.all(
    servers.map(async (server) => {
      const address = server.address();
      server.close();
      await once(server, 'close');
      if (address === null || typeof address === 'string') throw new Error('a listening TCP server has a port');
      return address.port;
    }),
  );
}
