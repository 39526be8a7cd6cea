import { query } from '../harness/query.ts';

/** What PostgreSQL holds of an enrollment. */
export interface EnrollmentRow {
  marker: string;
  id: string;
  status: string;
  /** In milliseconds since 1970. */
  finishedAt: number | null;
  /** How many events say that it ended. */
  ends: number;
  /** How many of its steps were written to an end, published or not. */
  endedSteps: number;
  /** How many follow-ups or ends of steps there are beyond the first of a step. */
  repeatedSteps: number;
  /** How many steps were begun or published, or how often it went on, after its lead had replied. */
  afterReply: number;
}

/** Whatever must not happen any more after a stop. */
const goingOn = `('follow_up.queued', 'follow_up.review_requested', 'follow_up.completed',
  'enrollment.step_completed', 'enrollment.finished')`;

/** Commits are compared by their own times: rows have the times at which their transactions began. */
export function readEnrollments(url: string): Promise<EnrollmentRow[]> {
  return query<EnrollmentRow & Record<string, unknown>>(
    url,
    `SELECT e.metadata->>'marker' AS marker, e.id, e.status,
       (extract(epoch FROM e.finished_at) * 1000)::float8 AS "finishedAt",
       (SELECT count(*)::int FROM event WHERE enrollment_id = e.id
          AND type IN ('enrollment.finished', 'enrollment.stopped', 'enrollment.failed')) AS ends,
       (SELECT count(*)::int FROM follow_up WHERE enrollment_id = e.id AND finished_at IS NOT NULL) AS "endedSteps",
       (SELECT (count(*) - count(DISTINCT step_key))::int FROM follow_up WHERE enrollment_id = e.id)
         + (SELECT (count(*) - count(DISTINCT data->>'step'))::int FROM event
            WHERE enrollment_id = e.id AND type = 'enrollment.step_completed') AS "repeatedSteps",
       (SELECT count(*)::int FROM event late
        WHERE late.type IN ${goingOn}
          AND (late.enrollment_id = e.id OR late.follow_up_id IN (SELECT id FROM follow_up WHERE enrollment_id = e.id))
          AND pg_xact_commit_timestamp(late.xmin) > (SELECT pg_xact_commit_timestamp(i.xmin) FROM interaction i
            WHERE i.organisation_id = e.organisation_id AND i.lead_id = e.lead_id AND i.source = 'mail')) AS "afterReply"
     FROM enrollment e`,
  );
}

/** How many enrollments have not ended. */
export function countOpenEnrollments(url: string): Promise<number> {
  return count(url, 'enrollment WHERE finished_at IS NULL');
}

/** How many follow-ups wait for a review. */
export function countPendingReviews(url: string): Promise<number> {
  return count(url, `follow_up WHERE status = 'awaiting_review'`);
}

async function count(url: string, rows: string): Promise<number> {
  const [row] = await query<{ count: number }>(url, `SELECT count(*)::int FROM ${rows}`);
  return row?.count ?? 0;
}
