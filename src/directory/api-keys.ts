import { createHash } from 'node:crypto';
import { AppError } from '../contract/errors.ts';
import type { Page, PageQuery } from '../contract/page.ts';
import type { Principal, Scope } from '../contract/principal.ts';
import type {
  ApiKey,
  ApiKeyRotation,
  CreatedApiKey,
  NewApiKey,
  RotatedApiKey,
} from '../contract/resources/api-key.ts';
import type { Database, DatabaseClient } from '../platform/database.ts';
import type { ApiKey as ApiKeyRow } from '../platform/generated/client.ts';
import { isId, newId } from '../platform/ids.ts';
import { newestFirst } from '../platform/newest-first.ts';
import { type Batch, byCreation, readPage } from '../platform/read-page.ts';
import { actorOf, recordAudit } from '../platform/record-audit.ts';
import type { Services } from '../platform/services.ts';
import { generateApiKey } from './api-key-checksum.ts';
import { inheritRestrictions } from './api-key-restrictions.ts';

const shownCharacters = 11;

/** A fast hash is safe, because keys are long and random, and allows a lookup by hash. */
export function hashApiKey(key: string): string {
  return createHash('sha256').update(key).digest('hex');
}

export interface ApiKeyToAdd {
  organisationId: string;
  name: string;
  key: string;
  scopes: readonly Scope[];
  siteId?: string | null;
  expiresAt?: Date | null;
  allowedNetworks?: readonly string[];
  requestsPerMinute?: number | null;
  rotatedFrom?: string | null;
}

/** Stores a key's hash and its first characters, by which people recognize it. */
export async function addApiKey(
  client: DatabaseClient,
  { key, scopes, allowedNetworks = [], ...properties }: ApiKeyToAdd,
): Promise<ApiKeyRow> {
  return client.apiKey.create({
    data: {
      id: newId('key'),
      ...properties,
      prefix: key.slice(0, shownCharacters),
      hash: hashApiKey(key),
      scopes: [...new Set(scopes)],
      allowedNetworks: [...allowedNetworks],
    },
  });
}

/**
 * Creates a key of the caller's organisation. It inherits the expiry and the networks of the caller's own key.
 * @throws AppError SITE_NOT_FOUND; INVALID_REQUEST for an expiry in the past; FORBIDDEN for a key with more permissions
 *   than the caller's own
 */
export async function createApiKey(
  { prisma }: Database,
  principal: Principal,
  { name, scopes, site_id: siteId, ...given }: NewApiKey,
): Promise<CreatedApiKey> {
  const { organisationId, siteId: boundTo } = principal;
  if (boundTo && !siteId) {
    throw new AppError(
      'FORBIDDEN',
      'this API key is bound to a site and creates keys of that site only: send its site_id',
    );
  }
  requireFuture(given.expires_at);
  const key = generateApiKey();
  return prisma.$transaction(async (tx) => {
    if (siteId) {
      const site =
        !boundTo || boundTo === siteId
          ? await tx.site.findUnique({ where: { organisationId_id: { organisationId, id: siteId } } })
          : null;
      if (!site) throw new AppError('SITE_NOT_FOUND', 'no such site: check site_id');
    }
    const restrictions = await inheritRestrictions(tx, principal, {
      expiresAt: given.expires_at ?? null,
      allowedNetworks: given.allowed_networks ?? [],
    });
    const row = await addApiKey(tx, {
      organisationId,
      name,
      key,
      scopes,
      siteId: siteId ?? null,
      requestsPerMinute: given.requests_per_minute ?? null,
      ...restrictions,
    });
    await recordAudit(tx, {
      ...actorOf(principal),
      action: 'api_key.created',
      subject: row.id,
      details: auditedDetails(row),
    });
    return { ...present(row), key };
  });
}

/**
 * Creates a key with the permissions of another one, which keeps working during the overlap.
 * @throws AppError NOT_FOUND; INVALID_REQUEST for a key that is no longer valid, or an expiry in the past; FORBIDDEN for a
 *   key with more permissions than the caller's own
 */
export async function rotateApiKey(
  { database, signals }: Pick<Services, 'database' | 'signals'>,
  principal: Principal,
  id: string,
  { overlap_seconds: overlapSeconds, expires_at: newExpiry }: ApiKeyRotation,
): Promise<RotatedApiKey> {
  requireFuture(newExpiry);
  const key = generateApiKey();
  const rotated = await database.prisma.$transaction(async (tx) => {
    await find(tx, principal, id);
    // Locked, so that a concurrent rotation sees the result of this one.
    await tx.$queryRaw`SELECT 1 FROM api_key WHERE id = ${id} FOR NO KEY UPDATE`;
    const before = await find(tx, principal, id);
    const now = Date.now();
    if (before.revokedAt || (before.expiresAt && before.expiresAt.getTime() <= now)) {
      throw new AppError('INVALID_REQUEST', 'the API key is revoked or has expired: create a new one');
    }
    const restrictions = await inheritRestrictions(tx, principal, {
      expiresAt: newExpiry ?? before.expiresAt,
      allowedNetworks: before.allowedNetworks,
    });
    const row = await addApiKey(tx, {
      organisationId: before.organisationId,
      name: before.name,
      key,
      scopes: before.scopes as Scope[],
      siteId: before.siteId,
      requestsPerMinute: before.requestsPerMinute,
      rotatedFrom: id,
      ...restrictions,
    });
    const endOfOverlap = now + overlapSeconds * 1_000;
    const expiresAt = new Date(Math.min(endOfOverlap, before.expiresAt?.getTime() ?? endOfOverlap));
    await tx.apiKey.update({ where: { id }, data: { expiresAt } });
    await recordAudit(tx, {
      ...actorOf(principal),
      action: 'api_key.rotated',
      subject: id,
      details: { new_key: row.id, previous_key_expires_at: expiresAt.toISOString(), ...auditedDetails(row) },
    });
    return { ...present(row), key, previous_key_expires_at: expiresAt.toISOString() };
  });
  await signals.publish(id);
  return rotated;
}

/** Newest first, including revoked and expired keys. */
export async function listApiKeys(
  { prisma }: Database,
  principal: Principal,
  query: PageQuery,
): Promise<Page<ApiKey>> {
  const read = ({ cursor, take }: Batch) => {
    const { where, orderBy } = newestFirst(cursor);
    return prisma.apiKey.findMany({ where: { ...within(principal), ...where }, orderBy, take });
  };
  return readPage(query, read, byCreation, present);
}

/** @throws AppError NOT_FOUND, also for a key of another organisation */
export async function readApiKey({ prisma }: Database, principal: Principal, id: string): Promise<ApiKey> {
  return present(await find(prisma, principal, id));
}

/**
 * The next request with the key is refused, and its open waits and streams end. Cannot be undone.
 * @throws AppError NOT_FOUND
 */
export async function revokeApiKey(
  { database, signals }: Pick<Services, 'database' | 'signals'>,
  principal: Principal,
  id: string,
): Promise<void> {
  await database.prisma.$transaction(async (tx) => {
    await find(tx, principal, id);
    const { count } = await tx.apiKey.updateMany({
      where: { id, ...within(principal), revokedAt: null },
      data: { revokedAt: new Date() },
    });
    if (count === 0) return;
    await recordAudit(tx, { ...actorOf(principal), action: 'api_key.revoked', subject: id });
  });
  await signals.publish(id);
}

/** Filters the keys that a caller can see: those of its organisation, and with a bound key those of the same site. */
function within({ organisationId, siteId }: Principal) {
  return { organisationId, ...(siteId ? { siteId } : {}) };
}

async function find(client: DatabaseClient, principal: Principal, id: string): Promise<ApiKeyRow> {
  const row = isId(id, 'key')
    ? await client.apiKey.findUnique({ where: { id, ...within(principal) } })
    : null;
  if (!row) throw new AppError('NOT_FOUND', 'no such API key: check the id');
  return row;
}

function requireFuture(expiresAt: Date | undefined): void {
  if (!expiresAt || expiresAt.getTime() > Date.now()) return;
  throw new AppError('INVALID_REQUEST', 'expires_at: must be in the future', {
    details: { parameter: 'expires_at' },
  });
}

/** The permissions of a key. Not its name, which may be the name of a person. */
function auditedDetails({ scopes, siteId, expiresAt, allowedNetworks, requestsPerMinute }: ApiKeyRow) {
  return {
    scopes,
    site_id: siteId,
    expires_at: expiresAt?.toISOString() ?? null,
    allowed_networks: allowedNetworks,
    requests_per_minute: requestsPerMinute,
  };
}

function present(row: ApiKeyRow): ApiKey {
  return {
    id: row.id,
    name: row.name,
    prefix: row.prefix,
    scopes: row.scopes as Scope[],
    site_id: row.siteId,
    expires_at: row.expiresAt?.toISOString() ?? null,
    allowed_networks: row.allowedNetworks,
    requests_per_minute: row.requestsPerMinute,
    rotated_from: row.rotatedFrom,
    created_at: row.createdAt.toISOString(),
    last_used_at: row.lastUsedAt?.toISOString() ?? null,
    revoked_at: row.revokedAt?.toISOString() ?? null,
  };
}
