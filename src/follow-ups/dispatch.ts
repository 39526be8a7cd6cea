import type { FollowUpFlow } from '../platform/queues/follow-up-flow.ts';
import type { Services } from '../platform/services.ts';

/**
 * Puts a stored follow-up's jobs into the queue and takes off its outbox mark. While the queue is away the mark stays,
 * and the sweeper comes back to it.
 * @returns whether the jobs stand in the queue; also when the follow-up is gone and there is nothing to put there
 */
export async function dispatchFollowUp(
  { database, queues, logger }: Services,
  followUpId: string,
): Promise<boolean> {
  const { prisma } = database;
  const followUp = await prisma.followUp.findUnique({
    where: { id: followUpId },
    select: { generation: true, commands: { select: { id: true, kind: true } } },
  });
  if (!followUp) return true;
  const { generation, commands } = followUp;
  try {
    await queues.addFlow({ followUpId, commandIds: commandIdsOf(commands), generation });
  } catch (err) {
    logger.warn({ err, followUpId }, 'not enqueued yet: the sweeper will try again');
    return false;
  }
  await prisma.followUp.updateMany({
    where: { id: followUpId, generation },
    data: { enqueuedAt: new Date() },
  });
  return true;
}

export function commandIdsOf(commands: readonly { id: string; kind: string }[]): FollowUpFlow['commandIds'] {
  const idOf = (kind: string) => commands.find((command) => command.kind === kind)?.id ?? null;
  const sales = idOf('sales');
  if (!sales) throw new Error('a follow-up without a sales command');
  return { sales, copywriter: idOf('copywriter') };
}
