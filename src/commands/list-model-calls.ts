import type { ModelCallView } from '../contract/command-view.ts';
import type { Page } from '../contract/page.ts';
import type { Principal } from '../contract/principal.ts';
import type { Database } from '../platform/database.ts';
import type { ModelCall } from '../platform/generated/client.ts';
import { readCommand } from './read.ts';

/**
 * Every call to the model that a command made, oldest first. A command makes only a few, so they fit on one page.
 * @throws AppError COMMAND_NOT_FOUND, also for a command of another organisation
 */
export async function listModelCalls(
  database: Database,
  principal: Principal,
  id: string,
): Promise<Page<ModelCallView>> {
  const command = await readCommand(database, principal, id);
  const calls = await database.prisma.modelCall.findMany({
    where: { commandId: command.id },
    omit: { output: true },
    orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
  });
  return { items: calls.map(presentModelCall), nextCursor: null };
}

function presentModelCall(call: Omit<ModelCall, 'output'>): ModelCallView {
  return {
    id: call.id,
    attempt: call.attempt,
    step: call.step as ModelCallView['step'],
    channel: call.channel as ModelCallView['channel'],
    round: call.round,
    outcome: call.outcome as ModelCallView['outcome'],
    model: call.model,
    error_code: (call.error as { code?: string } | null)?.code ?? null,
    violations: call.violations as ModelCallView['violations'],
    input_tokens: call.inputTokens,
    output_tokens: call.outputTokens,
    cost_usd: call.costUsd?.toNumber() ?? null,
    duration_ms: call.durationMs,
    created_at: call.createdAt.toISOString(),
  };
}
