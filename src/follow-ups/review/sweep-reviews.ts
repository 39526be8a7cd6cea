import { lockFollowUp } from '../../commands/lock-follow-up.ts';
import type { ErrorBody } from '../../contract/errors.ts';
import { isRedisRefusal } from '../../platform/outage-report.ts';
import type { Services } from '../../platform/services.ts';
import { announceChange } from '../../webhooks/announce-change.ts';
import { cancelReviewed } from '../cancel-locked.ts';
import { dispatchStep } from '../dispatch.ts';
import { reportOutcome } from '../report-outcome.ts';

const batch = 100;

/** Ends reviews that nobody has decided in time, and enqueues commands whose jobs the queue has lost. */
export async function sweepReviews(services: Services, signal: AbortSignal): Promise<void> {
  while (!signal.aborted && (await expireReviews(services)) === batch);
  await repairRevisions(services);
}

/** @returns how many were due */
async function expireReviews(services: Services): Promise<number> {
  const { prisma } = services.database;
  const due = await prisma.review.findMany({
    where: { status: 'pending', expiresAt: { lte: new Date() } },
    select: { followUpId: true },
    orderBy: { expiresAt: 'asc' },
    take: batch,
  });
  const error: ErrorBody = {
    code: 'REVIEW_EXPIRED',
    message: 'nobody approved or rejected the messages in time',
  };
  for (const { followUpId } of due) {
    const isExpired = await prisma.$transaction(async (tx) => {
      await lockFollowUp(tx, { followUpId });
      const review = await tx.review.findUnique({ where: { followUpId }, select: { status: true } });
      if (review?.status !== 'pending') return false;
      await cancelReviewed(tx, followUpId, error, { status: 'expired', decidedBy: null });
      return true;
    });
    if (!isExpired) continue;
    services.metrics.reviewsDecided.inc({ decision: 'expired' });
    reportOutcome(services, followUpId, { status: 'cancelled', error });
    await announceChange(services, { followUpId });
  }
  return due.length;
}

interface OpenRevision {
  commandId: string;
  followUpId: string;
  generation: number;
}

/**
 * Enqueues commands that should write a message again and have no live job. The generation increases, because ids of
 * jobs are never reused, so all open commands of the follow-up are enqueued again.
 */
async function repairRevisions(services: Services): Promise<void> {
  const { config, database, queues, logger, metrics } = services;
  const { prisma } = database;
  // command_revision_open contains only the few commands that are open.
  const open = await prisma.$queryRaw<OpenRevision[]>`
    WITH open AS (
      SELECT c.id, c.follow_up_id FROM command c
      WHERE c.channel IS NOT NULL AND c.status IN ('queued', 'running')
        AND c.created_at < now() - make_interval(secs => ${config.ORPHAN_AFTER_MS / 1000}::float8)
      LIMIT ${batch}
    ), checked AS (
      UPDATE follow_up SET checked_at = now()
      WHERE id IN (SELECT follow_up_id FROM open) AND status = 'awaiting_review'
        AND checked_at < now() - make_interval(secs => ${config.ORPHAN_AFTER_MS / 1000}::float8)
      RETURNING id, generation
    )
    SELECT o.id AS "commandId", f.id AS "followUpId", f.generation FROM open o JOIN checked f ON f.id = o.follow_up_id`;
  if (open.length === 0) return;
  const flows = open.map(({ commandId, ...flow }) => ({
    ...flow,
    commandIds: { sales: '', copywriter: commandId },
  }));
  try {
    const states = await queues.flowStates(flows);
    const lost = new Map<string, number>();
    for (const [index, { followUpId, generation }] of open.entries()) {
      if (states[index] !== 'alive') lost.set(followUpId, generation);
    }
    for (const [followUpId, generation] of lost) {
      const { count } = await prisma.followUp.updateMany({
        where: { id: followUpId, generation, status: 'awaiting_review' },
        data: { generation: { increment: 1 } },
      });
      if (count === 0) continue;
      metrics.orphans.inc({ state: 'stuck' });
      logger.info({ followUpId }, 'the sweeper has enqueued the revisions of a follow-up');
      for (const { commandId } of open.filter((one) => one.followUpId === followUpId)) {
        const step = { kind: 'phase', phase: 'copywriter', commandId } as const;
        await dispatchStep(services, { followUpId, generation: generation + 1 }, step);
      }
    }
  } catch (err) {
    const level = isRedisRefusal(err) ? 'warn' : 'debug';
    logger[level]({ err }, 'the queue is unavailable: the next sweep checks the revisions again');
  }
}
