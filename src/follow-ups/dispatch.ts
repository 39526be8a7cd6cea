import type { Phase } from '../contract/agents.ts';
import type { PhaseJobData } from '../platform/queues/follow-up-flow.ts';
import type { Services } from '../platform/services.ts';
import { nextStep } from './next-step.ts';

/**
 * Puts the job of a stored follow-up's phase into the queue and takes off its outbox mark. While the queue is away the
 * mark stays, and the sweeper comes back to it.
 * @returns whether the job stands in the queue
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
    logger.warn({ err, followUpId }, 'not enqueued yet: the sweeper will try again');
    return false;
  }
  pipeline.noteEnqueued({ followUpId, generation });
  return true;
}

/**
 * Puts the job of whatever a follow-up waits for into the queue.
 * @returns whether the job stands in the queue; also when the follow-up is gone and there is nothing to put there
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
    services.logger.warn({ err, followUpId }, 'not enqueued yet: the sweeper will try again');
    return false;
  }
}
