import { once } from 'node:events';
import { createServer, type Socket } from 'node:net';
import { MemcachedStore } from './memcached-protocol';

/** Stands in for memcached, of which fluxd needs three commands: one program less to build. */
export interface Memcached {
  readonly port: number;
  stop(): Promise<void>;
}

export async function startMemcached(port: number): Promise<Memcached> {
  const store = new MemcachedStore();
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    const answer = store.connect();
    sockets.add(socket);
    socket.on('data', (chunk) => socket.write(answer(chunk)));
    socket.on('error', () => undefined).on('close', () => sockets.delete(socket));
  });
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  return {
    port,
    stop: async () => {
      server.close();
      for (const socket of sockets) socket.destroy();
      if (server.listening) await once(server, 'close');
    },
  };
}
