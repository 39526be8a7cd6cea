import type { Closable } from '../closables.ts';
import type { Services } from '../services.ts';
import { startStatusServer } from '../status-server.ts';

/** The content type of Prometheus's text format. */
export const metricsType = 'text/plain; version=0.0.4; charset=utf-8';

/** Serves /metrics without a key on METRICS_PORT, if it is set. @throws the error of listen */
export async function serveMetrics({
  config,
  logger,
  metricsPage,
}: Pick<Services, 'config' | 'logger' | 'metricsPage'>): Promise<Closable> {
  const { METRICS_PORT: port, HOST: host } = config;
  if (port === undefined) return { close: async () => undefined };
  const server = await startStatusServer(
    { host, port },
    { '/metrics': async () => ({ status: 200, contentType: metricsType, body: await metricsPage() }) },
    logger,
  );
  logger.info({ host, port: server.port }, 'serving metrics');
  return server;
}
