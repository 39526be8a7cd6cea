import pg from 'pg';
import type { Closable } from '../src/platform/closables.ts';

/** Measures from outside how long PostgreSQL works for a sweep of a worker process. */
export interface SweepClock extends Closable {
  /** The database URL for the measured worker, with its own role. */
  workerUrl: string;
  /** The time of the statements since the last call, divided by the number of sweeps. */
  read(): Promise<{ sweepMs: number }>;
}

/** Each sweep starts by trying to take its lock. */
const timesSql = `
  SELECT coalesce(sum(s.total_exec_time), 0)::float8 AS ms,
         coalesce(sum(s.calls) FILTER (WHERE s.query LIKE '%pg_try_advisory_lock%'), 0)::int AS sweeps
  FROM pg_stat_statements s JOIN pg_roles r ON r.oid = s.userid WHERE r.rolname = $1`;

export async function openSweepClock(adminUrl: string, databaseUrl: string): Promise<SweepClock> {
  const client = new pg.Client({ connectionString: adminUrl });
  await client.connect();
  const url = new URL(databaseUrl);
  const role = `sweeper_of${url.pathname.replace('/', '_')}`;
  await client.query(`CREATE ROLE ${role} SUPERUSER LOGIN PASSWORD '${role}'`);
  url.username = role;
  url.password = role;
  let last = { ms: 0, sweeps: 0 };
  return {
    workerUrl: url.href,
    async read() {
      const { rows } = await client.query<typeof last>(timesSql, [role]);
      const now = rows[0] ?? last;
      const sweepMs = (now.ms - last.ms) / (now.sweeps - last.sweeps);
      last = now;
      return { sweepMs };
    },
    close: () => client.end(),
  };
}
