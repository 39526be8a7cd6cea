import { AppError, type ErrorBody } from '../contract/errors.ts';
import { factsSchema } from '../contract/facts.ts';
import type { LeadFollowUpRequest } from '../contract/lead-follow-up-request.ts';
import { planSchema } from '../contract/plan.ts';
import type { Principal } from '../contract/principal.ts';
import type { Services } from '../platform/services.ts';
import { followUpNotFound, readFollowUp } from './read.ts';
import { refuseOverLimits } from './refuse-over-limits.ts';
import { type StoredNow, storeFollowUp } from './store-follow-up.ts';

/**
 * Tries a failed follow-up again as a new one. It reuses the results of completed phases, unless their content caused the
 * failure.
 * @throws AppError FOLLOW_UP_NOT_FOUND, NOT_RETRYABLE, or RATE_LIMITED when a limit is reached
 */
export async function retryFollowUp(
  services: Services,
  principal: Principal,
  id: string,
): Promise<StoredNow> {
  await readFollowUp(services, principal, id);
  const original = await services.database.prisma.followUp.findUnique({
    where: { id },
    include: { commands: { where: { number: 0 } } },
  });
  if (!original) throw followUpNotFound();
  if (original.status !== 'failed') {
    throw new AppError(
      'NOT_RETRYABLE',
      `only a failed follow-up can be retried; this one is ${original.status}`,
    );
  }
  await refuseStepOfSequence(services, original.enrollmentId);
  await refuseOverLimits(services, principal, original.siteId);
  const { code } = original.error as unknown as ErrorBody;
  const completed = original.commands.filter(({ status }) => status === 'completed');
  // The statement locks the original, so it cannot be erased while it is copied.
  const stored = await storeFollowUp(services, {
    organisationId: original.organisationId,
    request: original.request as LeadFollowUpRequest,
    facts: factsSchema.parse(original.facts),
    plan: planSchema.parse(original.plan),
    warnings: original.warnings as string[],
    addresses: (original.addresses as object | null) ?? {},
    // The callback URL still comes from the first request.
    leadHidden: original.leadHidden,
    retryOf: { id, completed: code === 'NO_CONTENT_GENERATED' ? [] : completed },
  });
  if (!stored) throw followUpNotFound();
  return stored;
}

/**
 * A sequence tries a failed step again by itself, and two retries would send it twice. After a stop, nothing is sent.
 * @throws AppError NOT_RETRYABLE
 */
async function refuseStepOfSequence(
  { database }: Pick<Services, 'database'>,
  enrollmentId: string | null,
): Promise<void> {
  if (enrollmentId === null) return;
  const where = { id: enrollmentId, status: { not: 'failed' } };
  if ((await database.prisma.enrollment.count({ where })) === 0) return;
  throw new AppError(
    'NOT_RETRYABLE',
    'this is a step of a sequence, which tries it again by itself while it runs; a sequence that was stopped stays so',
    { details: { enrollment_id: enrollmentId } },
  );
}
