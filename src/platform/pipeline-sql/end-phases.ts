import type { FollowUpStatus } from '../../contract/status.ts';
import { type Batches, createBatches } from '../batches.ts';
import { newId } from '../ids.ts';
import { deliveriesSql } from './events.ts';
import { type CallToRecord, callsInput, recordCallsSql } from './model-calls.ts';
import type { RunStatement } from './run-statement.ts';

export interface PhaseToEnd {
  followUpId: string;
  commandId: string;
  /** The fencing token: only the newest claim can end its command. */
  attempt: number;
  end:
    | { status: 'completed'; output: object; model: string; promptVersion: string }
    | { status: 'failed'; error: { code: string; message: string } };
  /** Calls that are not recorded yet. They are recorded even if another worker owns the command by now. */
  calls: readonly CallToRecord[];
  /** The outcome of the follow-up, if this phase is its last. Ignored for a step of an enrollment. */
  settlement: SettlementToWrite | null;
}

export interface SettlementToWrite {
  /** The generation of the flow that asks. A flow that has been replaced cannot settle anything. */
  generation: number;
  /**
   * If the lead has opted out of one of these channels, or its address is suppressed, the outcome has changed and the
   * follow-up is not settled here.
   */
  channels: readonly string[];
  outcome: { status: 'completed'; result: object } | { status: 'failed'; error: object & { code: string } };
}

export interface EndedPhase {
  /** False if a newer claim exists, or if the command or its follow-up had ended. */
  ended: boolean;
  settled: boolean;
  /** Whether each call was recorded. It is not if its step was already finished or if the command is gone. */
  recorded: boolean[];
  /** The current status of the follow-up. Null if nothing ended. */
  status: FollowUpStatus | null;
  /** The sequence number of its newest event. Null if nothing ended. */
  seq: number | null;
  deliveries: { id: string; nextAttemptAt: Date }[];
}

const late = `c.status = 'cancelled' AND c.attempt = l.attempt AND l.end_status = 'completed'`;

/**
 * Ends commands: records their last calls, stores their output and writes their events. If a command is the last of
 * its follow-up, also writes the outcome and its event. If a command has written a message under review again, also
 * writes the new revision and its event. All events get their deliveries. A result that arrives after the follow-up has
 * ended is stored on the command but not published.
 *
 * A step of an enrollment is not settled here: that locks the enrollment, and a statement for many could not keep the
 * order of locks.
 *
 * Commands, follow-ups, revisions, opt-outs and suppressions are found by their primary keys. Follow-ups are locked first
 * and in a fixed order, then their commands.
 */
export const endPhasesSql = `
  WITH input AS (
    SELECT * FROM jsonb_to_recordset($1) AS i(
      command_id text, attempt int, end_status text, output jsonb, model text, prompt_version text, error jsonb,
      calls jsonb, command_event text, follow_up_event text, generation int, channels text[], settle_status text,
      result jsonb, settle_error jsonb)
  ), locked AS (
    SELECT i.*, f.id, f.organisation_id, f.site_id, f.status, c.channel, c.created_at AS asked_at,
      c.channel IS NOT NULL AND i.end_status = 'completed' AND f.status = 'awaiting_review' AS revises,
      coalesce(i.settle_status IS NOT NULL AND f.generation = i.generation AND f.enrollment_id IS NULL AND NOT EXISTS (
        SELECT FROM opt_out o
        WHERE o.organisation_id = f.organisation_id AND o.lead_id = f.lead_id AND o.channel = ANY (i.channels))
        AND NOT EXISTS (
          SELECT FROM suppression u
          WHERE u.organisation_id = f.organisation_id AND u.hash IN (SELECT value FROM jsonb_each_text(f.addresses))),
        false)
        AS settles
    FROM input i JOIN command c ON c.id = i.command_id JOIN follow_up f ON f.id = c.follow_up_id
    ORDER BY f.id
    FOR UPDATE OF f FOR NO KEY UPDATE OF c
  ), owners AS (
    SELECT command_id, organisation_id, site_id, calls FROM locked
  ), ${recordCallsSql}, ended AS (
    UPDATE command c SET status = l.end_status, output = l.output, model = l.model,
      prompt_version = l.prompt_version, error = l.error, finished_at = now(),
      input_tokens = c.input_tokens + coalesce(u.input_tokens, 0),
      output_tokens = c.output_tokens + coalesce(u.output_tokens, 0),
      cost_usd = c.cost_usd + CASE WHEN u.command_id IS NULL THEN 0 ELSE u.cost_usd END
    FROM locked l LEFT JOIN used u ON u.command_id = l.command_id
    WHERE c.id = l.command_id AND c.attempt = l.attempt AND c.status = 'running'
      AND l.status NOT IN ('completed', 'failed', 'cancelled')
    RETURNING c.id
  ), charged AS (
    UPDATE command c SET
      output = CASE WHEN ${late} THEN l.output ELSE c.output END,
      model = CASE WHEN ${late} THEN l.model ELSE c.model END,
      prompt_version = CASE WHEN ${late} THEN l.prompt_version ELSE c.prompt_version END,
      input_tokens = c.input_tokens + coalesce(u.input_tokens, 0),
      output_tokens = c.output_tokens + coalesce(u.output_tokens, 0),
      cost_usd = c.cost_usd + CASE WHEN u.command_id IS NULL THEN 0 ELSE u.cost_usd END
    FROM locked l LEFT JOIN used u ON u.command_id = l.command_id
    WHERE c.id = l.command_id AND NOT EXISTS (SELECT FROM ended e WHERE e.id = c.id)
      AND (u.command_id IS NOT NULL OR (${late}))
  ), revised AS (
    INSERT INTO revision (follow_up_id, channel, number, title, message, violations, command_id, facts_at)
    SELECT l.id, l.channel,
      (SELECT max(r.number) + 1 FROM revision r WHERE r.follow_up_id = l.id AND r.channel = l.channel),
      l.output #>> ARRAY['channels', l.channel, 'title'], l.output #>> ARRAY['channels', l.channel, 'message'],
      coalesce(l.output #> ARRAY['verdicts', l.channel], '[]'), l.command_id, l.asked_at
    FROM locked l JOIN ended e ON e.id = l.command_id WHERE l.revises
    RETURNING command_id, channel, number
  ), moved AS (
    UPDATE follow_up f SET event_seq = f.event_seq + 1 + (l.settles OR l.revises)::int, updated_at = now(),
      status = CASE WHEN l.settles THEN l.settle_status ELSE f.status END,
      result = CASE WHEN l.settles THEN l.result ELSE f.result END,
      error = CASE WHEN l.settles THEN l.settle_error ELSE f.error END,
      finished_at = CASE WHEN l.settles THEN now() ELSE f.finished_at END
    FROM locked l JOIN ended e ON e.id = l.command_id
    WHERE f.id = l.id
    RETURNING f.id, f.event_seq, f.status
  ), events AS (
    INSERT INTO event (id, organisation_id, follow_up_id, command_id, seq, type, data)
    SELECT l.command_event, l.organisation_id, l.id, l.command_id, m.event_seq - (l.settles OR l.revises)::int,
      'command.' || l.end_status,
      CASE WHEN l.end_status = 'failed' THEN jsonb_build_object('code', l.error -> 'code') ELSE '{}' END
    FROM moved m JOIN locked l ON l.id = m.id JOIN ended e ON e.id = l.command_id
    UNION ALL
    SELECT l.follow_up_event, l.organisation_id, l.id, NULL, m.event_seq, 'follow_up.' || l.settle_status,
      CASE WHEN l.settle_status = 'failed' THEN jsonb_build_object('code', l.settle_error -> 'code') ELSE '{}' END
    FROM moved m JOIN locked l ON l.id = m.id JOIN ended e ON e.id = l.command_id WHERE l.settles
    UNION ALL
    SELECT l.follow_up_event, l.organisation_id, l.id, NULL, m.event_seq, 'follow_up.message_revised',
      jsonb_build_object('channel', r.channel, 'revision', r.number)
    FROM moved m JOIN locked l ON l.id = m.id JOIN revised r ON r.command_id = l.command_id
    RETURNING id, organisation_id, follow_up_id, type
  ), ${deliveriesSql}
  SELECT l.command_id AS "commandId", e.id IS NOT NULL AS ended, e.id IS NOT NULL AND l.settles AS settled,
    m.event_seq AS seq, m.status,
    (SELECT coalesce(jsonb_agg(c.id), '[]') FROM calls c WHERE c.command_id = l.command_id) AS calls,
    (SELECT coalesce(jsonb_agg(jsonb_build_object('id', d.id, 'nextAttemptAt', d.next_attempt_at)), '[]')
     FROM deliveries d
     WHERE d.status = 'pending' AND d.event_id IN (l.command_event, l.follow_up_event)) AS deliveries
  FROM locked l LEFT JOIN ended e ON e.id = l.command_id LEFT JOIN moved m ON m.id = l.id AND e.id IS NOT NULL`;

interface EndedRow extends Omit<EndedPhase, 'recorded' | 'deliveries'> {
  commandId: string;
  calls: string[];
  deliveries: { id: string; nextAttemptAt: string }[];
}

export function createEndPhases(runStatement: RunStatement): Batches<PhaseToEnd, EndedPhase> {
  return createBatches({
    async run(phases) {
      const input = phases.map(toInput);
      const rows = await runStatement<EndedRow>('end-phases', endPhasesSql, [JSON.stringify(input)]);
      const byCommand = new Map(rows.map((row) => [row.commandId, row]));
      return input.map(({ command_id: commandId, calls }) => {
        const row = byCommand.get(commandId);
        return {
          ended: row?.ended ?? false,
          settled: row?.settled ?? false,
          status: row?.status ?? null,
          seq: row?.seq ?? null,
          recorded: calls.map(({ id }) => row?.calls.includes(id) ?? false),
          deliveries: (row?.deliveries ?? []).map(({ id, nextAttemptAt }) => ({
            id,
            nextAttemptAt: new Date(nextAttemptAt),
          })),
        };
      });
    },
    keyOf: ({ followUpId }) => followUpId,
  });
}

function toInput({ commandId, attempt, end, calls, settlement }: PhaseToEnd) {
  const outcome = settlement?.outcome;
  return {
    command_id: commandId,
    attempt,
    end_status: end.status,
    output: end.status === 'completed' ? end.output : null,
    model: end.status === 'completed' ? end.model : null,
    prompt_version: end.status === 'completed' ? end.promptVersion : null,
    error: end.status === 'failed' ? end.error : null,
    calls: callsInput(calls),
    command_event: newId('evt'),
    follow_up_event: newId('evt'),
    generation: settlement?.generation ?? null,
    channels: settlement?.channels ?? null,
    settle_status: outcome?.status ?? null,
    result: outcome?.status === 'completed' ? outcome.result : null,
    settle_error: outcome?.status === 'failed' ? outcome.error : null,
  };
}
