import pTimeout from 'p-timeout';
import type { Services } from '../../src/platform/services.ts';
import type { ApiAnswer, PublicHandler } from '../handler.ts';

const checkMs = 2_000;
/** Everyone who asks within this time gets the same answer: the endpoint takes no key, and a check takes connections. */
const shareMs = 1_000;
const answers = new WeakMap<Services, { at: number; answer: Promise<ApiAnswer> }>();

/** The process runs; no dependency is asked. */
export const getLive: PublicHandler = async () => ({ status: 200, body: { status: 'ok' } });

/**
 * Whether each dependency answers, and whether the stored secrets can be decrypted. Without the queue the service still
 * accepts, and without a secret it does all but sign webhooks, so only the database decides.
 */
export const getReady: PublicHandler = ({ services }) => {
  const known = answers.get(services);
  if (known && Date.now() - known.at < shareMs) return known.answer;
  const answer = checkAll(services);
  answers.set(services, { at: Date.now(), answer });
  return answer;
};

async function checkAll(services: Services): Promise<ApiAnswer> {
  const [database, queue, secrets] = await Promise.all([
    check(() => pTimeout(services.database.pool.query('SELECT 1'), { milliseconds: checkMs })),
    check(() => services.queues.ping(checkMs)),
    readSecretsHealth(services),
  ]);
  const ready = database === 'ok';
  return {
    status: ready ? 200 : 503,
    body: {
      status: ready ? 'ok' : 'unavailable',
      dependencies: { database, queue: { status: queue, backend: services.queues.backend }, secrets },
    },
  };
}

/** `unknown` while the database does not answer. */
async function readSecretsHealth({ secretsHealth }: Services): Promise<'ok' | 'unreadable' | 'unknown'> {
  try {
    return await pTimeout(secretsHealth.check(), { milliseconds: checkMs });
  } catch {
    // The database's own check reports why.
    return 'unknown';
  }
}

async function check(ask: () => Promise<unknown>): Promise<'ok' | 'unavailable'> {
  try {
    await ask();
    return 'ok';
  } catch {
    // The answer itself is the report; whoever operates the service watches it.
    return 'unavailable';
  }
}
