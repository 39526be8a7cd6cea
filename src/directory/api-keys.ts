import { createHash, randomBytes } from 'node:crypto';
import { AppError } from '../contract/errors.ts';
import { newestFirst } from '../contract/newest-first.ts';
import { type Page, type PageQuery, toPage } from '../contract/page.ts';
import type { Principal, Scope } from '../contract/principal.ts';
import type { ApiKey, CreatedApiKey, NewApiKey } from '../contract/resources/api-key.ts';
import type { Database, DatabaseClient } from '../platform/database.ts';
import type { ApiKey as ApiKeyRow } from '../platform/generated/client.ts';
import { isId, newId } from '../platform/ids.ts';
import { recordAudit } from '../platform/record-audit.ts';

const shownCharacters = 11;

/** Keys are long and random, so that a plain hash at rest is as good as a slow one and can be looked up. */
export function hashApiKey(key: string): string {
  return createHash('sha256').update(key).digest('hex');
}

export function generateApiKey(): string {
  return `lf_${randomBytes(24).toString('base64url')}`;
}

/** Stores a key's hash and the first characters, by which people tell keys apart. */
export async function addApiKey(
  client: DatabaseClient,
  key: {
    organisationId: string;
    name: string;
    key: string;
    scopes: readonly Scope[];
    siteId?: string | null;
  },
): Promise<ApiKeyRow> {
  return client.apiKey.create({
    data: {
      id: newId('key'),
      organisationId: key.organisationId,
      siteId: key.siteId ?? null,
      name: key.name,
      prefix: key.key.slice(0, shownCharacters),
      hash: hashApiKey(key.key),
      scopes: [...new Set(key.scopes)],
    },
  });
}

/**
 * Makes a key of the caller's organisation.
 * @throws AppError SITE_NOT_FOUND; FORBIDDEN when a bound key asks for one that is not
 */
export async function createApiKey(
  { prisma }: Database,
  { organisationId, apiKeyId, siteId: boundTo }: Principal,
  { name, scopes, site_id: siteId }: NewApiKey,
): Promise<CreatedApiKey> {
  if (boundTo && !siteId) {
    throw new AppError(
      'FORBIDDEN',
      'this API key is bound to a site and creates keys of that site alone: send its site_id',
    );
  }
  const key = generateApiKey();
  return prisma.$transaction(async (tx) => {
    if (siteId) {
      const site =
        !boundTo || boundTo === siteId
          ? await tx.site.findUnique({ where: { organisationId_id: { organisationId, id: siteId } } })
          : null;
      if (!site) throw new AppError('SITE_NOT_FOUND', 'no such site: check site_id');
    }
    const row = await addApiKey(tx, { organisationId, name, key, scopes, siteId: siteId ?? null });
    await recordAudit(tx, { organisationId, actor: apiKeyId, action: 'api_key.created', subject: row.id });
    return { ...present(row), key };
  });
}

/** Newest first, revoked ones too. */
export async function listApiKeys(
  { prisma }: Database,
  principal: Principal,
  query: PageQuery,
): Promise<Page<ApiKey>> {
  const { where, orderBy, take } = newestFirst(query);
  const rows = await prisma.apiKey.findMany({ where: { ...within(principal), ...where }, orderBy, take });
  return toPage(rows, query.limit, ({ createdAt, id }) => ({ at: createdAt, id }), present);
}

/** @throws AppError NOT_FOUND, also for another organisation's */
export async function readApiKey({ prisma }: Database, principal: Principal, id: string): Promise<ApiKey> {
  return present(await find(prisma, principal, id));
}

/** From the next request on the key opens nothing. Once revoked, it stays so. @throws AppError NOT_FOUND */
export async function revokeApiKey({ prisma }: Database, principal: Principal, id: string): Promise<void> {
  const { organisationId, apiKeyId } = principal;
  await prisma.$transaction(async (tx) => {
    await find(tx, principal, id);
    const { count } = await tx.apiKey.updateMany({
      where: { id, ...within(principal), revokedAt: null },
      data: { revokedAt: new Date() },
    });
    if (count === 0) return;
    await recordAudit(tx, { organisationId, actor: apiKeyId, action: 'api_key.revoked', subject: id });
  });
}

/** What a caller can see: the keys of its organisation, with a bound key those of the same site. */
function within({ organisationId, siteId }: Principal) {
  return { organisationId, ...(siteId ? { siteId } : {}) };
}

async function find(client: DatabaseClient, principal: Principal, id: string): Promise<ApiKeyRow> {
  const row = isId(id, 'key')
    ? await client.apiKey.findUnique({ where: { id, ...within(principal) } })
    : null;
  if (!row) throw new AppError('NOT_FOUND', 'no such API key');
  return row;
}

function present(row: ApiKeyRow): ApiKey {
  return {
    id: row.id,
    name: row.name,
    prefix: row.prefix,
    scopes: row.scopes as Scope[],
    site_id: row.siteId,
    created_at: row.createdAt.toISOString(),
    last_used_at: row.lastUsedAt?.toISOString() ?? null,
    revoked_at: row.revokedAt?.toISOString() ?? null,
  };
}
