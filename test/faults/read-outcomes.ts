import { query } from '../harness/query.ts';

/** What PostgreSQL holds of a follow-up. */
export interface OutcomeRow {
  marker: string;
  id: string;
  status: string;
  /** A hash of its result or error. */
  outcome: string | null;
  /** In milliseconds since 1970. */
  finishedAt: number | null;
  /** How many events say that it ended. */
  ends: number;
  /** How many of its commands are not terminal. */
  openCommands: number;
  failedCommands: number;
  /** How many model calls of a command were stored as finished beyond the first of their kind. */
  doubledCalls: number;
}

const terminal = `('completed', 'failed', 'cancelled')`;

export function readOutcomes(url: string): Promise<OutcomeRow[]> {
  return query<OutcomeRow & Record<string, unknown>>(
    url,
    `SELECT metadata->>'marker' AS marker, id, status, md5(coalesce(result, error)::text) AS outcome,
       (extract(epoch FROM finished_at) * 1000)::float8 AS "finishedAt",
       (SELECT count(*)::int FROM event
        WHERE follow_up_id = f.id AND command_id IS NULL AND split_part(type, '.', 2) IN ${terminal}) AS ends,
       (SELECT count(*)::int FROM command WHERE follow_up_id = f.id AND status NOT IN ${terminal}) AS "openCommands",
       (SELECT count(*)::int FROM command WHERE follow_up_id = f.id AND status = 'failed') AS "failedCommands",
       (SELECT (count(*) - count(DISTINCT (command_id, step, model_call.channel, round)))::int
        FROM model_call JOIN command c ON c.id = command_id
        WHERE c.follow_up_id = f.id AND outcome = 'completed') AS "doubledCalls"
     FROM follow_up f`,
  );
}

/** How many follow-ups have not ended. */
export async function countUnfinished(url: string): Promise<number> {
  const rows = await query<{ count: number }>(
    url,
    `SELECT count(*)::int FROM follow_up WHERE status IN ('queued', 'running')`,
  );
  return rows[0]?.count ?? 0;
}

export interface StoredCall {
  marker: string;
  phase: string;
  /** In milliseconds since 1970. */
  at: number;
}

/** The model calls that were recorded, also the failed ones. */
export function readStoredCalls(url: string): Promise<StoredCall[]> {
  return query<StoredCall & Record<string, unknown>>(
    url,
    `SELECT f.metadata->>'marker' AS marker, c.kind AS phase,
       (extract(epoch FROM m.created_at) * 1000)::float8 AS at
     FROM model_call m JOIN command c ON c.id = m.command_id JOIN follow_up f ON f.id = c.follow_up_id`,
  );
}
