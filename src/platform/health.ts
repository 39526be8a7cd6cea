import pTimeout, { TimeoutError } from 'p-timeout';
import type { Database } from './database.ts';
import { newestMigration } from './migrate.ts';
import type { Queues } from './queues/queues.ts';
import { safeError } from './safe-error.ts';
import type { SecretsHealth } from './secrets-health.ts';

const checkMs = 2_000;
/** Answers are shared for this long, because the endpoints need no key and each check uses connections. */
const shareMs = 1_000;

interface Dependencies {
  database: Pick<Database, 'pool'>;
  queues: Pick<Queues, 'backend' | 'ping' | 'describeFault'>;
  secretsHealth: SecretsHealth;
}

export interface DependencyHealth {
  status: 'ok' | 'unavailable';
  latency_ms: number;
  /** Present if it is unavailable. */
  reason?: string;
}

export interface Health {
  database: DependencyHealth;
  /** The newest migration of the database. `outdated`: it lacks one that this version needs. */
  schema: { status: 'ok' | 'outdated' | 'unknown'; version: string | null };
  queue: DependencyHealth & { backend: 'redis' | 'postgres' };
  /** Whether the stored secrets can be decrypted. */
  secrets: { status: 'ok' | 'unreadable' | 'unknown' };
}

/** Whether work can be stored: the database answers, and has the tables that this version needs. */
export function canStore({ database, schema }: Health): boolean {
  return database.status === 'ok' && schema.status !== 'outdated';
}

/** Checks the dependencies of a process: a statement in the database, its schema, a write to the queue's store. */
export function createHealthCheck(services: Dependencies): () => Promise<Health> {
  let last: { at: number; health: Promise<Health> } | undefined;
  return () => {
    if (!last || Date.now() - last.at > shareMs) last = { at: Date.now(), health: checkAll(services) };
    return last.health;
  };
}

async function checkAll({ database, queues, secretsHealth }: Dependencies): Promise<Health> {
  const [[databaseHealth, version], [queue], [secretsCheck, secrets]] = await Promise.all([
    check(async () => {
      // Where migrations are applied by another role, this one may not read their table.
      const { rows } = await database.pool.query<{ version: string | null }>(
        `SELECT CASE WHEN has_table_privilege('_prisma_migrations', 'SELECT') THEN
           (SELECT max(migration_name) FROM _prisma_migrations WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL)
         END AS version`,
      );
      return rows[0]?.version ?? null;
    }),
    check(() => queues.ping(checkMs)),
    check(() => secretsHealth.check()),
  ]);
  return {
    database: databaseHealth,
    schema: await describeSchema(version ?? null),
    queue: { ...queue, ...reasonIfKnown(queue, queues.describeFault()), backend: queues.backend },
    secrets: { status: secretsCheck.status === 'ok' ? (secrets ?? 'unknown') : 'unknown' },
  };
}

function reasonIfKnown({ status }: DependencyHealth, reason: string | null): { reason?: string } {
  return status === 'unavailable' && reason !== null ? { reason } : {};
}

async function describeSchema(version: string | null): Promise<Health['schema']> {
  if (version === null) return { status: 'unknown', version };
  // Names start with a date, so they sort by age. A newer schema than this version knows is fine during an upgrade.
  return { status: version >= (await newestMigration()) ? 'ok' : 'outdated', version };
}

async function check<Result>(
  ask: () => Promise<Result>,
): Promise<readonly [DependencyHealth, Result | null]> {
  const startedAt = performance.now();
  const latency = () => Math.round(performance.now() - startedAt);
  try {
    const result = await pTimeout(ask(), { milliseconds: checkMs });
    return [{ status: 'ok', latency_ms: latency() }, result];
  } catch (error) {
    const reason = error instanceof TimeoutError ? `no answer within ${checkMs} ms` : reasonOf(error);
    return [{ status: 'unavailable', latency_ms: latency(), reason }, null];
  }
}

function reasonOf(error: unknown): string {
  const { type, code } = safeError(error);
  return code ?? type;
}
