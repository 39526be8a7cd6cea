import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import type { Closable } from '../src/platform/closables.ts';

/** A proxy in front of a Redis that counts the traffic. */
export interface RedisCounter extends Closable {
  url: string;
  counts(): RedisCounts;
}

export interface RedisCounts {
  commands: number;
  /** Commands that are sent on a connection without waiting for an answer count as one round trip. */
  roundTrips: number;
}

export async function startRedisCounter(target: string): Promise<RedisCounter> {
  const { hostname, port, pathname } = new URL(target);
  const counts: RedisCounts = { commands: 0, roundTrips: 0 };
  const sockets = new Set<Socket>();
  const keep = (socket: Socket) => {
    sockets.add(socket.setNoDelay(true));
    socket.on('error', () => socket.destroy());
    socket.on('close', () => sockets.delete(socket));
  };
  const server = createServer((client) => {
    const upstream = connect(Number(port), hostname);
    keep(client);
    keep(upstream);
    const count = createCommandCounter();
    let answered = true;
    client.on('data', (chunk) => {
      counts.commands += count(chunk);
      if (answered) counts.roundTrips += 1;
      answered = false;
    });
    upstream.on('data', () => {
      answered = true;
    });
    client.pipe(upstream).pipe(client);
    client.on('close', () => upstream.destroy());
    upstream.on('close', () => client.destroy());
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `redis://127.0.0.1:${(server.address() as AddressInfo).port}${pathname}`,
    counts: () => ({ ...counts }),
    async close() {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}

/**
 * Counts the commands that a client sends. Each is an array of length-prefixed strings
 * (`*2\r\n$3\r\nGET\r\n$1\r\na\r\n`) and may arrive in parts.
 */
function createCommandCounter(): (chunk: Buffer) => number {
  let rest: Buffer = Buffer.alloc(0);
  /** The number of strings of the current command that have not arrived yet. */
  let strings = 0;
  return (chunk) => {
    rest = Buffer.concat([rest, chunk]);
    let ended = 0;
    let at = 0;
    for (;;) {
      const lineEnd = rest.indexOf('\r\n', at);
      if (lineEnd === -1) break;
      const length = Number(rest.toString('latin1', at + 1, lineEnd));
      if (strings === 0) {
        strings = length;
        at = lineEnd + 2;
        continue;
      }
      const end = lineEnd + 2 + length + 2;
      if (rest.length < end) break;
      at = end;
      strings -= 1;
      if (strings === 0) ended += 1;
    }
    rest = rest.subarray(at);
    return ended;
  };
}
