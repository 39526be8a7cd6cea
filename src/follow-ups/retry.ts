import { lockFollowUp } from '../commands/lock-follow-up.ts';
import { AppError, type ErrorBody } from '../contract/errors.ts';
import { factsSchema } from '../contract/facts.ts';
import type { LeadFollowUpRequest } from '../contract/lead-follow-up-request.ts';
import { planSchema } from '../contract/plan.ts';
import type { Principal } from '../contract/principal.ts';
import type { Services } from '../platform/services.ts';
import { dispatchFollowUp } from './dispatch.ts';
import { followUpNotFound, readFollowUp } from './read.ts';
import { refuseOverLimits } from './refuse-over-limits.ts';
import { storeFollowUp } from './store.ts';

/**
 * Tries a failed follow-up again as a new one. Phases that had completed are taken over with their results, unless
 * what they wrote was the failure.
 * @returns the id of the new follow-up
 * @throws AppError FOLLOW_UP_NOT_FOUND, NOT_RETRYABLE, or RATE_LIMITED when a limit is reached
 */
export async function retryFollowUp(services: Services, principal: Principal, id: string): Promise<string> {
  const { prisma } = services.database;
  const original = await readFollowUp(services.database, principal, id);
  if (original.status !== 'failed') {
    throw new AppError(
      'NOT_RETRYABLE',
      `only a failed follow-up can be tried again; this one is ${original.status}`,
    );
  }
  await refuseOverLimits(services, principal, original.siteId);
  const { code } = original.error as unknown as ErrorBody;
  const completed = original.commands.filter(({ status }) => status === 'completed');
  const retryId = await prisma.$transaction(async (tx) => {
    // Held, so that it cannot be erased while a copy of it is being made.
    if (!(await lockFollowUp(tx, { followUpId: id }))) throw followUpNotFound();
    return storeFollowUp(tx, {
      organisationId: original.organisationId,
      request: original.request as LeadFollowUpRequest,
      facts: factsSchema.parse(original.facts),
      plan: planSchema.parse(original.plan),
      warnings: original.warnings as string[],
      // The callback is still that of the first request.
      leadHidden: original.leadHidden,
      retryOf: { id, completed: code === 'NO_CONTENT_GENERATED' ? [] : completed },
    });
  });
  await dispatchFollowUp(services, retryId);
  return retryId;
}
