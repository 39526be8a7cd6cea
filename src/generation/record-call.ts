import type { CommandError } from '../contract/errors.ts';
import type { PhaseInput } from '../contract/phase.ts';
import type { Database } from '../platform/database.ts';
import { newId } from '../platform/ids.ts';
import type { Usage } from '../platform/model/usage.ts';
import { today } from './site-budget.ts';

/** A call that was made, whatever came of it. */
export interface MadeCall {
  model: string;
  durationMs: number;
  usage: Usage | null;
  /** Null when it is not known. */
  costUsd: number | null;
  result: { output: object } | { error: CommandError };
}

/**
 * Records a call and adds what it used up to its command and to the day of its site, all in one statement: a crash
 * loses none of them alone. A command that has ended meanwhile is charged too, since the call was.
 * @returns false when the step has been finished by another call, or the command is gone; nothing was recorded then
 */
export async function recordCall(
  { prisma }: Database,
  { commandId, attempt }: Pick<PhaseInput, 'commandId' | 'attempt'>,
  { step, channel, round }: { step: string; channel: string; round: number },
  { model, durationMs, usage, costUsd, result }: MadeCall,
): Promise<boolean> {
  const outcome = 'output' in result ? 'completed' : 'failed';
  const output = 'output' in result ? JSON.stringify(result.output) : null;
  const error = 'error' in result ? JSON.stringify(result.error) : null;
  const { inputTokens = 0, cachedInputTokens = 0, outputTokens = 0 } = usage ?? {};
  const day = today().toISOString().slice(0, 10);
  const recorded = await prisma.$executeRaw`
    WITH owner AS (
      SELECT c.id, f.organisation_id, f.site_id
      FROM command c JOIN follow_up f ON f.id = c.follow_up_id WHERE c.id = ${commandId}
    ), call AS (
      INSERT INTO model_call (id, command_id, attempt, step, channel, round, outcome, model, output, error,
                              input_tokens, cached_input_tokens, output_tokens, cost_usd, duration_ms)
      SELECT ${newId('mcl')}, owner.id, ${attempt}::int, ${step}, ${channel}, ${round}::int, ${outcome}, ${model},
             ${output}::jsonb, ${error}::jsonb, ${inputTokens}::int, ${cachedInputTokens}::int, ${outputTokens}::int,
             ${costUsd}::numeric, ${durationMs}::int
      FROM owner
      ON CONFLICT DO NOTHING
      RETURNING command_id, input_tokens, output_tokens, cost_usd
    ), spent AS (
      INSERT INTO site_spend (organisation_id, site_id, day, input_tokens, output_tokens, cost_usd)
      SELECT owner.organisation_id, owner.site_id, ${day}::date, call.input_tokens, call.output_tokens,
             coalesce(call.cost_usd, 0)
      FROM call JOIN owner ON owner.id = call.command_id
      ON CONFLICT (organisation_id, site_id, day) DO UPDATE SET
        input_tokens = site_spend.input_tokens + excluded.input_tokens,
        output_tokens = site_spend.output_tokens + excluded.output_tokens,
        cost_usd = site_spend.cost_usd + excluded.cost_usd
    )
    UPDATE command SET
      input_tokens = command.input_tokens + call.input_tokens,
      output_tokens = command.output_tokens + call.output_tokens,
      cost_usd = command.cost_usd + call.cost_usd
    FROM call WHERE command.id = call.command_id`;
  return recorded === 1;
}
