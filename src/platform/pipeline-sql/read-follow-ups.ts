import { type Batches, createBatches } from '../batches.ts';
import type { RunStatement } from './run-statement.ts';

/** A follow-up with everything that is presented of it, before its JSON is checked. */
export interface FollowUpRow {
  id: string;
  organisationId: string;
  siteId: string;
  leadId: string;
  status: string;
  facts: unknown;
  plan: unknown;
  result: unknown;
  error: unknown;
  warnings: unknown;
  metadata: unknown;
  retryOf: string | null;
  leadHidden: boolean;
  createdAt: Date;
  startedAt: Date | null;
  finishedAt: Date | null;
  site: { timezone: string };
  review: ReviewRow | null;
  enrollment: EnrollmentRow | null;
  commands: {
    id: string;
    kind: string;
    /** 0 for a phase. */
    number: number;
    inputTokens: number;
    outputTokens: number;
    costUsd: number | null;
    startedAt: Date | null;
    finishedAt: Date | null;
  }[];
}

/** The enrollment that a follow-up is a step of, as PostgreSQL's JSON. */
export interface EnrollmentRow {
  id: string;
  status: string;
  /** The steps of its sequence, or its own. */
  steps: { key: string }[];
  stepKey: string;
  nextStepAt: string | null;
}

/** A review, as PostgreSQL's JSON: dates are texts. */
export interface ReviewRow {
  status: string;
  result: unknown;
  expiresAt: string;
  decidedAt: string | null;
  decidedBy: string | null;
  reviewer: string | null;
  reason: string | null;
  /** The newest revision of each message. */
  revisions: { channel: string; number: number; title: string; message: string }[];
  /** What has changed since the oldest of them was written. Null if the lead is not stored or the review has ended. */
  changes: { lead: boolean; interactions: number } | null;
}

/** As the statement returns it: jsonb contains dates as texts. */
type StoredRow = Omit<FollowUpRow, 'commands'> & {
  commands: (Omit<FollowUpRow['commands'][number], 'startedAt' | 'finishedAt'> & {
    startedAt: string | null;
    finishedAt: string | null;
  })[];
};

/** Finds follow-ups and their sites by primary key, commands, reviews and revisions by the follow-up's id. */
export const readFollowUpsSql = `
  SELECT f.id, f.organisation_id AS "organisationId", f.site_id AS "siteId", f.lead_id AS "leadId", f.status,
    f.facts, f.plan, f.result, f.error, f.warnings, f.metadata, f.retry_of AS "retryOf",
    f.lead_hidden AS "leadHidden", f.created_at AS "createdAt", f.started_at AS "startedAt",
    f.finished_at AS "finishedAt", jsonb_build_object('timezone', s.timezone) AS site,
    (SELECT coalesce(jsonb_agg(jsonb_build_object('id', c.id, 'kind', c.kind, 'number', c.number, 'inputTokens', c.input_tokens,
       'outputTokens', c.output_tokens, 'costUsd', c.cost_usd, 'startedAt', c.started_at,
       'finishedAt', c.finished_at)), '[]')
     FROM command c WHERE c.follow_up_id = f.id) AS commands,
    (SELECT jsonb_build_object('status', r.status, 'result', r.result, 'expiresAt', r.expires_at,
       'decidedAt', r.decided_at, 'decidedBy', r.decided_by, 'reviewer', r.reviewer, 'reason', r.reason,
       'revisions', n.revisions,
       'changes', CASE WHEN r.status = 'pending' THEN (
         SELECT jsonb_build_object('lead', l.updated_at > n.facts_at, 'interactions', (
           SELECT count(*) FROM interaction i
           WHERE i.organisation_id = l.organisation_id AND i.lead_id = l.id AND i.created_at > n.facts_at))
         FROM lead l WHERE l.organisation_id = f.organisation_id AND l.id = f.lead_id) END)
     FROM review r CROSS JOIN LATERAL (
       SELECT min(v.facts_at) AS facts_at, jsonb_agg(jsonb_build_object(
         'channel', v.channel, 'number', v.number, 'title', v.title, 'message', v.message)) AS revisions
       FROM (SELECT DISTINCT ON (channel) * FROM revision WHERE follow_up_id = f.id
             ORDER BY channel, number DESC) v) n
     WHERE r.follow_up_id = f.id) AS review,
    CASE WHEN f.enrollment_id IS NOT NULL THEN (
      SELECT jsonb_build_object('id', e.id, 'status', e.status, 'stepKey', f.step_key, 'nextStepAt', e.next_step_at,
        'steps', coalesce(e.definition -> 'steps', (
          SELECT q.steps FROM sequence q WHERE q.organisation_id = e.organisation_id AND q.id = e.sequence_id)))
      FROM enrollment e WHERE e.id = f.enrollment_id) END AS enrollment
  FROM follow_up f JOIN site s ON s.organisation_id = f.organisation_id AND s.id = f.site_id
  WHERE f.id = ANY($1)`;

/** Its result is null where there is no such follow-up. */
export function createReadFollowUps(runStatement: RunStatement): Batches<string, FollowUpRow | null> {
  return createBatches({
    async run(ids) {
      const rows = await runStatement<StoredRow>('read-follow-ups', readFollowUpsSql, [ids]);
      const found = new Map(rows.map((row) => [row.id, withDates(row)]));
      return ids.map((id) => found.get(id) ?? null);
    },
  });
}

function withDates(row: StoredRow): FollowUpRow {
  const date = (text: string | null) => (text === null ? null : new Date(text));
  const commands = row.commands.map((command) => ({
    ...command,
    startedAt: date(command.startedAt),
    finishedAt: date(command.finishedAt),
  }));
  return { ...row, commands };
}
