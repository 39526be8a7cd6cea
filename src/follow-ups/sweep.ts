import type { Services } from '../platform/services.ts';
import { dispatchFollowUp } from './dispatch.ts';

/** How many follow-ups one sweep takes. */
const batch = 500;

/** Younger ones may still be on their way from the request that made them. */
const leaveAloneMs = 2_000;

/** Enqueues the follow-ups that were accepted while the queue was away or whose API process died before it could. */
export async function sweep(services: Services, signal: AbortSignal): Promise<void> {
  const { prisma } = services.database;
  const waiting = await prisma.followUp.findMany({
    where: {
      status: { in: ['queued', 'running'] },
      enqueuedAt: null,
      createdAt: { lt: new Date(Date.now() - leaveAloneMs) },
    },
    orderBy: { createdAt: 'asc' },
    take: batch,
    select: { id: true },
  });
  for (const { id } of waiting) {
    if (signal.aborted) return;
    // While the queue is away, one try tells as much as five hundred.
    if (!(await dispatchFollowUp(services, id))) return;
  }
}
