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
  commands: {
    id: string;
    kind: string;
    inputTokens: number;
    outputTokens: number;
    costUsd: number | null;
    startedAt: Date | null;
    finishedAt: Date | null;
  }[];
}

/** As the statement returns it: jsonb contains dates as texts. */
type StoredRow = Omit<FollowUpRow, 'commands'> & {
  commands: (Omit<FollowUpRow['commands'][number], 'startedAt' | 'finishedAt'> & {
    startedAt: string | null;
    finishedAt: string | null;
  })[];
};

/** Finds follow-ups and their sites by primary key, commands by command_follow_up_id_kind_key. */
export const readFollowUpsSql = `
  SELECT f.id, f.organisation_id AS "organisationId", f.site_id AS "siteId", f.lead_id AS "leadId", f.status,
    f.facts, f.plan, f.result, f.error, f.warnings, f.metadata, f.retry_of AS "retryOf",
    f.lead_hidden AS "leadHidden", f.created_at AS "createdAt", f.started_at AS "startedAt",
    f.finished_at AS "finishedAt", jsonb_build_object('timezone', s.timezone) AS site,
    (SELECT coalesce(jsonb_agg(jsonb_build_object('id', c.id, 'kind', c.kind, 'inputTokens', c.input_tokens,
       'outputTokens', c.output_tokens, 'costUsd', c.cost_usd, 'startedAt', c.started_at,
       'finishedAt', c.finished_at)), '[]')
     FROM command c WHERE c.follow_up_id = f.id) AS commands
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
