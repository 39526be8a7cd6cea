import { isRedisRefusal } from '../platform/outage-report.ts';
import type { Services } from '../platform/services.ts';
import { jobSpan } from '../platform/tracing/job-span.ts';
import { type NextStep, nextStep } from './next-step.ts';

/**
 * Enqueues a step of a stored follow-up and marks the follow-up as enqueued. If the queue is unavailable, the follow-up
 * stays unmarked, and the sweeper enqueues it later.
 * @returns whether the job is in the queue
 */
export async function dispatchStep(
  { pipeline, queues, logger, tracing }: Services,
  flow: { followUpId: string; generation: number },
  step: NextStep,
): Promise<boolean> {
  const queue = step.kind === 'phase' ? step.phase : 'settle';
  try {
    await tracing.inSpan(
      jobSpan('send', queue, { 'lead_followup.follow_up_id': flow.followUpId }),
      async () => {
        if (step.kind === 'phase') await queues.addPhase(step.phase, { ...flow, commandId: step.commandId });
        else await queues.addSettle(flow);
      },
    );
  } catch (err) {
    const { followUpId } = flow;
    const level = isRedisRefusal(err) ? 'warn' : 'debug';
    logger[level]({ err, followUpId }, 'a follow-up is not enqueued yet: the sweeper will enqueue it');
    return false;
  }
  pipeline.noteEnqueued(flow);
  return true;
}

/**
 * Enqueues the next step of a follow-up.
 * @returns false if the queue is unavailable; true if the job is in the queue or the follow-up was deleted
 */
export async function dispatchFollowUp(services: Services, followUpId: string): Promise<boolean> {
  const followUp = await services.database.prisma.followUp.findUnique({
    where: { id: followUpId },
    select: {
      generation: true,
      commands: { where: { number: 0 }, select: { id: true, kind: true, status: true } },
    },
  });
  if (!followUp) return true;
  const { generation, commands } = followUp;
  return dispatchStep(services, { followUpId, generation }, nextStep(commands));
}
