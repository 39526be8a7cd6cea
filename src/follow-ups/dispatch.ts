import type { Services } from '../platform/services.ts';

/**
 * Puts a stored follow-up's jobs into the queue and takes off its outbox mark. While the queue is away the mark stays,
 * and the sweeper comes back to it.
 * @returns whether the jobs stand in the queue
 */
export async function dispatchFollowUp(
  { database, queues, logger }: Services,
  followUpId: string,
): Promise<boolean> {
  const { prisma } = database;
  const { generation, commands } = await prisma.followUp.findUniqueOrThrow({
    where: { id: followUpId },
    select: { generation: true, commands: { select: { id: true, kind: true } } },
  });
  const idOf = (kind: string) => commands.find((command) => command.kind === kind)?.id ?? null;
  const sales = idOf('sales');
  if (!sales) throw new Error('a follow-up without a sales command');
  try {
    await queues.addFlow({ followUpId, commandIds: { sales, copywriter: idOf('copywriter') }, generation });
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
