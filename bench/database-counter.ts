import pg from 'pg';
import type { Closable } from '../src/platform/closables.ts';

/** What a database was asked to do. */
export interface DatabaseCounts {
  /** Statements of each role, except for those that only begin or end transactions. */
  statements: Record<string, number>;
  /** The number of transactions that wrote something. */
  commits: number;
}

export interface DatabaseCounter extends Closable {
  read(): Promise<DatabaseCounts>;
}

/** Reads pg_stat_statements. Statements inside functions and triggers are not counted, and neither is this query. */
const statementsSql = `
  SELECT r.rolname AS role, sum(s.calls)::int AS calls
  FROM pg_stat_statements s JOIN pg_roles r ON r.oid = s.userid JOIN pg_database d ON d.oid = s.dbid
  WHERE d.datname = $1 AND s.toplevel
    AND s.query !~* '^\\s*(BEGIN|START TRANSACTION|COMMIT|ROLLBACK|SAVEPOINT|RELEASE|SET |DEALLOCATE|DISCARD)'
  GROUP BY r.rolname`;

/** Each writing transaction uses one transaction id. The server's other databases are idle meanwhile. */
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
