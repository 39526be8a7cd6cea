import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface LoopbackServer {
  /** Such as http://127.0.0.1:40123, without a slash at the end. */
  origin: string;
  /** Also ends open connections. Closing twice is closing once. */
  close(): Promise<void>;
}

/** An HTTP server on a free port of loopback. */
export async function startLoopbackServer(listener: RequestListener): Promise<LoopbackServer> {
  const server = createServer(listener);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  let closing: Promise<unknown> | undefined;
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async close() {
      closing ??= once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closing;
    },
  };
}
