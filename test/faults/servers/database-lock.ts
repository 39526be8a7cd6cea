import pg from 'pg';
import { until } from '../../harness/until.ts';

/** A lock that the harness holds, at which a process stands still in the middle of a statement. */
export interface DatabaseLock {
  /** Resolves with the name of the first process that waits for it. */
  reached(): Promise<string>;
  release(): Promise<void>;
}

/** Takes what `statement` locks, until it is released. */
export async function lockDatabase(url: string, statement: string): Promise<DatabaseLock> {
  const client = new pg.Client({ connectionString: url, application_name: 'harness' });
  // The server may be stopped while the lock is held: the scenario fails then, and says why.
  client.on('error', () => undefined);
  await client.connect();
  await client.query('BEGIN');
  await client.query(statement);
  return {
    async reached() {
      let waiting: string | undefined;
      await until(async () => {
        // The list of sessions is kept for the whole transaction, and new ones would be missing in it.
        await client.query('SELECT pg_stat_clear_snapshot()');
        // Whoever a session waits for is known to the server.
        const { rows } = await client.query<{ name: string }>(
          `SELECT application_name AS name FROM pg_stat_activity WHERE pg_backend_pid() = ANY(pg_blocking_pids(pid)) LIMIT 1`,
        );
        waiting = rows[0]?.name;
        return waiting !== undefined;
      }, 60_000);
      return waiting as string;
    },
    async release() {
      await client.query('ROLLBACK');
      await client.end();
    },
  };
}
