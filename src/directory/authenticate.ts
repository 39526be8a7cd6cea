import { createHash, timingSafeEqual } from 'node:crypto';
import { AppError } from '../contract/errors.ts';
import { isInNetworks } from '../contract/ip-addresses.ts';
import type { Caller, Scope } from '../contract/principal.ts';
import type { OrganisationLimits } from '../contract/resources/organisation.ts';
import type { Database } from '../platform/database.ts';
import { isId } from '../platform/ids.ts';
import type { Services } from '../platform/services.ts';
import { createSharedReads } from '../platform/shared-reads.ts';
import { hasWrongChecksum } from './api-key-checksum.ts';
import { hashApiKey } from './api-keys.ts';
import { createKeyUsage } from './key-usage.ts';

/**
 * Finds the caller of a key; null if the key is unknown, revoked or expired.
 * @param address the client's IP address
 * @throws AppError FORBIDDEN if the key may not be used from this address, or its organisation is suspended
 */
export type Authenticate = (key: string, address: string) => Promise<Caller | null>;

/** Create one per process: it caches keys for a second, and tracks whose use was recorded. */
export function createAuthenticate({ config, database, signals, logger }: Services): Authenticate {
  const markUsed = createKeyUsage(database, logger);
  const findCached = cacheKeys((hash) => findKey(database, hash), signals);
  return async (key, address) => {
    if (isOperatorKey(config.ADMIN_KEY, key)) return { kind: 'operator' };
    if (hasWrongChecksum(key)) return null;
    const row = await findCached(hashApiKey(key));
    if (!row || (row.expiresAt && row.expiresAt <= new Date())) return null;
    if (row.isSuspended) throw suspended();
    if (row.allowedNetworks.length > 0 && !isInNetworks(address, row.allowedNetworks)) {
      logger.warn({ apiKeyId: row.id, address }, 'an API key was used from a network that it does not allow');
      throw new AppError('FORBIDDEN', 'this API key may not be used from this address');
    }
    void markUsed(row);
    return {
      kind: 'organisation',
      principal: {
        organisationId: row.organisationId,
        apiKeyId: row.id,
        scopes: row.scopes as Scope[],
        siteId: row.siteId,
        requestsPerMinute: row.requestsPerMinute,
        limits: row.limits,
        address,
      },
    };
  };
}

/** How long a key is cached. A signal of a change clears the cache sooner, but signals can be lost. */
const cachedMs = 1_000;

/**
 * Caches keys by hash. The cache is cleared by every change of a key or an organisation, and when signals may have been
 * lost.
 */
function cacheKeys(
  find: (hash: string) => Promise<KeyRow | null>,
  signals: Services['signals'],
): (hash: string) => Promise<KeyRow | null> {
  const keys = createSharedReads<KeyRow | null>({ forMs: cachedMs });
  signals.subscribe((id) => {
    if (id === null || !isId(id, 'fup')) keys.clear();
  });
  return async (hash) => {
    const row = await keys.get(hash, () => find(hash));
    // Unknown keys are not cached, so that they cannot fill the memory.
    if (!row) keys.forget(hash);
    return row;
  };
}

interface KeyRow {
  id: string;
  organisationId: string;
  siteId: string | null;
  scopes: string[];
  lastUsedAt: Date | null;
  expiresAt: Date | null;
  allowedNetworks: string[];
  requestsPerMinute: number | null;
  isSuspended: boolean;
  limits: OrganisationLimits;
}

/** A key that is not revoked, with the state and limits of its organisation. */
async function findKey({ prisma }: Database, hash: string): Promise<KeyRow | null> {
  const [row] = await prisma.$queryRaw<KeyRow[]>`
    SELECT k.id, k.organisation_id AS "organisationId", k.site_id AS "siteId", k.scopes,
           k.last_used_at AS "lastUsedAt", k.expires_at AS "expiresAt", k.allowed_networks AS "allowedNetworks",
           k.requests_per_minute AS "requestsPerMinute", o.suspended_at IS NOT NULL AS "isSuspended",
           jsonb_build_object(
             'requests_per_minute', o.requests_per_minute, 'daily_tokens', o.daily_tokens,
             'daily_usd', o.daily_usd, 'follow_ups_in_flight', o.follow_ups_in_flight,
             'open_streams', o.open_streams) AS limits
    FROM api_key k JOIN organisation o ON o.id = k.organisation_id
    WHERE k.hash = ${hash} AND k.revoked_at IS NULL`;
  return row ?? null;
}

function suspended(): AppError {
  return new AppError('FORBIDDEN', 'the organisation of this API key is suspended: ask the operator', {
    details: { reason: 'organisation_suspended' },
  });
}

/** In constant time, so that the duration reveals nothing about the key. */
export function isOperatorKey(adminKey: string, key: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(adminKey), digest(key));
}
