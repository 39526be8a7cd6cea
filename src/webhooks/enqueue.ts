import type { PlannedAttempt } from '../platform/queues/delivery-job.ts';
import type { Services } from '../platform/services.ts';

/** How many deliveries are enqueued at a time. */
const batch = 500;

interface PendingDelivery {
  id: string;
  attempt: number;
  nextAttemptAt: Date;
  delayMs: number;
}

function planned({ id, attempt, nextAttemptAt, delayMs }: PendingDelivery): PlannedAttempt {
  return { deliveryId: id, attempt: attempt + 1, dueAt: nextAttemptAt, delayMs };
}

/**
 * Puts the first attempts of deliveries that were just written into the queue. Call after the commit. Never throws: the
 * sweeper enqueues what is missing.
 */
export async function enqueueDeliveries(
  services: Services,
  deliveries: readonly { id: string; nextAttemptAt: Date }[],
): Promise<void> {
  try {
    await add(
      services,
      deliveries.map((delivery) => planned({ ...delivery, attempt: 0, delayMs: 0 })),
    );
  } catch (err) {
    const { id: deliveryId } = deliveries[0] ?? {};
    services.logger.warn({ err, deliveryId }, 'webhooks not enqueued yet: the sweeper will try again');
  }
}

/** What events are about. */
export type EventSubject = { followUpId: string } | { enrollmentId: string };

/** The same for those of a follow-up or an enrollment. */
export async function enqueueDeliveriesOf(services: Services, subject: EventSubject): Promise<void> {
  const { database, logger } = services;
  try {
    const rows = await database.prisma.delivery.findMany({
      where: { event: subject, status: 'pending', attempt: 0 },
      select: { id: true, nextAttemptAt: true },
    });
    await enqueueDeliveries(
      services,
      rows.map(({ id, nextAttemptAt }) => ({ id, nextAttemptAt: nextAttemptAt ?? new Date() })),
    );
  } catch (err) {
    logger.warn({ err, ...subject }, 'webhooks not enqueued yet: the sweeper will try again');
  }
}

/** Puts the next attempt of a delivery into the queue, for when it is due. Never throws, as above. */
export function enqueueDelivery(services: Services, deliveryId: string): Promise<void> {
  return enqueueDeliveriesById(services, [deliveryId]);
}

/** The same for several, at most one batch: the sweeper enqueues the others. */
export async function enqueueDeliveriesById(services: Services, ids: readonly string[]): Promise<void> {
  try {
    const rows = await services.database.prisma.$queryRaw<PendingDelivery[]>`
      SELECT id, attempt, next_attempt_at AS "nextAttemptAt",
             (extract(epoch FROM next_attempt_at - now()) * 1000)::float8 AS "delayMs"
      FROM delivery WHERE id = ANY (${ids.slice(0, batch)}) AND status = 'pending'`;
    await add(services, rows.map(planned));
  } catch (err) {
    services.logger.warn(
      { err, deliveryId: ids[0] },
      'webhooks not enqueued yet: the sweeper will try again',
    );
  }
}

/** The queue itself starts what has just become due. */
const leaveAloneMs = 2_000;

/**
 * Enqueues deliveries that are due, the least recently checked first. Jobs that are in the queue stay unchanged, lost
 * ones are added again. Only the row decides when an attempt is due. Locked rows are skipped, because disabling an
 * endpoint locks its deliveries in another order.
 */
export async function enqueueDue(services: Services, signal: AbortSignal): Promise<void> {
  const { prisma } = services.database;
  const [{ startedAt }] = await prisma.$queryRaw<[{ startedAt: Date }]>`SELECT now() AS "startedAt"`;
  // After an outage there may be many. Each is checked once.
  for (let found = batch; found === batch && !signal.aborted; ) {
    const rows = await prisma.$queryRaw<PendingDelivery[]>`
      UPDATE delivery SET checked_at = now()
      WHERE id IN (
        SELECT id FROM delivery
        WHERE status = 'pending' AND checked_at < ${startedAt}::timestamptz
          AND next_attempt_at < now() - make_interval(secs => ${leaveAloneMs / 1_000}::float8)
        ORDER BY checked_at LIMIT ${batch}
        FOR UPDATE SKIP LOCKED)
      RETURNING id, attempt, next_attempt_at AS "nextAttemptAt", 0::float8 AS "delayMs"`;
    found = rows.length;
    try {
      await add(services, rows.map(planned));
    } catch (err) {
      services.logger.warn({ err }, 'due webhooks are not enqueued yet: the sweeper will try again');
      return;
    }
  }
}

async function add({ queues }: Services, attempts: readonly PlannedAttempt[]): Promise<void> {
  if (attempts.length > 0) await queues.addDeliveries(attempts);
}
