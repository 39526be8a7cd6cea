import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import type { Program } from './program.ts';

const pollMs = 100;
const endWithinMs = 600_000;

export interface Backlog {
  /** Our database or that of a reference. Both have a table follow_up with finished_at. */
  databaseUrl: string;
  /** The processes that work on the backlog. */
  workers: readonly Program[];
}

/**
 * Resumes frozen workers until no follow-up is open, then freezes them again.
 * @returns the follow-ups that ended per second, from the resumption to the end of the last one
 */
export async function drain({ databaseUrl, workers }: Backlog): Promise<number> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    const { rows } = await client.query<{ now: Date; open: number }>(
      'SELECT clock_timestamp() AS now, count(*)::int AS open FROM follow_up WHERE finished_at IS NULL',
    );
    const [{ now: start, open } = { now: new Date(), open: 0 }] = rows;
    for (const worker of workers) worker.thaw();
    const last = await lastEnd(client, workers);
    // The end of a follow-up is stored before its job has ended.
    await sleep(300);
    for (const worker of workers) worker.freeze();
    return (open * 1_000) / (last.getTime() - start.getTime());
  } finally {
    await client.end();
  }
}

/** Resolves when no follow-up is open. @throws Error if a worker process exits before, or if a follow-up fails */
export async function untilEnded({ databaseUrl, workers }: Backlog): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    await lastEnd(client, workers);
  } finally {
    await client.end();
  }
}

async function lastEnd(client: pg.Client, workers: readonly Program[]): Promise<Date> {
  const deadline = Date.now() + endWithinMs;
  while (Date.now() < deadline) {
    const { rows } = await client.query<{ open: boolean }>(
      'SELECT EXISTS (SELECT 1 FROM follow_up WHERE finished_at IS NULL) AS open',
    );
    if (!rows[0]?.open) return newest(client);
    for (const worker of workers) worker.check();
    await sleep(pollMs);
  }
  throw new Error(`follow-ups had not ended after ${endWithinMs / 1_000} s`);
}

async function newest(client: pg.Client): Promise<Date> {
  const { rows } = await client.query<{ last: Date; failed: number }>(
    `SELECT max(finished_at) AS last, count(*) FILTER (WHERE status <> 'completed')::int AS failed FROM follow_up`,
  );
  const [row] = rows;
  if (!row || row.failed > 0) throw new Error(`${row?.failed} follow-ups failed`);
  return row.last;
}
