import { isDatabaseUnavailable } from '../platform/database-unavailable.ts';
import type { Services } from '../platform/services.ts';
import { enqueueDeliveriesOf } from '../webhooks/enqueue.ts';
import { runEnrollment } from './start-step.ts';

/** Enrollments that a process looks at together. */
const batch = 50;
/** For this long, no other process looks at a claimed enrollment. A process that dies loses no more than this. */
const claimMs = 30_000;
/**
 * Steps that wait to be written, over all organisations. More would only delay single follow-ups, which share the queue.
 */
const mostQueued = 200;

/**
 * Starts the steps that are due, in the order of their due times. Rows are the source of truth: a process that dies, or a
 * time without workers, delays steps and loses none.
 * @returns how many enrollments it looked at
 */
export async function runDueSteps(services: Services, signal: AbortSignal): Promise<number> {
  let total = 0;
  while (!signal.aborted) {
    const due = await claimDue(services);
    for (const id of due) {
      if (signal.aborted) break;
      await runOne(services, id);
    }
    total += due.length;
    if (due.length < batch) break;
  }
  return total;
}

interface Due {
  id: string;
  at: Date;
}

async function claimDue({ database, clock }: Services): Promise<string[]> {
  const { prisma } = database;
  const [{ queued }] = await prisma.$queryRaw<[{ queued: number }]>`
    SELECT count(*)::int AS queued FROM (
      SELECT FROM follow_up f JOIN organisation o ON o.id = f.organisation_id AND o.suspended_at IS NULL
      WHERE f.status = 'queued' AND f.enrollment_id IS NOT NULL LIMIT ${mostQueued}) AS counted`;
  const most = Math.min(batch, mostQueued - queued);
  if (most <= 0) return [];
  const now = clock.now();
  const rows = await prisma.$queryRaw<Due[]>`
    UPDATE enrollment SET claimed_until = ${new Date(now.getTime() + claimMs)}
    WHERE id IN (
      SELECT e.id FROM enrollment e JOIN organisation o ON o.id = e.organisation_id AND o.suspended_at IS NULL
      WHERE e.status = 'active' AND e.next_step_at <= ${now} AND (e.claimed_until IS NULL OR e.claimed_until < ${now})
      ORDER BY e.next_step_at, e.id LIMIT ${most}
      FOR UPDATE OF e SKIP LOCKED)
    RETURNING id, next_step_at AS at`;
  // RETURNING has no order.
  const byAge = (one: Due, other: Due) =>
    one.at.getTime() - other.at.getTime() || one.id.localeCompare(other.id);
  return rows.sort(byAge).map(({ id }) => id);
}

/** One failure must not keep the others from being looked at. The claim ends by itself. */
async function runOne(services: Services, id: string): Promise<void> {
  const { logger, metrics } = services;
  try {
    await runEnrollment(services, id);
    await enqueueDeliveriesOf(services, { enrollmentId: id });
  } catch (err) {
    // The others would fail as well: whoever runs the scheduler reports the outage once.
    if (isDatabaseUnavailable(err)) throw err;
    metrics.schedulerFailures.inc();
    logger.error({ err, enrollmentId: id }, 'an enrollment cannot be advanced: it is tried again soon');
  }
}
