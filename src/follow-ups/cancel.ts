import { lockFollowUp } from '../commands/lock-follow-up.ts';
import type { Principal } from '../contract/principal.ts';
import type { Services } from '../platform/services.ts';
import { announceChange } from '../webhooks/announce-change.ts';
import { cancelLocked } from './cancel-locked.ts';
import { readFollowUp } from './read.ts';
import { reportOutcome } from './report-outcome.ts';

/**
 * Cancels a follow-up: queued phases never run, a running model call is aborted. A follow-up that has ended stays
 * unchanged, so cancelling is idempotent.
 * @throws AppError FOLLOW_UP_NOT_FOUND
 */
export async function cancelFollowUp(services: Services, principal: Principal, id: string): Promise<void> {
  await readFollowUp(services, principal, id);
  const isCancelled = await services.database.prisma.$transaction(async (tx) => {
    const followUp = await lockFollowUp(tx, { followUpId: id });
    const by = { decidedBy: principal.apiKeyId, reason: 'the follow-up was cancelled' };
    return followUp !== null && cancelLocked(tx, followUp, by);
  });
  if (isCancelled) reportOutcome(services, id, { status: 'cancelled' });
  await announceChange(services, { followUpId: id });
}
