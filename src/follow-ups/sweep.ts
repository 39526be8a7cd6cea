import { isRedisRefusal } from '../platform/outage-report.ts';
import type { FlowState } from '../platform/queues/flow-state.ts';
import type { FollowUpFlow } from '../platform/queues/follow-up-flow.ts';
import type { Services } from '../platform/services.ts';
import { runInHand } from '../platform/work-in-hand.ts';
import { enqueueDue } from '../webhooks/enqueue.ts';
import { dispatchFollowUp } from './dispatch.ts';
import { nextStep } from './next-step.ts';
import { commandIdsOf } from './present.ts';
import { settleFollowUp } from './settle.ts';

/** Follow-ups per batch. */
const batch = 500;

/** The request that created a younger follow-up may still be enqueueing it. */
const leaveAloneMs = 2_000;

/** An unfinished follow-up that has not been checked for a while. */
interface Suspect extends FollowUpFlow {
  /** Whether it is marked as enqueued. */
  enqueued: boolean;
  /** All phases have ended, and only the outcome is missing. */
  phasesEnded: boolean;
}

/**
 * Enqueues due webhooks, and repairs follow-ups that have no live job: accepted while the queue was unavailable, created by
 * an API process that died before it enqueued, or with jobs that were flushed, removed or given up.
 */
export async function sweep(services: Services, signal: AbortSignal): Promise<void> {
  await enqueueDue(services, signal);
  // One batch without repairs ends the sweep. A repair suggests that more follow-ups were lost.
  while (!signal.aborted) {
    const suspects = await takeSuspects(services);
    if (suspects.length === 0) return;
    const repaired = await repair(services, suspects, signal);
    if (repaired === 0 || suspects.length < batch) return;
  }
}

/**
 * Takes the follow-ups that have not been checked for the longest time, and marks them as checked. One statement, which
 * uses the database's clock and skips locked rows.
 */
async function takeSuspects({ database, config }: Services): Promise<Suspect[]> {
  const { prisma } = database;
  const taken = await prisma.$queryRaw<{ id: string }[]>`
    UPDATE follow_up SET checked_at = now()
    WHERE id IN (
      SELECT id FROM follow_up
      WHERE status IN ('queued', 'running')
        AND (checked_at < now() - make_interval(secs => ${config.ORPHAN_AFTER_MS / 1000}::float8)
          OR (enqueued_at IS NULL AND checked_at < now() - make_interval(secs => ${leaveAloneMs / 1000}::float8)))
      ORDER BY checked_at LIMIT ${batch}
      FOR UPDATE SKIP LOCKED)
    RETURNING id`;
  const rows = await prisma.followUp.findMany({
    where: { id: { in: taken.map(({ id }) => id) } },
    select: {
      id: true,
      generation: true,
      enqueuedAt: true,
      commands: { where: { number: 0 }, select: { id: true, kind: true, number: true, status: true } },
    },
  });
  return rows.map(({ id, generation, enqueuedAt, commands }) => ({
    followUpId: id,
    commandIds: commandIdsOf(commands),
    generation,
    enqueued: enqueuedAt !== null,
    phasesEnded: nextStep(commands).kind === 'settle',
  }));
}

/** @returns how many of them needed a repair */
async function repair(
  services: Services,
  suspects: readonly Suspect[],
  signal: AbortSignal,
): Promise<number> {
  let repaired = 0;
  const open = suspects.filter(({ phasesEnded }) => !phasesEnded);
  // Settling does not need the queue.
  for (const suspect of suspects.filter(({ phasesEnded }) => phasesEnded)) {
    if (!(await settleSafely(services, suspect))) continue;
    services.metrics.orphans.inc({ state: 'not_settled' });
    repaired += 1;
  }
  const states = await askQueue(services, open);
  await noteEnqueued(
    services,
    open.filter((suspect, index) => !suspect.enqueued && states[index] === 'alive'),
  );
  for (const [index, suspect] of open.entries()) {
    const state = states[index];
    if (!state || state === 'alive') continue;
    if (signal.aborted) break;
    if (!(await release(services, suspect, state))) continue;
    // The queue is unavailable, so further tries would fail as well.
    if (!(await dispatchFollowUp(services, suspect.followUpId))) break;
    repaired += 1;
    services.metrics.orphans.inc({ state });
    services.logger.info({ followUpId: suspect.followUpId, state }, 'the sweeper has enqueued a follow-up');
  }
  return repaired;
}

/** @returns an empty list if the queue is unavailable. A later sweep finds what the queue has lost. */
async function askQueue({ queues, logger }: Services, suspects: readonly Suspect[]): Promise<FlowState[]> {
  try {
    return await queues.flowStates(suspects);
  } catch (err) {
    const level = isRedisRefusal(err) ? 'warn' : 'debug';
    logger[level]({ err }, 'the queue is unavailable: the next sweep checks again');
    return [];
  }
}

/** One failure must not keep the other follow-ups from being settled. */
async function settleSafely(services: Services, { followUpId, generation }: Suspect): Promise<boolean> {
  try {
    await runInHand({ followUpId }, () => settleFollowUp(services, { followUpId, generation }));
    return true;
  } catch (err) {
    services.logger.error({ err, followUpId }, 'the sweeper cannot settle a follow-up');
    return false;
  }
}

/** Marks follow-ups whose jobs are in the queue although the mark was not written. */
async function noteEnqueued({ database }: Services, suspects: readonly Suspect[]): Promise<void> {
  if (suspects.length === 0) return;
  const ids = suspects.map(({ followUpId }) => followUpId);
  await database.prisma.$executeRaw`
    UPDATE follow_up SET enqueued_at = now() WHERE id = ANY(${ids}) AND enqueued_at IS NULL`;
}

/**
 * Marks a follow-up as not enqueued, so that it is enqueued again even if this process dies. Job ids are never reused: if
 * the queue still has some of its jobs, the generation increases, and the old jobs can no longer claim.
 * @returns false if it has ended or was enqueued again meanwhile
 */
async function release(
  { database }: Services,
  { followUpId, generation }: Suspect,
  state: Exclude<FlowState, 'alive'>,
): Promise<boolean> {
  const { count } = await database.prisma.followUp.updateMany({
    where: { id: followUpId, generation, status: { in: ['queued', 'running'] } },
    data: { enqueuedAt: null, generation: { increment: state === 'stuck' ? 1 : 0 } },
  });
  return count > 0;
}
