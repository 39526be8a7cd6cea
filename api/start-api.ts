import { setMaxListeners } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { warmUpGate } from '../src/generation/warm-up-gate.ts';
import type { Services } from '../src/platform/services.ts';
import { createApp } from './app.ts';

const closeIdleMs = 50;

export interface RunningApi {
  /** Where it answers, such as http://127.0.0.1:3000 */
  url: string;
  /** Takes no new request, ends the waits with what is known, and lets the others finish within the grace period. */
  close(): Promise<void>;
}

/** Listens on HOST and PORT. @throws the error of listen, such as EADDRINUSE */
export async function startApi(services: Services): Promise<RunningApi> {
  const { config, logger } = services;
  warmUpGate();
  const closing = new AbortController();
  // Every request under way listens.
  setMaxListeners(0, closing.signal);
  // Node looks at time-outs every 30 s by itself, which would make 10 s into as much.
  const server = createServer(
    { connectionsCheckingInterval: 1_000 },
    createApp({ services, closing: closing.signal }),
  );
  // Slow clients may hold a connection, not a worker: the headers within 10 s, the whole request within 30 s.
  server.headersTimeout = 10_000;
  server.requestTimeout = 30_000;
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(config.PORT, config.HOST, resolve);
  });
  const { port } = server.address() as AddressInfo;
  const url = `http://${config.HOST.includes(':') ? `[${config.HOST}]` : config.HOST}:${port}`;
  logger.info({ url }, 'API listening');

  return {
    url,
    async close() {
      const closed = new Promise<void>((resolve) => {
        server.close(() => resolve());
      });
      closing.abort();
      // A connection that is kept alive falls idle only after its answer: left alone it would hold the process for seconds.
      const closeIdle = setInterval(() => server.closeIdleConnections(), closeIdleMs);
      const cut = setTimeout(() => server.closeAllConnections(), config.SHUTDOWN_GRACE_MS);
      await closed;
      clearInterval(closeIdle);
      clearTimeout(cut);
    },
  };
}
