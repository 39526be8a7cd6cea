import { AppError } from '../contract/errors.ts';
import type { Page, PageQuery } from '../contract/page.ts';
import { type Principal, requireWholeOrganisation } from '../contract/principal.ts';
import {
  type CreatedWebhookEndpoint,
  type NewWebhookEndpoint,
  refusedUrl,
  type SigningSecret,
  type WebhookEndpointChanges,
  type WebhookEndpointView,
} from '../contract/resources/webhook-endpoint.ts';
import { mustBePublic } from '../contract/webhook-url.ts';
import type { DatabaseClient } from '../platform/database.ts';
import type { WebhookEndpoint } from '../platform/generated/client.ts';
import { isId, newId } from '../platform/ids.ts';
import { newestFirst } from '../platform/newest-first.ts';
import { type Batch, byCreation, readPage } from '../platform/read-page.ts';
import { actorOf, recordAudit } from '../platform/record-audit.ts';
import { generateWebhookSecret, placeOfEndpointSecret } from '../platform/secrets.ts';
import type { Services } from '../platform/services.ts';
import { resolvesToPrivateAddress } from './address-guard.ts';
import { giveUpDeliveriesTo } from './delivery-rows.ts';
import { endOfOverlap, presentOverlap } from './rotation.ts';

/** Each event goes to each of them. */
const maxEndpoints = 50;

/** @throws AppError FORBIDDEN for a bound key, INVALID_REQUEST for a URL that is refused or one endpoint too many */
export async function createWebhookEndpoint(
  services: Services,
  principal: Principal,
  { url, description, events, enabled }: NewWebhookEndpoint,
): Promise<CreatedWebhookEndpoint> {
  requireWholeOrganisation(principal, 'webhooks belong');
  await checkUrl(services, url);
  const { organisationId } = principal;
  const secret = generateWebhookSecret();
  const id = newId('whe');
  const sealed = services.secrets.encrypt(secret, placeOfEndpointSecret(id));
  return services.database.prisma.$transaction(async (tx) => {
    // Held, so that two requests at once cannot both be the last one that fits.
    await tx.$queryRaw`SELECT id FROM organisation WHERE id = ${organisationId} FOR UPDATE`;
    if ((await tx.webhookEndpoint.count({ where: { organisationId } })) >= maxEndpoints) {
      throw new AppError('INVALID_REQUEST', `an organisation has at most ${maxEndpoints} webhook endpoints`);
    }
    const row = await tx.webhookEndpoint.create({
      data: { id, organisationId, url, description, events, enabled, secret: sealed },
    });
    await audit(tx, principal, 'created', row.id);
    return { ...present(row), secret };
  });
}

/** Newest first. @throws AppError FORBIDDEN for a bound key */
export async function listWebhookEndpoints(
  { database }: Services,
  principal: Principal,
  query: PageQuery,
): Promise<Page<WebhookEndpointView>> {
  requireWholeOrganisation(principal, 'webhooks belong');
  const read = ({ cursor, take }: Batch) => {
    const { where, orderBy } = newestFirst(cursor);
    return database.prisma.webhookEndpoint.findMany({
      where: { organisationId: principal.organisationId, ...where },
      orderBy,
      take,
    });
  };
  return readPage(query, read, byCreation, present);
}

/** @throws AppError FORBIDDEN for a bound key; NOT_FOUND, also for another organisation's */
export async function readWebhookEndpoint(
  { database }: Services,
  principal: Principal,
  id: string,
): Promise<WebhookEndpointView> {
  return present(await findWebhookEndpoint(database.prisma, principal, id));
}

/** @throws AppError FORBIDDEN for a bound key, NOT_FOUND, INVALID_REQUEST for a URL that is refused */
export async function changeWebhookEndpoint(
  services: Services,
  principal: Principal,
  id: string,
  { url, description, events, enabled }: WebhookEndpointChanges,
): Promise<WebhookEndpointView> {
  const { prisma } = services.database;
  const before = await findWebhookEndpoint(prisma, principal, id);
  if (url !== undefined) await checkUrl(services, url);
  return prisma.$transaction(async (tx) => {
    const [row] = await tx.webhookEndpoint.updateManyAndReturn({
      where: { id, organisationId: principal.organisationId },
      data: {
        ...(url === undefined ? {} : { url }),
        ...(description === undefined ? {} : { description: description || null }),
        ...(events === undefined ? {} : { events }),
        ...(enabled === undefined ? {} : { enabled, disabledReason: null }),
        // Another place, or another chance: what was before says nothing about it.
        ...(enabled || (url !== undefined && url !== before.url) ? { failingSince: null } : {}),
      },
    });
    if (!row) throw endpointNotFound();
    if (enabled === false) await giveUpDeliveriesTo(tx, id);
    await audit(tx, principal, 'changed', id);
    return present(row);
  });
}

/** With its deliveries. @throws AppError FORBIDDEN for a bound key, NOT_FOUND */
export async function removeWebhookEndpoint(
  { database }: Services,
  principal: Principal,
  id: string,
): Promise<void> {
  await database.prisma.$transaction(async (tx) => {
    await findWebhookEndpoint(tx, principal, id);
    const { count } = await tx.webhookEndpoint.deleteMany({
      where: { id, organisationId: principal.organisationId },
    });
    if (count > 0) await audit(tx, principal, 'deleted', id);
  });
}

/** The secret before goes on signing during the overlap. @throws AppError FORBIDDEN for a bound key, NOT_FOUND */
export async function rotateWebhookSecret(
  { database, secrets }: Services,
  principal: Principal,
  id: string,
  overlapMs: number,
): Promise<SigningSecret> {
  const secret = generateWebhookSecret();
  const expiresAt = endOfOverlap(overlapMs);
  await database.prisma.$transaction(async (tx) => {
    await findWebhookEndpoint(tx, principal, id);
    // In one statement: of two rotations at once, each replaces what the other has made.
    const count = await tx.$executeRaw`
      UPDATE webhook_endpoint SET
        previous_secret = CASE WHEN ${expiresAt}::timestamptz IS NOT NULL THEN secret END,
        previous_secret_expires_at = ${expiresAt}::timestamptz,
        secret = ${secrets.encrypt(secret, placeOfEndpointSecret(id))}, updated_at = now()
      WHERE id = ${id} AND organisation_id = ${principal.organisationId}`;
    if (count === 0) throw endpointNotFound();
    await audit(tx, principal, 'secret_rotated', id);
  });
  return { secret, previous_secret_expires_at: expiresAt?.toISOString() ?? null };
}

/** @throws AppError FORBIDDEN for a bound key; NOT_FOUND, also for another organisation's */
export async function findWebhookEndpoint(
  client: DatabaseClient,
  principal: Principal,
  id: string,
): Promise<WebhookEndpoint> {
  requireWholeOrganisation(principal, 'webhooks belong');
  const row = isId(id, 'whe')
    ? await client.webhookEndpoint.findUnique({ where: { id, organisationId: principal.organisationId } })
    : null;
  if (!row) throw endpointNotFound();
  return row;
}

async function checkUrl({ config }: Services, url: string): Promise<void> {
  const isPrivate = await resolvesToPrivateAddress(url, { allowPrivate: config.WEBHOOK_ALLOW_PRIVATE });
  if (isPrivate) throw refusedUrl(mustBePublic);
}

async function audit(
  tx: DatabaseClient,
  principal: Principal,
  action: 'created' | 'changed' | 'deleted' | 'secret_rotated',
  subject: string,
): Promise<void> {
  await recordAudit(tx, { ...actorOf(principal), action: `webhook_endpoint.${action}`, subject });
}

function endpointNotFound(): AppError {
  return new AppError('NOT_FOUND', 'no such webhook endpoint');
}

function present(row: WebhookEndpoint): WebhookEndpointView {
  return {
    id: row.id,
    url: row.url,
    description: row.description,
    events: row.events as WebhookEndpointView['events'],
    enabled: row.enabled,
    disabled_reason: row.disabledReason as WebhookEndpointView['disabled_reason'],
    failing_since: row.failingSince?.toISOString() ?? null,
    previous_secret_expires_at: presentOverlap(row.previousSecretExpiresAt),
    created_at: row.createdAt.toISOString(),
    updated_at: row.updatedAt.toISOString(),
  };
}
