import pTimeout from 'p-timeout';
import type { Services } from '../../src/platform/services.ts';
import type { ApiAnswer, PublicHandler } from '../handler.ts';

const checkMs = 2_000;
/** Responses are reused for this long, because the endpoint needs no key and each check uses connections. */
const shareMs = 1_000;
const answers = new WeakMap<Services, { at: number; answer: Promise<ApiAnswer> }>();

/** The process is running. Checks no dependency. */
export const getLive: PublicHandler = async () => ({ status: 200, body: { status: 'ok' } });

/**
 * Whether each dependency responds, and whether the stored secrets can be decrypted. Only the database decides readiness:
 * without the queue the service still accepts follow-ups, and without a secret only webhooks fail.
 */
export const getReady: PublicHandler = ({ services }) => {
  const recent = answers.get(services);
  if (recent && Date.now() - recent.at < shareMs) return recent.answer;
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

/** `unknown` while the database is unavailable. */
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
    // The response reports the failure.
    return 'unavailable';
  }
}
