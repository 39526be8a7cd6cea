import pg from 'pg';
import type { Closable } from '../src/platform/closables.ts';

/** What one database has been asked to do. */
export interface DatabaseCounts {
  /** Statements of each role, without those that only begin and end transactions. */
  statements: Record<string, number>;
  /** Transactions that wrote. */
  commits: number;
}

export interface DatabaseCounter extends Closable {
  read(): Promise<DatabaseCounts>;
}

/** Of pg_stat_statements. What stands inside a function or a trigger is not counted, nor is reading the counts. */
const statementsSql = `
  SELECT r.rolname AS role, sum(s.calls)::int AS calls
  FROM pg_stat_statements s JOIN pg_roles r ON r.oid = s.userid JOIN pg_database d ON d.oid = s.dbid
  WHERE d.datname = $1 AND s.toplevel
    AND s.query !~* '^\\s*(BEGIN|START TRANSACTION|COMMIT|ROLLBACK|SAVEPOINT|RELEASE|SET |DEALLOCATE|DISCARD)'
  GROUP BY r.rolname`;

/** Each transaction that writes takes one number; the other databases of the server are idle meanwhile. */
const commitsSql = 'SELECT pg_snapshot_xmax(pg_current_snapshot())::text::bigint::int AS next';

export async function openDatabaseCounter(adminUrl: string, databaseUrl: string): Promise<DatabaseCounter> {
  const client = new pg.Client({ connectionString: adminUrl });
  await client.connect();
  const name = new URL(databaseUrl).pathname.slice(1);
  return {
    async read() {
      const { rows } = await client.query<{ role: string; calls: number }>(statementsSql, [name]);
      const { rows: numbers } = await client.query<{ next: number }>(commitsSql);
      return {
        statements: Object.fromEntries(rows.map(({ role, calls }) => [role, calls])),
        commits: numbers[0]?.next ?? 0,
      };
    },
    close: () => client.end(),
  };
}
