import { factCheckSchema } from '../contract/claims.ts';
import { AppError } from '../contract/errors.ts';
import { offerSchema } from '../contract/offer.ts';
import type { Page, PageQuery } from '../contract/page.ts';
import type { Principal } from '../contract/principal.ts';
import {
  patchedSiteBody,
  type SiteBody,
  type SiteView,
  siteReviewSchema,
} from '../contract/resources/site.ts';
import { isUuid } from '../contract/uuid.ts';
import type { Database, DatabaseClient } from '../platform/database.ts';
import { Prisma, type Site } from '../platform/generated/client.ts';
import { newestFirst } from '../platform/newest-first.ts';
import { type Batch, byCreation, readPage } from '../platform/read-page.ts';
import { actorOf, recordAudit } from '../platform/record-audit.ts';
import { createOrReplace, type Stored } from './create-or-replace.ts';
import { siteVoiceSchema } from './site-voice.ts';

/** The sites that a key can see, newest first. */
export async function listSites(
  { prisma }: Database,
  { organisationId, siteId }: Principal,
  query: PageQuery,
): Promise<Page<SiteView>> {
  const read = ({ cursor, take }: Batch) => {
    const { where, orderBy } = newestFirst(cursor, isUuid);
    return prisma.site.findMany({
      where: { organisationId, AND: [siteId ? { id: siteId } : {}, where] },
      orderBy,
      take,
    });
  };
  return readPage(query, read, byCreation, presentSite);
}

/** @throws AppError SITE_NOT_FOUND */
export async function readSite({ prisma }: Database, principal: Principal, id: string): Promise<SiteView> {
  const { organisationId } = principal;
  const site = canAccessSite(principal, id)
    ? await prisma.site.findUnique({ where: { organisationId_id: { organisationId, id } } })
    : null;
  if (!site) throw siteNotFound();
  return presentSite(site);
}

/** @throws AppError SITE_NOT_FOUND for a key that is bound to another site */
export async function storeSite(
  database: Database,
  principal: Principal,
  id: string,
  body: SiteBody,
): Promise<Stored<SiteView>> {
  if (!canAccessSite(principal, id)) throw siteNotFound();
  const { organisationId } = principal;
  const { site } = database.prisma;
  const data = toColumns(body);
  const created = await createOrReplace(
    () => site.createMany({ data: { organisationId, id, ...data }, skipDuplicates: true }),
    () => site.updateMany({ where: { organisationId, id }, data }),
  );
  return { created, view: await readSite(database, principal, id) };
}

/**
 * Applies a JSON Merge Patch. The lock on the row keeps concurrent patches from losing each other's changes.
 * @throws AppError SITE_NOT_FOUND; INVALID_REQUEST if the result is not a valid site
 */
export async function patchSite(
  { prisma }: Database,
  principal: Principal,
  id: string,
  patch: unknown,
): Promise<SiteView> {
  if (!canAccessSite(principal, id)) throw siteNotFound();
  const { organisationId } = principal;
  const where = { organisationId_id: { organisationId, id } };
  return prisma.$transaction(async (tx) => {
    await tx.$queryRaw`
      SELECT 1 FROM site WHERE organisation_id = ${organisationId} AND id = ${id}::uuid FOR NO KEY UPDATE`;
    const site = await tx.site.findUnique({ where });
    if (!site) throw siteNotFound();
    return presentSite(
      await tx.site.update({ where, data: toColumns(patchedSiteBody(presentSite(site), patch)) }),
    );
  });
}

/**
 * Deletes a site with all its data and its API keys. Large tables are deleted first, in batches, so that locks are short.
 * After an interruption, the next request continues. A key that is bound to the site may not delete it, because that would
 * delete other keys.
 * @throws AppError SITE_NOT_FOUND, FORBIDDEN for a bound key
 */
export async function removeSite(database: Database, principal: Principal, id: string): Promise<void> {
  const { prisma } = database;
  if (!canAccessSite(principal, id)) throw siteNotFound();
  if (principal.siteId !== null) {
    throw new AppError(
      'FORBIDDEN',
      'this API key is bound to the site and may not delete it: use a key of the whole organisation',
    );
  }
  const { organisationId } = principal;
  await requireSite(database, principal, id);
  for (const table of largeTables) await deleteInBatches(database, table, { organisationId, siteId: id });
  await prisma.$transaction(async (tx) => {
    const keys = await tx.apiKey.findMany({ where: { organisationId, siteId: id }, select: { id: true } });
    const { count } = await tx.site.deleteMany({ where: { organisationId, id } });
    if (count === 0) throw siteNotFound();
    const details = { api_keys: keys.map((key) => key.id) };
    await recordAudit(tx, { ...actorOf(principal), action: 'site.deleted', subject: id, details });
  });
}

/** Dependent rows (the files of imports; commands, model calls, events, deliveries; page views; interactions) are deleted by cascade. */
const largeTables = ['lead_import', 'follow_up', 'enrollment', 'visitor', 'lead'] as const;
const batch = 100;

async function deleteInBatches(
  { pool }: Database,
  table: (typeof largeTables)[number],
  { organisationId, siteId }: { organisationId: string; siteId: string },
): Promise<void> {
  for (let deleted = batch; deleted === batch; ) {
    const { rowCount } = await pool.query(
      `DELETE FROM ${table} WHERE organisation_id = $1 AND id IN (
         SELECT id FROM ${table} WHERE organisation_id = $1 AND site_id = $2 ORDER BY id LIMIT ${batch} FOR UPDATE)`,
      [organisationId, siteId],
    );
    deleted = rowCount ?? 0;
  }
}

/** @throws AppError SITE_NOT_FOUND if the organisation has no such site or the key is bound to another */
export async function requireSite({ prisma }: Database, principal: Principal, id: string): Promise<void> {
  const { organisationId } = principal;
  const count = canAccessSite(principal, id) ? await prisma.site.count({ where: { organisationId, id } }) : 0;
  if (count === 0) throw siteNotFound();
}

/** Like requireSite, and prevents the deletion of the site until the transaction ends. @throws AppError SITE_NOT_FOUND */
export async function lockSiteAgainstDeletion(
  tx: DatabaseClient,
  principal: Principal,
  id: string,
): Promise<void> {
  const rows = canAccessSite(principal, id)
    ? await tx.$queryRaw<unknown[]>`
        SELECT 1 FROM site WHERE organisation_id = ${principal.organisationId} AND id = ${id}::uuid FOR KEY SHARE`
    : [];
  if (rows.length === 0) throw siteNotFound();
}

function canAccessSite({ siteId }: Principal, id: string): boolean {
  return siteId === null || siteId === id;
}

function siteNotFound(): AppError {
  return new AppError('SITE_NOT_FOUND', 'no such site');
}

function toColumns({ fact_check: factCheck, offer, holidays, ...body }: SiteBody) {
  return { ...body, offer: offer ?? Prisma.DbNull, holidays: holidays ?? Prisma.DbNull, factCheck };
}

function presentSite(site: Site): SiteView {
  return {
    id: site.id,
    name: site.name,
    url: site.url,
    locale: site.locale,
    timezone: site.timezone,
    voice: siteVoiceSchema.parse(site.voice),
    offer: offerSchema.nullable().parse(site.offer),
    fact_check: factCheckSchema.nullable().parse(site.factCheck),
    review: siteReviewSchema.nullable().parse(site.review),
    country: site.country,
    holidays: site.holidays as string[] | null,
    created_at: site.createdAt.toISOString(),
    updated_at: site.updatedAt.toISOString(),
  };
}
