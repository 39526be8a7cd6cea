import { createHash, timingSafeEqual } from 'node:crypto';
import { AppError } from '../contract/errors.ts';
import { isInNetworks } from '../contract/networks.ts';
import type { Caller, Scope } from '../contract/principal.ts';
import type { OrganisationLimits } from '../contract/resources/organisation.ts';
import type { Database } from '../platform/database.ts';
import type { Services } from '../platform/services.ts';
import { hasWrongChecksum } from './api-key-checksum.ts';
import { hashApiKey } from './api-keys.ts';
import { createKeyUsage } from './key-usage.ts';

/**
 * Finds who a key stands for; null when it is unknown, revoked or has expired.
 * @param address the client's IP address
 * @throws AppError FORBIDDEN when the key may not be used from there, or its organisation is suspended
 */
export type Authenticate = (key: string, address: string) => Promise<Caller | null>;

/** One for each process: it remembers which keys were noted as used. */
export function createAuthenticate({ config, database, logger }: Services): Authenticate {
  const markUsed = createKeyUsage(database, logger);
  return async (key, address) => {
    if (isOperatorKey(config.ADMIN_KEY, key)) return { kind: 'operator' };
    if (hasWrongChecksum(key)) return null;
    const row = await findKey(database, key);
    if (!row) return null;
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

interface KeyRow {
  id: string;
  organisationId: string;
  siteId: string | null;
  scopes: string[];
  lastUsedAt: Date | null;
  allowedNetworks: string[];
  requestsPerMinute: number | null;
  isSuspended: boolean;
  limits: OrganisationLimits;
}

/** A key that is valid now, with what holds for its organisation: one statement, since every request asks. */
async function findKey({ prisma }: Database, key: string): Promise<KeyRow | null> {
  const [row] = await prisma.$queryRaw<KeyRow[]>`
    SELECT k.id, k.organisation_id AS "organisationId", k.site_id AS "siteId", k.scopes,
           k.last_used_at AS "lastUsedAt", k.allowed_networks AS "allowedNetworks",
           k.requests_per_minute AS "requestsPerMinute", o.suspended_at IS NOT NULL AS "isSuspended",
           jsonb_build_object(
             'requests_per_minute', o.requests_per_minute, 'daily_tokens', o.daily_tokens,
             'daily_usd', o.daily_usd, 'follow_ups_in_flight', o.follow_ups_in_flight,
             'open_streams', o.open_streams) AS limits
    FROM api_key k JOIN organisation o ON o.id = k.organisation_id
    WHERE k.hash = ${hashApiKey(key)} AND k.revoked_at IS NULL
      AND (k.expires_at IS NULL OR k.expires_at > ${new Date()})`;
  return row ?? null;
}

function suspended(): AppError {
  return new AppError('FORBIDDEN', 'the organisation of this API key is suspended: ask the operator', {
    details: { reason: 'organisation_suspended' },
  });
}

/** In constant time: how long it takes says nothing about how much of a guess was right. */
export function isOperatorKey(adminKey: string, key: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(adminKey), digest(key));
}
