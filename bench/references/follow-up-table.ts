import pg from 'pg';
import { poolSize } from '../installation.ts';

/** What the references store: the request and its status. */
const createTable = `
  CREATE TABLE IF NOT EXISTS follow_up (
    id TEXT PRIMARY KEY,
    status TEXT NOT NULL DEFAULT 'queued',
    request JSONB NOT NULL,
    created_at TIMESTAMPTZ NOT NULL DEFAULT now(),
    finished_at TIMESTAMPTZ)`;

/** The phases of a follow-up, each a job with one update of its row. */
export const phases = ['sales', 'copywriter', 'settle'] as const;
export type Phase = (typeof phases)[number];

export function openPool(url: string): pg.Pool {
  const pool = new pg.Pool({ connectionString: url, max: poolSize });
  // PostgreSQL stops after this program. The pool replaces an idle connection that fails before.
  const report = (error: Error) => process.stderr.write(`${error.message}\n`);
  pool.on('error', report);
  pool.on('connect', (client) => client.on('error', report));
  return pool;
}

export async function prepareTable(pool: pg.Pool): Promise<void> {
  await pool.query(createTable);
}

/** The work of a job. */
export async function writePhase(pool: pg.Pool, id: string, phase: Phase): Promise<void> {
  if (phase === 'settle') {
    await pool.query(`UPDATE follow_up SET status = 'completed', finished_at = now() WHERE id = $1`, [id]);
  } else {
    await pool.query('UPDATE follow_up SET status = $2 WHERE id = $1', [id, phase]);
  }
}
