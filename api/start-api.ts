import { setMaxListeners } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { warmUpGate } from '../src/generation/warm-up-gate.ts';
import type { Config } from '../src/platform/config.ts';
import type { Logger } from '../src/platform/logger.ts';
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

/** A wait is quiet until it ends. */
const quietMarginMs = 10_000;
const dropReportMs = 60_000;

/** Limits slow clients and idle connections. */
function limitClients(server: Server, config: Config, logger: Logger): void {
  server.headersTimeout = config.HTTP_HEADERS_TIMEOUT_MS;
  // bodyDeadline limits the body, which may take this long only for a file. Node wants the headers' limit not above it.
  server.requestTimeout = uploadMs;
  server.keepAliveTimeout = config.HTTP_KEEP_ALIVE_MS;
  server.timeout = Math.max(config.HTTP_IDLE_TIMEOUT_MS, config.WAIT_MAX_S * 1_000 + quietMarginMs);
  server.maxConnections = config.HTTP_MAX_CONNECTIONS;
  let reportedAt = Number.NEGATIVE_INFINITY;
  server.on('drop', () => {
    if (performance.now() - reportedAt < dropReportMs) return;
    reportedAt = performance.now();
    logger.warn(
      { connections: config.HTTP_MAX_CONNECTIONS },
      'connections are closed at once, because HTTP_MAX_CONNECTIONS are open',
    );
  });
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
  limitClients(server, config, logger);
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
