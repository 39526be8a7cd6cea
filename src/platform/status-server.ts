import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Closable } from './closables.ts';
import type { Logger } from './logger.ts';

export interface StatusAnswer {
  status: number;
  contentType: string;
  body: string;
}

/** Pages by path. */
export type StatusPages = Readonly<Record<string, () => Promise<StatusAnswer>>>;

export interface StatusServer extends Closable {
  port: number;
}

/**
 * Serves a few pages over HTTP without a key, for orchestrators and Prometheus.
 * @param logger logs a page that cannot be made
 * @throws the error of listen, such as EADDRINUSE
 */
export async function startStatusServer(
  { host, port }: { host: string; port: number },
  pages: StatusPages,
  logger: Logger,
): Promise<StatusServer> {
  const server = createServer((request, response) => {
    const [path = ''] = (request.url ?? '').split('?');
    const page = Object.hasOwn(pages, path) ? pages[path] : undefined;
    const send = ({ status, contentType, body }: StatusAnswer) => {
      response.writeHead(status, { 'content-type': contentType, 'cache-control': 'no-store' }).end(body);
    };
    const plain = (status: number, body: string) => send({ status, contentType: 'text/plain', body });
    if (request.method !== 'GET' && request.method !== 'HEAD') plain(405, 'only GET is allowed\n');
    else if (!page) plain(404, `there is only ${Object.keys(pages).join(' and ')}\n`);
    else {
      page().then(send, (err) => {
        logger.error({ err, path }, 'a status page cannot be made');
        plain(500, 'the page cannot be made\n');
      });
    }
  });
  server.headersTimeout = 10_000;
  server.requestTimeout = 10_000;
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, resolve);
  });
  return {
    port: (server.address() as AddressInfo).port,
    async close() {
      const closed = new Promise<void>((resolve) => {
        server.close(() => resolve());
      });
      server.closeAllConnections();
      await closed;
    },
  };
}
