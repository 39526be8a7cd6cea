import { type Batches, createBatches } from '../batches.ts';
import { type CallToRecord, callsInput, recordCallsSql } from './model-calls.ts';
import type { RunStatement } from './run-statement.ts';

export interface CallsToRecord {
  commandId: string;
  calls: readonly CallToRecord[];
}

/**
 * Records calls while their phases continue. The calls of a command that has ended meanwhile count too, because they
 * are billed. Rows are found by primary keys. The command's row is locked first, because the insert would wait for it
 * anyway.
 */
export const recordCallsOfPhasesSql = `
  WITH owners AS (
    SELECT i.command_id, i.calls, c.organisation_id, f.site_id
    FROM jsonb_to_recordset($1) AS i(command_id text, calls jsonb)
    JOIN command c ON c.id = i.command_id JOIN follow_up f ON f.id = c.follow_up_id
    ORDER BY c.id FOR NO KEY UPDATE OF c
  ), ${recordCallsSql}, charged AS (
    UPDATE command c SET input_tokens = c.input_tokens + u.input_tokens,
      output_tokens = c.output_tokens + u.output_tokens, cost_usd = c.cost_usd + u.cost_usd
    FROM owners w JOIN used u ON u.command_id = w.command_id WHERE c.id = w.command_id
  )
  SELECT id FROM calls`;

/**
 * The result says for each call whether it was recorded. It is not if its step was already finished or if the command
 * is gone.
 */
export function createRecordCalls(runStatement: RunStatement): Batches<CallsToRecord, boolean[]> {
  return createBatches({
    async run(commands) {
      const input = commands.map(({ commandId, calls }) => ({
        command_id: commandId,
        calls: callsInput(calls),
      }));
      const rows = await runStatement<{ id: string }>('record-calls', recordCallsOfPhasesSql, [
        JSON.stringify(input),
      ]);
      const recorded = new Set(rows.map(({ id }) => id));
      return input.map(({ calls }) => calls.map(({ id }) => recorded.has(id)));
    },
    keyOf: ({ commandId }) => commandId,
  });
}
