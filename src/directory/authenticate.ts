import { createHash, timingSafeEqual } from 'node:crypto';
import type { Caller, Scope } from '../contract/principal.ts';
import type { Services } from '../platform/services.ts';
import { hashApiKey } from './api-keys.ts';
import { createKeyUsage } from './key-usage.ts';

/** Finds who a key stands for; null when it is unknown or revoked. */
export type Authenticate = (key: string) => Promise<Caller | null>;

/** One for each process: it remembers which keys were noted as used. */
export function createAuthenticate({ config, database, logger }: Services): Authenticate {
  const markUsed = createKeyUsage(database, logger);
  return async (key) => {
    if (isOperatorKey(config.ADMIN_KEY, key)) return { kind: 'operator' };
    const row = await database.prisma.apiKey.findUnique({
      where: { hash: hashApiKey(key), revokedAt: null },
    });
    if (!row) return null;
    void markUsed(row);
    return {
      kind: 'organisation',
      principal: {
        organisationId: row.organisationId,
        apiKeyId: row.id,
        scopes: row.scopes as Scope[],
        siteId: row.siteId,
      },
    };
  };
}

/** In constant time: how long it takes says nothing about how much of a guess was right. */
export function isOperatorKey(adminKey: string, key: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(adminKey), digest(key));
}
