import { createHash, timingSafeEqual } from 'node:crypto';
import { AppError } from '../contract/errors.ts';
import { isInNetworks } from '../contract/networks.ts';
import type { Caller, Scope } from '../contract/principal.ts';
import type { Services } from '../platform/services.ts';
import { hasWrongChecksum } from './api-key-checksum.ts';
import { hashApiKey } from './api-keys.ts';
import { createKeyUsage } from './key-usage.ts';
import { limitsOf } from './organisations.ts';

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
    const row = await database.prisma.apiKey.findUnique({
      where: {
        hash: hashApiKey(key),
        revokedAt: null,
        OR: [{ expiresAt: null }, { expiresAt: { gt: new Date() } }],
      },
      include: { organisation: true },
    });
    if (!row) return null;
    if (row.organisation.suspendedAt) throw suspended();
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
        limits: limitsOf(row.organisation),
        address,
      },
    };
  };
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
