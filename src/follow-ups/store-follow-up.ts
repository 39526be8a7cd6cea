import { type Phase, phases } from '../contract/agents.ts';
import type { Facts } from '../contract/facts.ts';
import type { LeadFollowUpRequest } from '../contract/lead-follow-up-request.ts';
import type { Plan } from '../contract/plan.ts';
import type { Command } from '../platform/generated/client.ts';
import { newId } from '../platform/ids.ts';
import type { CommandToStore, StepToStore } from '../platform/pipeline-sql/store-follow-ups.ts';
import type { Services } from '../platform/services.ts';
import { currentTraceparent } from '../platform/tracing/current-span.ts';
import { dispatchStep } from './dispatch.ts';
import type { IdempotentRequest } from './idempotency.ts';
import { nextStep } from './next-step.ts';

export interface NewFollowUp {
  organisationId: string;
  request: LeadFollowUpRequest;
  facts: Facts;
  plan: Plan;
  warnings: string[];
  /** Keyed hashes of the lead's addresses, by channel. */
  addresses: object;
  /** Whether the lead is hidden from its callback. */
  leadHidden: boolean;
  /** Whether its facts include data of a stored lead. Then it is not stored if that lead has been deleted. */
  leadIsStored?: boolean;
  idempotent?: IdempotentRequest | null;
  /** The step of an enrollment that it is. */
  step?: StepToStore | null;
  /** The follow-up that this one retries, and the commands whose results it reuses. */
  retryOf?: { id: string; completed: readonly Command[] };
}

/** A follow-up that was just stored, with what the 202 needs. */
export interface StoredNow {
  id: string;
  plan: Plan;
  warnings: string[];
  commands: readonly { id: string; kind: string; number: number }[];
  step: StepToStore | null;
}

/**
 * Stores a follow-up with its commands, its first event and its Idempotency-Key in one statement, then enqueues its first
 * job. Until that succeeds, the row is marked as not enqueued.
 * @returns null if another request has used the key, or erased the lead or the original
 */
export async function storeFollowUp(services: Services, followUp: NewFollowUp): Promise<StoredNow | null> {
  const { organisationId, request, facts, plan, warnings, leadHidden, retryOf } = followUp;
  const id = newId('fup');
  const commands = phases.flatMap((phase) => newCommand(followUp, phase));
  const isStored = await services.pipeline.storeFollowUp({
    id,
    organisationId,
    siteId: request.site_id,
    leadId: request.lead_id,
    request,
    facts,
    plan,
    warnings,
    metadata: request.metadata ?? {},
    callbackUrl: request.callback_url ?? null,
    addresses: followUp.addresses,
    leadHidden,
    traceparent: currentTraceparent(),
    retryOf: retryOf?.id ?? null,
    leadMustExist: followUp.leadIsStored ?? false,
    idempotent: followUp.idempotent ?? null,
    step: followUp.step ?? null,
    commands,
    eventId: newId('evt'),
  });
  if (!isStored) return null;
  services.metrics.followUpsAccepted.inc();
  if (followUp.step) services.metrics.stepsStarted.inc();
  await dispatchStep(services, { followUpId: id, generation: 0 }, nextStep(commands));
  const step = followUp.step ?? null;
  return { id, plan, warnings, commands: commands.map((command) => ({ ...command, number: 0 })), step };
}

function newCommand({ plan, retryOf }: NewFollowUp, phase: Phase): CommandToStore[] {
  const agent = plan.agents[phase];
  if (!agent) return [];
  const done = retryOf?.completed.find((command) => command.kind === phase);
  // Tokens and costs remain with the original follow-up.
  return [
    {
      id: newId(`cmd_${phase}`),
      kind: phase,
      agent,
      status: done?.status ?? 'queued',
      output: (done?.output as object | undefined) ?? null,
      model: done?.model ?? null,
      promptVersion: done?.promptVersion ?? null,
      startedAt: done?.startedAt ?? null,
      finishedAt: done?.finishedAt ?? null,
    },
  ];
}
