import type { FlowState } from '../platform/queues/flow-state.ts';
import type { FollowUpFlow } from '../platform/queues/follow-up-flow.ts';
import type { Services } from '../platform/services.ts';
import { runInHand } from '../platform/work-in-hand.ts';
import { enqueueDue } from '../webhooks/enqueue.ts';
import { dispatchFollowUp } from './dispatch.ts';
import { nextStep } from './next-step.ts';
import { commandIdsOf } from './present.ts';
import { settleFollowUp } from './settle.ts';

/** How many follow-ups are looked at together. */
const batch = 500;

/** A follow-up that lacks its mark and is younger may still be on its way from the request that made it. */
const leaveAloneMs = 2_000;

/** An unfinished follow-up that nothing was heard of for a while. */
interface Suspect extends FollowUpFlow {
  /** Whether the queue is known to have had it. */
  enqueued: boolean;
  /** No phase is left to run, and only its outcome is missing. */
  phasesEnded: boolean;
}

/**
 * Finds follow-ups that the queue does not know or no longer works on, and brings them on their way again: those that
 * were accepted while it was away, whose API process died before it could enqueue, whose jobs were flushed, removed or
 * given up. And enqueues the webhooks that are due.
 */
export async function sweep(services: Services, signal: AbortSignal): Promise<void> {
  await enqueueDue(services, signal);
  // A batch of suspects that are all well is enough for one sweep. Where some were lost, there may be many.
  while (!signal.aborted) {
    const suspects = await takeSuspects(services);
    if (suspects.length === 0) return;
    const repaired = await repair(services, suspects, signal);
    if (repaired === 0 || suspects.length < batch) return;
  }
}

/**
 * Takes the follow-ups that were not looked at for the longest time, and notes that they are being looked at: one
 * statement by the database's clock, which also passes over those that someone is changing right now.
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
      commands: { select: { id: true, kind: true, status: true } },
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

/** @returns how many of them were not on their way */
async function repair(
  services: Services,
  suspects: readonly Suspect[],
  signal: AbortSignal,
): Promise<number> {
  let repaired = 0;
  const open = suspects.filter(({ phasesEnded }) => !phasesEnded);
  // These need no queue.
  for (const suspect of suspects.filter(({ phasesEnded }) => phasesEnded)) {
    if (await settleSafely(services, suspect)) repaired += 1;
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
    // While the queue is away, one try tells as much as five hundred.
    if (!(await dispatchFollowUp(services, suspect.followUpId))) break;
    repaired += 1;
    services.logger.info({ followUpId: suspect.followUpId, state }, 'the sweeper has enqueued a follow-up');
  }
  return repaired;
}

/** @returns nothing while the queue is away: whatever it has lost is found when it is back */
async function askQueue({ queues, logger }: Services, suspects: readonly Suspect[]): Promise<FlowState[]> {
  try {
    return await queues.flowStates(suspects);
  } catch (err) {
    logger.warn({ err }, 'the queue does not answer: the next sweep asks again');
    return [];
  }
}

/** One that cannot be settled must not keep the others from it. */
async function settleSafely(services: Services, { followUpId, generation }: Suspect): Promise<boolean> {
  try {
    await runInHand({ followUpId }, () => settleFollowUp(services, { followUpId, generation }));
    return true;
  } catch (err) {
    services.logger.error({ err, followUpId }, 'the sweeper cannot settle a follow-up');
    return false;
  }
}

/** The queue has them after all: the answer to the add was lost, or the mark was not written. */
async function noteEnqueued({ database }: Services, suspects: readonly Suspect[]): Promise<void> {
  if (suspects.length === 0) return;
  const ids = suspects.map(({ followUpId }) => followUpId);
  await database.prisma.$executeRaw`
    UPDATE follow_up SET enqueued_at = now() WHERE id = ANY(${ids}) AND enqueued_at IS NULL`;
}

/**
 * Gives a follow-up its outbox mark back, so that it is enqueued again whatever happens next. Job ids are never used
 * twice: where the queue still has some of its jobs, the next flow gets another generation, and the old jobs can claim
 * nothing any more.
 * @returns false when it has ended or was enqueued anew meanwhile
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
