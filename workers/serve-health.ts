import type { Closable } from '../src/platform/closables.ts';
import { canStore } from '../src/platform/health.ts';
import type { Services } from '../src/platform/services.ts';
import { type StatusAnswer, startStatusServer } from '../src/platform/status-server.ts';
import type { RunningWorkers } from './start-workers.ts';

/**
 * Serves /health/live and /health/ready of a worker process on WORKER_HEALTH_PORT, if it is set. A worker is ready if it
 * takes jobs and everything that a job needs answers.
 * @throws the error of listen
 */
export async function serveHealth(
  { config, logger, checkHealth }: Pick<Services, 'config' | 'logger' | 'checkHealth'>,
  workers: Pick<RunningWorkers, 'states'>,
): Promise<Closable> {
  const { WORKER_HEALTH_PORT: port, HOST: host } = config;
  if (port === undefined) return { close: async () => undefined };
  const server = await startStatusServer(
    { host, port },
    {
      '/health/live': async () => {
        const loops = workers.states();
        const isAlive = Object.values(loops).every((state) => state !== 'ended');
        return json(isAlive ? 200 : 503, { status: isAlive ? 'ok' : 'unavailable', loops });
      },
      '/health/ready': async () => {
        const loops = workers.states();
        const dependencies = await checkHealth();
        const isReady =
          Object.values(loops).every((state) => state === 'running') &&
          canStore(dependencies) &&
          dependencies.queue.status === 'ok';
        return json(isReady ? 200 : 503, { status: isReady ? 'ok' : 'unavailable', loops, dependencies });
      },
    },
    logger,
  );
  logger.info({ host, port: server.port }, 'serving the health of the workers');
  return server;
}

function json(status: number, body: object): StatusAnswer {
  return { status, contentType: 'application/json; charset=utf-8', body: JSON.stringify(body) };
}
