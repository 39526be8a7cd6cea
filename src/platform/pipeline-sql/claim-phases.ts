import { type Batches, createBatches } from '../batches.ts';
import { newId } from '../ids.ts';
import type { RunStatement } from './run-statement.ts';

export interface PhaseToClaim {
  followUpId: string;
  commandId: string;
  /** The generation of the flow that asks. A flow that has been replaced cannot claim anything. */
  generation: number;
  /** The command is not claimed if this many processes have died while running it. */
  belowDeaths: number;
}

/** A claimed command with everything its phase needs. Its JSON is not checked yet. */
export interface ClaimedPhaseRow {
  commandId: string;
  kind: string;
  agent: unknown;
  attempt: number;
  startedAt: Date;
  followUpId: string;
  organisationId: string;
  siteId: string;
  /** Null if the follow-up was accepted while tracing was off. */
  traceparent: string | null;
  facts: unknown;
  plan: unknown;
  /** The organisation's own daily budget. Null: the operator's setting applies. */
  dailyTokens: number | null;
  dailyUsd: number | null;
  /** The output of the sales phase. Null in the sales phase itself. */
  sales: unknown;
  /** The command of the next phase. Null in the last phase. */
  nextCommandId: string | null;
  /** For a command that writes a message under review again. Null for a phase. */
  revision: { channel: string; instructions: string | null; title: string; message: string } | null;
  /** The finished calls of earlier attempts. */
  calls: { step: string; channel: string; round: number; model: string; output: unknown }[];
  /** The sequence number of the follow-up's newest event. */
  seq: number;
}

/**
 * Claims commands: raises their attempts, sets them and their follow-ups to running, writes the events of the changes
 * and returns what the phases need. While a follow-up awaits its review, its status stays, and only commands that write
 * a message again can be claimed. Commands and follow-ups are found by their primary keys, the sales output by
 * command_follow_up_id_kind_number_key, calls by model_call_command_id_idx. Follow-ups are locked first and in a fixed order.
 */
export const claimPhasesSql = `
  WITH input AS (
    SELECT * FROM jsonb_to_recordset($1) AS i(
      command_id text, generation int, below_deaths int, follow_up_event text, command_event text)
  ), locked AS (
    SELECT i.*, f.id, f.organisation_id, f.site_id, f.traceparent, f.status, f.facts, f.plan, f.event_seq,
      o.daily_tokens, o.daily_usd
    FROM input i JOIN command c ON c.id = i.command_id
    JOIN follow_up f ON f.id = c.follow_up_id AND f.generation = i.generation
      AND (f.status IN ('queued', 'running') OR (f.status = 'awaiting_review' AND c.channel IS NOT NULL))
    JOIN organisation o ON o.id = f.organisation_id AND o.suspended_at IS NULL
    ORDER BY f.id
    FOR UPDATE OF f
  ), claimed AS (
    UPDATE command c SET attempt = c.attempt + 1, open_claims = c.open_claims + 1, status = 'running',
      started_at = coalesce(c.started_at, now())
    FROM locked l
    WHERE c.id = l.command_id AND c.status IN ('queued', 'running') AND c.open_claims < l.below_deaths
    RETURNING c.id, c.kind, c.channel, c.instructions, c.agent, c.attempt, c.started_at
  ), started AS (
    -- Only the first claim of a command and of a follow-up are events.
    UPDATE follow_up f SET status = CASE WHEN l.status = 'queued' THEN 'running' ELSE l.status END, started_at = coalesce(f.started_at, now()),
      enqueued_at = coalesce(f.enqueued_at, now()), updated_at = now(),
      event_seq = f.event_seq + (l.status = 'queued')::int + (c.attempt = 1)::int
    FROM locked l JOIN claimed c ON c.id = l.command_id
    WHERE f.id = l.id AND (l.status = 'queued' OR c.attempt = 1)
    RETURNING f.id, f.event_seq
  ), events AS (
    INSERT INTO event (id, organisation_id, follow_up_id, command_id, seq, type)
    SELECT l.follow_up_event, l.organisation_id, l.id, NULL, s.event_seq - (c.attempt = 1)::int, 'follow_up.running'
    FROM started s JOIN locked l ON l.id = s.id JOIN claimed c ON c.id = l.command_id WHERE l.status = 'queued'
    UNION ALL
    SELECT l.command_event, l.organisation_id, l.id, c.id, s.event_seq, 'command.running'
    FROM started s JOIN locked l ON l.id = s.id JOIN claimed c ON c.id = l.command_id WHERE c.attempt = 1
  )
  SELECT c.id AS "commandId", c.kind, c.agent, c.attempt, c.started_at AS "startedAt", l.id AS "followUpId",
    l.organisation_id AS "organisationId", l.site_id AS "siteId", l.traceparent, l.facts, l.plan,
    l.daily_tokens::float8 AS "dailyTokens", l.daily_usd::float8 AS "dailyUsd",
    CASE WHEN c.kind = 'copywriter' THEN
      (SELECT d.output FROM command d WHERE d.follow_up_id = l.id AND d.kind = 'sales') END AS sales,
    CASE WHEN c.kind = 'sales' THEN
      (SELECT d.id FROM command d WHERE d.follow_up_id = l.id AND d.kind = 'copywriter' AND d.number = 0)
      END AS "nextCommandId",
    CASE WHEN c.channel IS NOT NULL THEN
      (SELECT jsonb_build_object('channel', r.channel, 'instructions', c.instructions, 'title', r.title,
         'message', r.message)
       FROM revision r WHERE r.follow_up_id = l.id AND r.channel = c.channel ORDER BY r.number DESC LIMIT 1)
      END AS revision,
    CASE WHEN c.attempt = 1 THEN '[]' ELSE
      (SELECT coalesce(jsonb_agg(jsonb_build_object(
         'step', m.step, 'channel', m.channel, 'round', m.round, 'model', m.model, 'output', m.output)), '[]')
       FROM model_call m WHERE m.command_id = c.id AND m.outcome = 'completed') END AS calls,
    coalesce(s.event_seq, l.event_seq) AS seq
  FROM claimed c JOIN locked l ON l.command_id = c.id LEFT JOIN started s ON s.id = l.id`;

/** The result is null if nothing was claimed. The rows then show why. */
export function createClaimPhases(runStatement: RunStatement): Batches<PhaseToClaim, ClaimedPhaseRow | null> {
  return createBatches({
    async run(phases) {
      const input = phases.map(({ commandId, generation, belowDeaths }) => ({
        command_id: commandId,
        generation,
        below_deaths: belowDeaths,
        follow_up_event: newId('evt'),
        command_event: newId('evt'),
      }));
      const rows = await runStatement<ClaimedPhaseRow>('claim-phases', claimPhasesSql, [
        JSON.stringify(input),
      ]);
      const claimed = new Map(rows.map((row) => [row.commandId, row]));
      return phases.map(({ commandId }) => claimed.get(commandId) ?? null);
    },
    // Two messages of a review can be written at the same time.
    keyOf: ({ followUpId }) => followUpId,
  });
}
