import pTimeout from 'p-timeout';
import type { PublicHandler } from '../handler.ts';

const checkMs = 2_000;

/** The process runs; no dependency is asked. */
export const getLive: PublicHandler = async () => ({ status: 200, body: { status: 'ok' } });

/** Whether each dependency answers. Without the queue the service still accepts, so only the database decides. */
export const getReady: PublicHandler = async ({ services }) => {
  const [database, queue] = await Promise.all([
    check(() => pTimeout(services.database.pool.query('SELECT 1'), { milliseconds: checkMs })),
    check(() => services.queues.ping(checkMs)),
  ]);
  const ready = database === 'ok';
  return {
    status: ready ? 200 : 503,
    body: {
      status: ready ? 'ok' : 'unavailable',
      dependencies: { database, queue: { status: queue, backend: services.queues.backend } },
    },
  };
};

async function check(ask: () => Promise<unknown>): Promise<'ok' | 'unavailable'> {
  try {
    await ask();
    return 'ok';
  } catch {
    // The answer itself is the report; whoever operates the service watches it.
    return 'unavailable';
  }
}
