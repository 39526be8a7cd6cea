import type { Phase } from '../contract/agents.ts';
import type { PhaseJobData } from '../platform/queues/follow-up-flow.ts';
import type { Services } from '../platform/services.ts';
import { nextStep } from './next-step.ts';

/**
 * Enqueues a phase of a stored follow-up and marks the follow-up as enqueued. If the queue is unavailable, the follow-up
 * stays unmarked, and the sweeper enqueues it later.
 * @returns whether the job is in the queue
 */
export async function dispatchPhase(
  { pipeline, queues, logger }: Services,
  phase: Phase,
  data: PhaseJobData,
): Promise<boolean> {
  const { followUpId, generation } = data;
  try {
    await queues.addPhase(phase, data);
  } catch (err) {
    logger.warn({ err, followUpId }, 'the queue is unavailable: the sweeper will enqueue the follow-up');
    return false;
  }
  pipeline.noteEnqueued({ followUpId, generation });
  return true;
}

/**
 * Enqueues the next step of a follow-up.
 * @returns false if the queue is unavailable; true if the job is in the queue or the follow-up was deleted
 */
export async function dispatchFollowUp(services: Services, followUpId: string): Promise<boolean> {
  const followUp = await services.database.prisma.followUp.findUnique({
    where: { id: followUpId },
    select: { generation: true, commands: { select: { id: true, kind: true, status: true } } },
  });
  if (!followUp) return true;
  const { generation, commands } = followUp;
  const step = nextStep(commands);
  if (step.kind === 'phase') {
    return dispatchPhase(services, step.phase, { followUpId, commandId: step.commandId, generation });
  }
  try {
    await services.queues.addSettle({ followUpId, generation });
    return true;
  } catch (err) {
    services.logger.warn(
      { err, followUpId },
      'the queue is unavailable: the sweeper will enqueue the follow-up',
    );
    return false;
  }
}
