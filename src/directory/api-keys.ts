import { createHash, randomBytes } from 'node:crypto';
import type { Principal, Scope } from '../contract/principal.ts';
import type { Database, DatabaseClient } from '../platform/database.ts';
import { newId } from '../platform/ids.ts';

const shownCharacters = 11;

/** Keys are long and random, so that a plain hash at rest is as good as a slow one and can be looked up. */
function hashApiKey(key: string): string {
  return createHash('sha256').update(key).digest('hex');
}

export function generateApiKey(): string {
  return `lf_${randomBytes(24).toString('base64url')}`;
}

/** Finds whose key it is; null when it is unknown or revoked. */
export async function authenticate({ prisma }: Database, key: string): Promise<Principal | null> {
  const row = await prisma.apiKey.findUnique({ where: { hash: hashApiKey(key), revokedAt: null } });
  if (!row) return null;
  return {
    organisationId: row.organisationId,
    apiKeyId: row.id,
    scopes: row.scopes as Scope[],
    siteId: row.siteId,
  };
}

/** Stores a key's hash and the first characters, by which people tell keys apart. */
export async function addApiKey(
  client: DatabaseClient,
  key: { organisationId: string; name: string; key: string; scopes: readonly Scope[] },
): Promise<void> {
  await client.apiKey.create({
    data: {
      id: newId('key'),
      organisationId: key.organisationId,
      name: key.name,
      prefix: key.key.slice(0, shownCharacters),
      hash: hashApiKey(key.key),
      scopes: [...key.scopes],
    },
  });
}
