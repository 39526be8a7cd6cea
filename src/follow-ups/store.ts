import { recordEvent } from '../commands/record-event.ts';
import { type Phase, phases } from '../contract/agents.ts';
import type { Facts } from '../contract/facts.ts';
import type { LeadFollowUpRequest } from '../contract/lead-follow-up-request.ts';
import type { Plan } from '../contract/plan.ts';
import type { DatabaseClient } from '../platform/database.ts';
import type { Command, Prisma } from '../platform/generated/client.ts';
import { newId } from '../platform/ids.ts';

export interface NewFollowUp {
  organisationId: string;
  request: LeadFollowUpRequest;
  facts: Facts;
  plan: Plan;
  warnings: string[];
  /** Whether its callback may not be told of the lead. */
  leadHidden: boolean;
  /** The failed follow-up that this one tries again, and its commands whose results it takes over. */
  retryOf?: { id: string; completed: readonly Command[] };
}

/**
 * Writes a follow-up, its commands and its first event, in the caller's transaction. Its outbox mark says that it is
 * still to be enqueued.
 * @returns the id of the follow-up
 */
export async function storeFollowUp(tx: DatabaseClient, followUp: NewFollowUp): Promise<string> {
  const { organisationId, request, facts, plan, warnings, leadHidden, retryOf } = followUp;
  const id = newId('fup');
  await tx.followUp.create({
    data: {
      id,
      organisationId,
      siteId: request.site_id,
      leadId: request.lead_id,
      request: request as Prisma.InputJsonObject,
      facts: facts as Prisma.InputJsonObject,
      plan: plan as Prisma.InputJsonObject,
      warnings,
      metadata: request.metadata ?? {},
      callbackUrl: request.callback_url ?? null,
      retryOf: retryOf?.id ?? null,
      leadHidden,
      commands: { create: phases.flatMap((kind) => newCommand(followUp, kind)) },
    },
  });
  await recordEvent(tx, { organisationId, followUpId: id, status: 'queued' });
  return id;
}

function newCommand(
  { organisationId, plan, retryOf }: NewFollowUp,
  kind: Phase,
): Prisma.CommandCreateWithoutFollowUpInput[] {
  const agent = plan.agents[kind];
  if (!agent) return [];
  const done = retryOf?.completed.find((command) => command.kind === kind);
  return [{ id: newId(`cmd_${kind}`), organisationId, kind, agent, ...(done ? resultOf(done) : {}) }];
}

/** Tokens and cost stay with the follow-up that paid them. */
function resultOf({ status, output, model, promptVersion, startedAt, finishedAt }: Command) {
  return { status, output: output as Prisma.InputJsonObject, model, promptVersion, startedAt, finishedAt };
}
