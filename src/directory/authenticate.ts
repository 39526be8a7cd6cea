import { createHash, timingSafeEqual } from 'node:crypto';
import { AppError } from '../contract/errors.ts';
import { isInNetworks } from '../contract/ip-addresses.ts';
import type { Caller, Scope } from '../contract/principal.ts';
import type { OrganisationLimits } from '../contract/resources/organisation.ts';
import type { Database } from '../platform/database.ts';
import { isId } from '../platform/ids.ts';
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

/** One for each process: it remembers keys for a second, and which were noted as used. */
export function createAuthenticate({ config, database, signals, logger }: Services): Authenticate {
  const markUsed = createKeyUsage(database, logger);
  const findRemembered = rememberKeys((hash) => findKey(database, hash), signals);
  return async (key, address) => {
    if (isOperatorKey(config.ADMIN_KEY, key)) return { kind: 'operator' };
    if (hasWrongChecksum(key)) return null;
    const row = await findRemembered(hashApiKey(key));
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

/** How long a key is taken for valid without looking. A signal of its end comes sooner, and may be lost. */
const rememberedMs = 1_000;
/** More keys than that within a second are read anew. */
const mostKeys = 10_000;

/**
 * Remembers keys that were found, by their hashes. Whatever may change one, be it a change of a key or an organisation,
 * or a time in which signals may have been lost, makes all forgotten.
 */
function rememberKeys(
  find: (hash: string) => Promise<KeyRow | null>,
  signals: Services['signals'],
): (hash: string) => Promise<KeyRow | null> {
  const remembered = new Map<string, { row: Promise<KeyRow | null>; until: number }>();
  signals.subscribe((id) => {
    if (id === null || !isId(id, 'fup')) remembered.clear();
  });
  return async (hash) => {
    const known = remembered.get(hash);
    if (known && performance.now() < known.until) return known.row;
    if (remembered.size >= mostKeys) remembered.clear();
    // Requests that come while it is being read share the answer.
    const entry = { row: find(hash), until: performance.now() + rememberedMs };
    remembered.set(hash, entry);
    const forget = () => {
      if (remembered.get(hash) === entry) remembered.delete(hash);
    };
    try {
      const row = await entry.row;
      // Nobody fills the memory with keys that do not exist.
      if (!row) forget();
      return row;
    } catch (error) {
      forget();
      throw error;
    }
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

/** A key that was not revoked, with what holds for its organisation. */
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

/** In constant time: how long it takes says nothing about how much of a guess was right. */
export function isOperatorKey(adminKey: string, key: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(adminKey), digest(key));
}
