import { lockFollowUp } from '../commands/lock-follow-up.ts';
import { recordEvent } from '../commands/record-event.ts';
import { endCommand } from '../commands/transitions.ts';
import type { Principal } from '../contract/principal.ts';
import { isTerminal } from '../contract/status.ts';
import type { Services } from '../platform/services.ts';
import { enqueueDeliveriesOf } from '../webhooks/enqueue.ts';
import { readFollowUp } from './read.ts';
import { reportOutcome } from './report-outcome.ts';
import { cancelReviewed } from './review/decide.ts';

/**
 * Cancels a follow-up: queued phases never run, a running model call is aborted. A follow-up that has ended stays
 * unchanged, so cancelling is idempotent.
 * @throws AppError FOLLOW_UP_NOT_FOUND
 */
export async function cancelFollowUp(services: Services, principal: Principal, id: string): Promise<void> {
  const { database, signals } = services;
  await readFollowUp(services, principal, id);
  const isCancelled = await database.prisma.$transaction(async (tx) => {
    const followUp = await lockFollowUp(tx, { followUpId: id });
    if (!followUp || isTerminal(followUp.status)) return false;
    if (followUp.status === 'awaiting_review') {
      const reason = 'the follow-up was cancelled';
      await cancelReviewed(tx, id, null, { status: 'rejected', decidedBy: principal.apiKeyId, reason });
      return true;
    }
    for (const command of await tx.command.findMany({ where: { followUpId: id } })) {
      await endCommand(tx, command, { status: 'cancelled' });
    }
    await tx.followUp.update({ where: { id }, data: { status: 'cancelled', finishedAt: new Date() } });
    await recordEvent(tx, { followUpId: id, status: 'cancelled' });
    return true;
  });
  if (isCancelled) reportOutcome(services, id, { status: 'cancelled' });
  await signals.publish(id);
  await enqueueDeliveriesOf(services, { followUpId: id });
}
