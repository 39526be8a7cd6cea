import type { Channel } from '../../contract/channels.ts';
import type { AcceptedRevision } from '../../contract/command-view.ts';
import { type Facts, factsSchema } from '../../contract/facts.ts';
import type { LeadFollowUpRequest } from '../../contract/lead-follow-up-request.ts';
import { planSchema } from '../../contract/plan.ts';
import type { Principal } from '../../contract/principal.ts';
import type { Regeneration } from '../../contract/review-requests.ts';
import { readDirectory } from '../../directory/read-directory.ts';
import { newId } from '../../platform/ids.ts';
import { actorOf, recordAudit } from '../../platform/record-audit.ts';
import type { Services } from '../../platform/services.ts';
import { collectFacts } from '../collect-facts.ts';
import { dispatchStep } from '../dispatch.ts';
import { urlOf } from '../present.ts';
import { followUpNotFound, readFollowUp } from '../read.ts';
import { readWithinBudget } from '../read-within-budget.ts';
import { withAgents } from '../with-agents.ts';
import { insistOnIdleMessage, lockPendingReview, newestOf } from './lock-review.ts';

/**
 * Asks the copywriter to write one message under review again, from what is known of the lead now.
 * @throws AppError FOLLOW_UP_NOT_FOUND, NOT_IN_REVIEW, ALREADY_DECIDED, REVISION_IN_PROGRESS; NOT_FOUND for a message
 *   that the review does not have; RATE_LIMITED if a daily budget is used up
 */
export async function regenerateMessage(
  services: Services,
  principal: Principal,
  { followUpId, channel }: { followUpId: string; channel: Channel },
  { instructions }: Regeneration,
): Promise<AcceptedRevision> {
  const { prisma } = services.database;
  const { plan: storedPlan, facts: storedFacts } = await readFollowUp(services, principal, followUpId);
  const stored = await prisma.followUp.findUnique({ where: { id: followUpId }, select: { request: true } });
  if (!stored) throw followUpNotFound();
  const plan = planSchema.parse(storedPlan);
  const { sequence } = factsSchema.parse(storedFacts);
  const hashAddresses = await services.addressHashes.hasherOf(principal.organisationId);
  const askedAt = new Date();
  const facts = await factsNow(services, principal, stored.request as LeadFollowUpRequest, sequence);
  const id = newId('cmd_copywriter');
  const { generation } = await prisma.$transaction(async (tx) => {
    const locked = await lockPendingReview(tx, followUpId);
    newestOf(locked, channel);
    await insistOnIdleMessage(tx, followUpId, channel);
    const earlier = await tx.command.aggregate({
      where: { followUpId, kind: 'copywriter' },
      _max: { number: true },
    });
    if (facts) {
      await tx.followUp.update({
        where: { id: followUpId },
        data: { facts: withAgents(facts, plan) as object, addresses: hashAddresses(facts.lead) },
      });
    }
    await tx.command.create({
      data: {
        id,
        organisationId: locked.followUp.organisationId,
        followUpId,
        kind: 'copywriter',
        number: (earlier._max.number ?? 0) + 1,
        channel,
        instructions: instructions ?? null,
        // What changes from now on is not in the text.
        createdAt: askedAt,
        agent: plan.agents.copywriter ?? plan.agents.sales,
      },
    });
    const details = { channel, command_id: id };
    const action = 'follow_up.regeneration_requested';
    await recordAudit(tx, { ...actorOf(principal), action, subject: followUpId, details });
    return locked.followUp;
  });
  await dispatchStep(
    services,
    { followUpId, generation },
    { kind: 'phase', phase: 'copywriter', commandId: id },
  );
  const followUp = urlOf(followUpId);
  const urls = { self: `/api/commands/${id}`, follow_up: followUp, events: `${followUp}/events` };
  return { command_id: id, type: 'copywriter', status: 'queued', channel, urls };
}

/**
 * What is known now.
 * @returns null if the lead is neither stored nor in the request any more. Then the facts stay as they are
 * @throws AppError RATE_LIMITED if a daily budget is used up
 */
async function factsNow(
  services: Services,
  { organisationId, limits }: Principal,
  request: LeadFollowUpRequest,
  sequence: Facts['sequence'],
): Promise<Facts | null> {
  const spender = { organisationId, dailyTokens: limits.daily_tokens, dailyUsd: limits.daily_usd };
  const known = await readWithinBudget(services, spender, request);
  const directory = readDirectory(known);
  if (!directory || (!directory.lead && !request.lead_data)) return null;
  return collectFacts(request, directory, services.config.FACTS_MAX_CHARACTERS, sequence).facts;
}
