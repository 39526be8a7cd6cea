import { canStore } from '../../src/platform/health.ts';
import type { PublicHandler } from '../handler.ts';

/** The process is running. Checks no dependency. */
export const getLive: PublicHandler = async () => ({ status: 200, body: { status: 'ok' } });

/**
 * Whether each dependency responds. Only the database and its schema decide readiness: without the queue the service still
 * accepts follow-ups, and without a secret only webhooks fail. This is `degraded`. A process
 * that was told to stop is not ready, so that load balancers send requests to others.
 */
export const getReady: PublicHandler = async ({ services, stopping }) => {
  const health = await services.checkHealth();
  const { queue, secrets } = health;
  const isReady = canStore(health);
  const isWhole = queue.status === 'ok' && secrets.status === 'ok';
  if (stopping.aborted) return { status: 503, body: { status: 'stopping', dependencies: health } };
  return {
    status: isReady ? 200 : 503,
    body: {
      status: isReady ? (isWhole ? 'ok' : 'degraded') : 'unavailable',
      dependencies: health,
    },
  };
};
