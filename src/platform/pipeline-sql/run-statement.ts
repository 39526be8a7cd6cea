import type pg from 'pg';
import type { Database } from '../database.ts';

/** Runs a statement and returns its rows. */
export type RunStatement = <Row extends pg.QueryResultRow>(
  name: string,
  text: string,
  values: unknown[],
) => Promise<Row[]>;

/**
 * PostgreSQL plans a named statement once per connection. Behind a pooler, statements have no names, because the next
 * run may use a different session.
 */
export function createRunStatement({ pool, isPooled }: Pick<Database, 'pool' | 'isPooled'>): RunStatement {
  return async (name, text, values) => {
    const { rows } = await pool.query(isPooled ? { text, values } : { name, text, values });
    return rows;
  };
}
