import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';

export interface TcpGate {
  /** The server's URL, through the gate. */
  url: string;
  /** Cuts all connections, and every new one until it is opened again. */
  shut(): void;
  open(): void;
  /** Resets all connections, as a host does that crashes. New ones are let through. */
  reset(): void;
  /** Holds back what the server answers, as a server does that hangs. */
  stall(): void;
  /** Lets the answers through again. */
  flow(): void;
  /** New connections lead to another server; those that are open stay. */
  leadTo(target: string): void;
  /** Resolves once so many connections have been refused since it was last shut. */
  waitForRefusals(count: number): Promise<void>;
  close(): Promise<void>;
}

/** A way to a server that can be shut, as when the server or the network is away. */
export async function startTcpGate(target: string): Promise<TcpGate> {
  let { hostname, port } = new URL(target);
  const sockets = new Set<Socket>();
  const answering = new Set<Socket>();
  let isOpen = true;
  let refusals = 0;
  let waiting: { count: number; resolve: () => void }[] = [];

  const hold = (socket: Socket) => {
    sockets.add(socket);
    socket.on('error', () => socket.destroy());
    socket.on('close', () => sockets.delete(socket));
  };
  const server = createServer((incoming) => {
    hold(incoming);
    if (!isOpen) {
      incoming.destroy();
      refusals += 1;
      for (const { count, resolve } of waiting) if (count <= refusals) resolve();
      waiting = waiting.filter(({ count }) => count > refusals);
      return;
    }
    const outgoing = connect(Number(port), hostname);
    hold(outgoing);
    answering.add(outgoing);
    incoming.pipe(outgoing).pipe(incoming);
    incoming.on('close', () => outgoing.destroy());
    outgoing.on('close', () => {
      answering.delete(outgoing);
      incoming.destroy();
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('a TCP server has a port');
  const url = new URL(target);
  url.hostname = '127.0.0.1';
  url.port = String(address.port);

  const cut = () => {
    for (const socket of sockets) socket.destroy();
  };
  return {
    url: url.href,
    shut() {
      isOpen = false;
      refusals = 0;
      cut();
    },
    open() {
      isOpen = true;
    },
    reset() {
      for (const socket of sockets) socket.resetAndDestroy();
    },
    stall() {
      for (const socket of answering) socket.pause();
    },
    flow() {
      for (const socket of answering) socket.resume();
    },
    leadTo(other) {
      ({ hostname, port } = new URL(other));
    },
    waitForRefusals(count) {
      if (refusals >= count) return Promise.resolve();
      return new Promise((resolve) => waiting.push({ count, resolve }));
    },
    async close() {
      cut();
      server.close();
      await once(server, 'close');
    },
  };
}
