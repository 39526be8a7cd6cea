import { setMaxListeners } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { warmUpGate } from '../src/generation/warm-up-gate.ts';
import type { Services } from '../src/platform/services.ts';
import { createApp } from './app.ts';
import { uploadMs } from './middleware/body-deadline.ts';

const closeIdleMs = 50;

export interface RunningApi {
  /** The base URL, such as http://127.0.0.1:3000 */
  url: string;
  /**
   * Is not ready any more, and serves requests for SHUTDOWN_DRAIN_MS, so that load balancers notice. Then stops accepting
   * requests, ends the waits with the current state, and lets other requests finish in the grace period.
   */
  close(): Promise<void>;
}

/** Listens on HOST and PORT. @throws the error of listen, such as EADDRINUSE */
export async function startApi(services: Services): Promise<RunningApi> {
  const { config, logger } = services;
  warmUpGate();
  const stopping = new AbortController();
  const closing = new AbortController();
  // Every running request adds a listener.
  setMaxListeners(0, closing.signal);
  // By default Node checks timeouts every 30 s, so a timeout of 10 s could take 40 s.
  const server = createServer(
    { connectionsCheckingInterval: 1_000 },
    createApp({ services, stopping: stopping.signal, closing: closing.signal }),
  );
  // Limits slow clients: 10 s for the headers. bodyDeadline limits the body, which may take this long only for a file.
  server.headersTimeout = 10_000;
  server.requestTimeout = uploadMs;
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
      stopping.abort();
      if (config.SHUTDOWN_DRAIN_MS > 0) {
        logger.info(
          { drainMs: config.SHUTDOWN_DRAIN_MS },
          'not ready any more, and serving requests meanwhile',
        );
        await delay(config.SHUTDOWN_DRAIN_MS);
      }
      const closed = new Promise<void>((resolve) => {
        server.close(() => resolve());
      });
      closing.abort();
      // A keep-alive connection becomes idle only after its response. Without this, it would delay the exit for seconds.
      const closeIdle = setInterval(() => server.closeIdleConnections(), closeIdleMs);
      const cut = setTimeout(() => server.closeAllConnections(), config.SHUTDOWN_GRACE_MS);
      await closed;
      clearInterval(closeIdle);
      clearTimeout(cut);
    },
  };
}
