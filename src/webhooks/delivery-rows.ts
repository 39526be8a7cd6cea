import type { WebhookEventType } from '../contract/webhook-event.ts';
import type { Database, DatabaseClient } from '../platform/database.ts';
import { recordAudit } from '../platform/record-audit.ts';
import { failingLimitMs, waitAfter } from './schedule.ts';
import type { SendResult } from './send.ts';

/** A delivery whose next attempt is due, with the event that it carries. */
export interface DueDelivery {
  id: string;
  organisationId: string;
  endpointId: string | null;
  /** Null without an endpoint. */
  endpointEnabled: boolean | null;
  endpointFails: boolean | null;
  /** Whether its organisation is. */
  isSuspended: boolean;
  url: string;
  status: string;
  /** Attempts that were begun. */
  attempt: number;
  tries: number;
  /** Claims whose run has not ended: that many processes died during an attempt, or still make one. */
  openClaims: number;
  /** By the database's clock; null when it has ended. */
  dueInMs: number | null;
  /** The span of the request that created the follow-up, if it was traced. */
  traceparent: string | null;
  event: DeliveredEvent;
}

/** What a webhook's body is made of. */
export interface DeliveredEvent {
  id: string;
  type: WebhookEventType;
  /** Null for an event of an enrollment. */
  followUpId: string | null;
  enrollmentId: string | null;
  commandId: string | null;
  createdAt: Date;
  /** It goes to the callback URL that its follow-up came with, not to a registered endpoint. */
  isCallback: boolean;
}

type Row = Omit<DueDelivery, 'event'> & Omit<DeliveredEvent, 'id'> & { eventId: string };

/** @returns null when it has been deleted, as with its follow-up or its endpoint */
export async function readDelivery({ prisma }: Database, id: string): Promise<DueDelivery | null> {
  const [row] = await prisma.$queryRaw<Row[]>`
    SELECT d.id, d.organisation_id AS "organisationId", d.endpoint_id AS "endpointId", w.enabled AS "endpointEnabled",
           o.suspended_at IS NOT NULL AS "isSuspended",
           w.failing_since IS NOT NULL AS "endpointFails",
           coalesce(w.url, d.url) AS url, d.status, d.attempt, d.tries, d.open_claims AS "openClaims",
           (extract(epoch FROM d.next_attempt_at - now()) * 1000)::float8 AS "dueInMs",
           e.id AS "eventId", e.type, e.follow_up_id AS "followUpId", e.enrollment_id AS "enrollmentId",
           e.command_id AS "commandId", e.created_at AS "createdAt", d.endpoint_id IS NULL AS "isCallback", f.traceparent
    FROM delivery d JOIN event e ON e.id = d.event_id LEFT JOIN follow_up f ON f.id = e.follow_up_id
    JOIN organisation o ON o.id = d.organisation_id
    LEFT JOIN webhook_endpoint w ON w.id = d.endpoint_id
    WHERE d.id = ${id}`;
  if (!row) return null;
  const { eventId, type, followUpId, enrollmentId, commandId, createdAt, isCallback, ...delivery } = row;
  const event = { id: eventId, type, followUpId, enrollmentId, commandId, createdAt, isCallback };
  return { ...delivery, event };
}

/**
 * Claims a delivery for one attempt. The next attempt is due after the lease: if this process dies meanwhile, the
 * sweeper enqueues it. An earlier claim that is still open counts as a failed attempt.
 * @returns null if another process has claimed it or it has ended
 */
export async function claimDelivery(
  { prisma }: Database,
  delivery: DueDelivery,
  leaseMs: number,
): Promise<DueDelivery | null> {
  const { id, attempt, url } = delivery;
  const tries = delivery.tries + (delivery.openClaims > 0 ? 1 : 0);
  const claimed = await prisma.$executeRaw`
    UPDATE delivery SET attempt = attempt + 1, url = ${url}, tries = ${tries}, open_claims = open_claims + 1,
      next_attempt_at = now() + make_interval(secs => ${leaseMs / 1_000}::float8)
    WHERE id = ${id} AND attempt = ${attempt} AND tries = ${delivery.tries} AND status = 'pending'`;
  return claimed === 1 ? { ...delivery, tries } : null;
}

/** Gives a claim back without a result. `dueNow`: the next attempt is due now, else when the lease ends. */
export async function releaseDelivery(
  { prisma }: Database,
  { id, attempt }: DueDelivery,
  { dueNow }: { dueNow: boolean },
): Promise<void> {
  await prisma.$executeRaw`
    WITH locked AS (SELECT id, attempt = ${attempt + 1} AS newest FROM delivery WHERE id = ${id} FOR UPDATE)
    UPDATE delivery d SET open_claims = CASE WHEN newest THEN 0 ELSE greatest(open_claims - 1, 0) END,
      next_attempt_at = CASE WHEN newest AND status = 'pending' AND ${dueNow} THEN now() ELSE next_attempt_at END
    FROM locked WHERE d.id = locked.id`;
}

/**
 * Ends a delivery that is not to be tried again, although its schedule has not ended. The log of its attempts and the
 * audit say why.
 * @returns false when another process has changed it
 */
export async function setDeliveryAside(
  { prisma }: Database,
  { id, attempt, organisationId }: DueDelivery,
  reason: string,
): Promise<boolean> {
  return prisma.$transaction(async (tx) => {
    const number = attempt + 1;
    const count = await tx.$executeRaw`
      WITH ended AS (
        UPDATE delivery SET attempt = ${number}::int, open_claims = 0, status = 'failed', next_attempt_at = NULL,
          finished_at = now()
        WHERE id = ${id} AND attempt = ${attempt} AND status = 'pending' RETURNING id)
      INSERT INTO delivery_attempt (delivery_id, number, at, status_code, duration_ms, error, response_excerpt)
      SELECT id, ${number}::int, now(), NULL, 0, ${reason}, NULL FROM ended`;
    if (count === 0) return false;
    await recordAudit(tx, { organisationId, actor: 'service', action: 'delivery.set_aside', subject: id });
    return true;
  });
}

/**
 * Records the result of an attempt and plans the next one. An attempt that is no longer the newest is only logged. So is
 * a failed attempt if the delivery was requested again meanwhile, since that started a new schedule.
 * @returns what the delivery is by this attempt; `pending` too where it decides nothing
 */
export async function recordAttempt(
  { prisma }: Database,
  { id, attempt, tries }: DueDelivery,
  result: SendResult,
): Promise<'delivered' | 'failed' | 'pending'> {
  const { at, statusCode, durationMs, error, responseExcerpt } = result;
  const number = attempt + 1;
  const failedTries = tries + 1;
  const waitMs =
    error === null || statusCode === 410 ? null : waitAfter(failedTries, result.retryAfterMs, Math.random());
  const status = error === null ? 'delivered' : waitMs === null ? 'failed' : 'pending';
  const waitS = waitMs === null ? null : waitMs / 1_000;
  // In one statement, so that a delivery that was deleted during the attempt gets neither log entry nor status.
  const [row] = await prisma.$queryRaw<{ decides: boolean }[]>`
    WITH locked AS (
      SELECT id, attempt = ${number} AS newest,
        attempt = ${number} AND status = 'pending' AND (tries = ${tries} OR ${status} = 'delivered') AS decides
      FROM delivery WHERE id = ${id} FOR UPDATE),
    logged AS (
      INSERT INTO delivery_attempt (delivery_id, number, at, status_code, duration_ms, error, response_excerpt)
      SELECT id, ${number}::int, ${at}::timestamptz, ${statusCode}::int, ${durationMs}::int, ${error}, ${responseExcerpt}
      FROM locked
    )
    UPDATE delivery d SET
      open_claims = CASE WHEN newest THEN 0 ELSE greatest(open_claims - 1, 0) END,
      status = CASE WHEN decides THEN ${status} ELSE status END,
      tries = CASE WHEN decides THEN ${failedTries} ELSE tries END,
      next_attempt_at = CASE WHEN decides THEN now() + make_interval(secs => ${waitS}::float8) ELSE next_attempt_at END,
      finished_at = CASE WHEN NOT decides THEN finished_at WHEN ${status} <> 'pending' THEN now() END
    FROM locked WHERE d.id = locked.id
    RETURNING decides`;
  return row?.decides || status === 'delivered' ? status : 'pending';
}

/** Fails the pending deliveries of an endpoint that was disabled. A replay sends them again. */
export async function giveUpDeliveriesTo(client: DatabaseClient, endpointId: string): Promise<void> {
  await client.delivery.updateMany({
    where: { endpointId, status: 'pending' },
    data: { status: 'failed', nextAttemptAt: null, finishedAt: new Date() },
  });
}

/**
 * Records since when an endpoint has been failing, and disables it after too long. Its pending deliveries then fail too.
 * @returns why this call disabled it, or null
 */
export async function recordHealth(
  { prisma }: Database,
  { organisationId, endpointId, endpointFails }: DueDelivery & { endpointId: string },
  { statusCode, error }: Pick<SendResult, 'statusCode' | 'error'>,
): Promise<'gone' | 'failing' | null> {
  if (error === null && !endpointFails) return null;
  if (error === null) {
    await prisma.webhookEndpoint.updateMany({
      where: { id: endpointId, failingSince: { not: null } },
      data: { failingSince: null },
    });
    return null;
  }
  await prisma.$executeRaw`
    UPDATE webhook_endpoint SET failing_since = now() WHERE id = ${endpointId} AND enabled AND failing_since IS NULL`;
  const reason = statusCode === 410 ? 'gone' : 'failing';
  const disabled = await prisma.$transaction(async (tx) => {
    const count = await tx.$executeRaw`
      UPDATE webhook_endpoint SET enabled = false, disabled_reason = ${reason}, updated_at = now()
      WHERE id = ${endpointId} AND enabled AND (
        ${reason} = 'gone' OR failing_since < now() - make_interval(secs => ${failingLimitMs / 1_000}::float8))`;
    if (count === 0) return false;
    await giveUpDeliveriesTo(tx, endpointId);
    await recordAudit(tx, {
      organisationId,
      actor: 'service',
      action: 'webhook_endpoint.disabled',
      subject: endpointId,
    });
    return true;
  });
  return disabled ? reason : null;
}
