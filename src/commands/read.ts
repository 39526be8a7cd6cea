import { agentSchema, type Phase } from '../contract/agents.ts';
import type { Channel } from '../contract/channels.ts';
import type { CommandView } from '../contract/command-view.ts';
import { AppError, type CommandError } from '../contract/errors.ts';
import type { Principal } from '../contract/principal.ts';
import type { Status } from '../contract/status.ts';
import type { Database } from '../platform/database.ts';
import type { Command } from '../platform/generated/client.ts';
import { isId } from '../platform/ids.ts';

/** @throws AppError COMMAND_NOT_FOUND, also for a command of another organisation */
export async function readCommand(
  { prisma }: Database,
  principal: Principal,
  id: string,
): Promise<CommandView> {
  const { organisationId, siteId } = principal;
  const command = isId(id, 'cmd_sales', 'cmd_copywriter')
    ? await prisma.command.findUnique({
        where: { id, organisationId, ...(siteId ? { followUp: { siteId } } : {}) },
      })
    : null;
  if (!command) throw new AppError('COMMAND_NOT_FOUND', 'no such command: check the id');
  return presentCommand(command);
}

/** A stored command as GET answers it. */
export function presentCommand(command: Command): CommandView {
  const { id: agentId, name, role } = agentSchema.parse(command.agent);
  return {
    id: command.id,
    type: command.kind as Phase,
    status: command.status as Status,
    follow_up_id: command.followUpId,
    agent: { id: agentId, name, role },
    channel: command.channel as Channel | null,
    attempt: command.attempt,
    model: command.model,
    result: command.output,
    error: command.error as CommandError | null,
    usage: {
      input_tokens: command.inputTokens,
      output_tokens: command.outputTokens,
      cost_usd: command.costUsd?.toNumber() ?? null,
    },
    created_at: command.createdAt.toISOString(),
    started_at: command.startedAt?.toISOString() ?? null,
    finished_at: command.finishedAt?.toISOString() ?? null,
  };
}
