import type { Verdicts } from '../../contract/messages.ts';
import type { MadeCall } from '../../contract/phase.ts';
import { newId } from '../ids.ts';

export interface CallToRecord extends MadeCall {
  attempt: number;
  /** The violations that the quality gate found in the output, by channel. Null if it has not checked the output. */
  violations: Verdicts | null;
}

/** What goes into a statement as the field `calls` of its input. */
export function callsInput(calls: readonly CallToRecord[]) {
  return calls.map((call) => ({
    id: newId('mcl'),
    attempt: call.attempt,
    step: call.step,
    channel: call.channel,
    round: call.round,
    outcome: call.outcome,
    model: call.model,
    output: call.output,
    violations: call.violations,
    error: call.error,
    input_tokens: call.inputTokens,
    cached_input_tokens: call.cachedInputTokens,
    output_tokens: call.outputTokens,
    cost_usd: call.costUsd,
    duration_ms: call.durationMs,
  }));
}

/**
 * Parts of a statement that record the calls of commands and add their usage to the daily spending of their sites.
 * Both happen together, so that a crash cannot lose one of them. The statement must have a part `owners` with
 * command_id, organisation_id, site_id and calls. The part `used` then has the usage to add to the row of each
 * command. A call is not recorded if another call has already finished its step (model_call_finished_once).
 */
export const recordCallsSql = `
  calls AS (
    INSERT INTO model_call (id, command_id, attempt, step, channel, round, outcome, model, output, violations, error,
                            input_tokens, cached_input_tokens, output_tokens, cost_usd, duration_ms)
    SELECT m.id, w.command_id, m.attempt, m.step, m.channel, m.round, m.outcome, m.model, m.output,
           m.violations, m.error, m.input_tokens, m.cached_input_tokens, m.output_tokens,
           m.cost_usd, m.duration_ms
    FROM owners w CROSS JOIN jsonb_to_recordset(w.calls) AS m(
      id text, attempt int, step text, channel text, round int, outcome text, model text, output jsonb, violations jsonb,
      error jsonb, input_tokens int, cached_input_tokens int, output_tokens int, cost_usd numeric, duration_ms int)
    ON CONFLICT DO NOTHING
    RETURNING id, command_id, input_tokens, output_tokens, cost_usd
  ), used AS (
    SELECT command_id, sum(input_tokens) AS input_tokens, sum(output_tokens) AS output_tokens,
           CASE WHEN bool_or(cost_usd IS NULL) THEN NULL ELSE sum(cost_usd) END AS cost_usd
    FROM calls GROUP BY command_id
  ), spent AS (
    INSERT INTO site_spend (organisation_id, site_id, day, input_tokens, output_tokens, cost_usd)
    SELECT w.organisation_id, w.site_id, (now() AT TIME ZONE 'UTC')::date, sum(u.input_tokens), sum(u.output_tokens),
           coalesce(sum(u.cost_usd), 0)
    FROM used u JOIN owners w ON w.command_id = u.command_id
    GROUP BY w.organisation_id, w.site_id ORDER BY w.organisation_id, w.site_id
    ON CONFLICT (organisation_id, site_id, day) DO UPDATE SET
      input_tokens = site_spend.input_tokens + excluded.input_tokens,
      output_tokens = site_spend.output_tokens + excluded.output_tokens,
      cost_usd = site_spend.cost_usd + excluded.cost_usd
  )`;
