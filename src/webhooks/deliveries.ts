import { AppError } from '../contract/errors.ts';
import type { Page } from '../contract/page.ts';
import { hasScope, type Principal } from '../contract/principal.ts';
import type { DeliveryQuery, DeliveryView } from '../contract/resources/delivery.ts';
import type { Database } from '../platform/database.ts';
import type { Delivery, DeliveryAttempt, Event } from '../platform/generated/client.ts';
import { isId } from '../platform/ids.ts';
import { newestFirst } from '../platform/newest-first.ts';
import { type Batch, byCreation, readPage } from '../platform/read-page.ts';
import { actorOf, recordAudit } from '../platform/record-audit.ts';
import type { Services } from '../platform/services.ts';
import { findWebhookEndpoint } from './endpoints.ts';
import { enqueueDeliveriesById, enqueueDelivery } from './enqueue.ts';

type StoredDelivery = Delivery & { event: Event; attempts: DeliveryAttempt[] };
const withLog = { event: true, attempts: { orderBy: { number: 'asc' } } } as const;

/**
 * The deliveries of a follow-up or to an endpoint, newest first. The caller has checked that the principal may see the
 * follow-up or the endpoint. `viewOf` decides which fields it sees.
 */
export async function listDeliveries(
  { prisma }: Database,
  principal: Principal,
  subject: { followUpId: string } | { endpointId: string },
  { status, ...query }: DeliveryQuery,
): Promise<Page<DeliveryView>> {
  const read = ({ cursor, take }: Batch) => {
    const { where, orderBy } = newestFirst(cursor);
    return prisma.delivery.findMany({
      where: {
        ...('followUpId' in subject ? { event: subject } : subject),
        ...seenBy(principal),
        ...(status ? { status } : {}),
        ...where,
      },
      include: withLog,
      orderBy,
      take,
    });
  };
  return readPage(query, read, byCreation, viewOf(principal));
}

/** @throws AppError FORBIDDEN for a bound key, NOT_FOUND */
export async function listEndpointDeliveries(
  { database }: Services,
  principal: Principal,
  endpointId: string,
  query: DeliveryQuery,
): Promise<Page<DeliveryView>> {
  await findWebhookEndpoint(database.prisma, principal, endpointId);
  return listDeliveries(database, principal, { endpointId }, query);
}

/**
 * Sends a delivery again: the same event with the same id, at once, and with a new schedule. A pending one is only
 * sent earlier.
 * @throws AppError NOT_FOUND; INVALID_REQUEST when its endpoint is disabled
 */
export async function redeliver(
  services: Services,
  principal: Principal,
  followUpId: string,
  id: string,
): Promise<DeliveryView> {
  const { prisma } = services.database;
  const found = isId(id, 'whd')
    ? await prisma.delivery.findUnique({
        where: { id, event: { followUpId }, ...seenBy(principal) },
        include: { endpoint: { select: { enabled: true } } },
      })
    : null;
  if (!found) throw new AppError('NOT_FOUND', 'no such delivery of this follow-up');
  if (found.endpoint?.enabled === false) throw endpointDisabled();
  await prisma.$executeRaw`
    UPDATE delivery SET status = 'pending', tries = 0, open_claims = 0, next_attempt_at = now(), finished_at = NULL WHERE id = ${id}`;
  await enqueueDelivery(services, id);
  return viewOf(principal)(await prisma.delivery.findUniqueOrThrow({ where: { id }, include: withLog }));
}

/**
 * Sends all deliveries of an endpoint again that were created since a time and have failed, finally or in an attempt
 * that will be followed by another.
 * @returns how many
 * @throws AppError FORBIDDEN for a bound key, NOT_FOUND; INVALID_REQUEST when the endpoint is disabled
 */
export async function replayDeliveries(
  services: Services,
  principal: Principal,
  endpointId: string,
  since: Date,
): Promise<number> {
  const { prisma } = services.database;
  const { enabled } = await findWebhookEndpoint(prisma, principal, endpointId);
  if (!enabled) throw endpointDisabled();
  const ids = await prisma.$transaction(async (tx) => {
    const rows = await tx.$queryRaw<{ id: string }[]>`
      UPDATE delivery SET status = 'pending', tries = 0, open_claims = 0, next_attempt_at = now(), finished_at = NULL
      WHERE endpoint_id = ${endpointId} AND created_at >= ${since}::timestamptz
        AND (status = 'failed' OR (status = 'pending' AND tries > 0)) RETURNING id`;
    await recordAudit(tx, {
      ...actorOf(principal),
      action: 'webhook_endpoint.replayed',
      subject: endpointId,
    });
    return rows.map(({ id }) => id);
  });
  await enqueueDeliveriesById(services, ids);
  return ids.length;
}

function endpointDisabled(): AppError {
  return new AppError('INVALID_REQUEST', 'the webhook endpoint is disabled: enable it first');
}

/** Endpoints belong to the whole organisation: a key of one site sees what goes to its follow-ups' callbacks. */
function seenBy({ siteId }: Principal) {
  return siteId === null ? {} : { endpointId: null };
}

/**
 * URLs can contain tokens, and responses any data: only an admin of the whole organisation sees whole URLs, and only a key
 * that may also write follow-ups on the whole organisation sees how answers begin.
 */
function viewOf(principal: Principal): (delivery: StoredDelivery) => DeliveryView {
  const whole = principal.siteId === null;
  const showsUrl = whole && hasScope(principal, 'admin');
  const showsAnswers = whole && hasScope(principal, 'follow_ups:write');
  return (delivery) => {
    const view = present(delivery);
    return {
      ...view,
      url: showsUrl ? view.url : maskUrl(view.url),
      attempts: showsAnswers
        ? view.attempts
        : view.attempts.map((attempt) => ({ ...attempt, response_excerpt: null })),
    };
  };
}

/** Scheme and host stay, since credentials stand before the host and tokens in the path or after it. */
function maskUrl(url: string): string {
  const { origin, href } = new URL(url);
  return href === `${origin}/` ? href : `${origin}/***`;
}

function present(delivery: StoredDelivery): DeliveryView {
  return {
    id: delivery.id,
    event: delivery.event.type as DeliveryView['event'],
    event_id: delivery.event.id,
    follow_up_id: delivery.event.followUpId,
    enrollment_id: delivery.event.enrollmentId,
    endpoint_id: delivery.endpointId,
    url: delivery.url,
    status: delivery.status as DeliveryView['status'],
    attempts: delivery.attempts.map(({ at, statusCode, durationMs, error, responseExcerpt }) => ({
      at: at.toISOString(),
      status_code: statusCode,
      duration_ms: durationMs,
      error,
      response_excerpt: responseExcerpt,
    })),
    next_attempt_at: delivery.nextAttemptAt?.toISOString() ?? null,
    created_at: delivery.createdAt.toISOString(),
    finished_at: delivery.finishedAt?.toISOString() ?? null,
  };
}
