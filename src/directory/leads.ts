import type { Channel } from '../contract/channels.ts';
import { AppError } from '../contract/errors.ts';
import type { Page, PageQuery } from '../contract/page.ts';
import type { Principal } from '../contract/principal.ts';
import { type LeadBody, type LeadView, patchedLeadBody } from '../contract/resources/lead.ts';
import { isUuid } from '../contract/uuid.ts';
import type { Database, DatabaseClient } from '../platform/database.ts';
import type { Lead, Prisma } from '../platform/generated/client.ts';
import { newestFirst } from '../platform/newest-first.ts';
import { type Batch, byCreation, readPage } from '../platform/read-page.ts';
import { createOrReplace, type Stored } from './create-or-replace.ts';
import { readOptOuts, readOptOutsOf } from './opt-outs.ts';
import { lockSiteAgainstDeletion, requireSite } from './sites.ts';

interface LeadKey {
  organisationId: string;
  id: string;
}

/** A site's leads, newest first. @throws AppError SITE_NOT_FOUND */
export async function listLeads(
  database: Database,
  principal: Principal,
  siteId: string,
  query: PageQuery,
): Promise<Page<LeadView>> {
  await requireSite(database, principal, siteId);
  const { prisma } = database;
  const { organisationId } = principal;
  const read = async ({ cursor, take }: Batch) => {
    const { where, orderBy } = newestFirst(cursor, isUuid);
    const leads = await prisma.lead.findMany({
      where: { organisationId, siteId, AND: where },
      orderBy,
      take,
    });
    const ids = leads.map(({ id }) => id);
    const optOutsOf = await readOptOutsOf(prisma, organisationId, ids);
    return leads.map((lead) => ({ ...lead, optOuts: optOutsOf(lead.id) }));
  };
  return readPage(query, read, byCreation, (lead) => presentLead(lead, lead.optOuts));
}

/** @throws AppError SITE_NOT_FOUND, LEAD_NOT_FOUND */
export async function readLead(
  database: Database,
  principal: Principal,
  siteId: string,
  id: string,
): Promise<LeadView> {
  await requireSite(database, principal, siteId);
  const { organisationId } = principal;
  const lead = await database.prisma.lead.findUnique({
    where: { organisationId_id: { organisationId, id }, siteId },
  });
  if (!lead) throw leadNotFound();
  return presentLead(lead, await readOptOuts(database.prisma, organisationId, id));
}

/** The opt-outs that a lead has got, and those that it had before. */
export interface OptOutChange {
  added: Channel[];
  withdrawn: Channel[];
}

/** What else happens in the transaction that stores a lead. */
export type OnLeadStored = (tx: DatabaseClient, optOuts: OptOutChange) => Promise<void>;

/** @throws AppError SITE_NOT_FOUND; INVALID_REQUEST for a lead of another site */
export async function storeLead(
  database: Database,
  principal: Principal,
  siteId: string,
  id: string,
  body: LeadBody,
  onStored: OnLeadStored = async () => undefined,
): Promise<Stored<LeadView>> {
  const key = { organisationId: principal.organisationId, id };
  const data = toColumns(body);
  const created = await database.prisma.$transaction(async (tx) => {
    await lockSiteAgainstDeletion(tx, principal, siteId);
    const isNew = await createOrReplace(
      () => tx.lead.createMany({ data: { ...key, siteId, ...data }, skipDuplicates: true }),
      async () => {
        const there = await tx.lead.findUnique({ where: { organisationId_id: key } });
        if (there && there.siteId !== siteId) {
          throw new AppError('INVALID_REQUEST', 'leadId: the lead belongs to another site and is not moved', {
            details: { parameter: 'leadId' },
          });
        }
        return tx.lead.updateMany({ where: { ...key, siteId }, data });
      },
    );
    await onStored(tx, await replaceOptOuts(tx, key, body.opt_outs));
    return isNew;
  });
  return { created, view: await readLead(database, principal, siteId, id) };
}

/**
 * Applies a JSON Merge Patch. The lock on the row keeps concurrent patches from losing each other's changes.
 * @throws AppError SITE_NOT_FOUND, LEAD_NOT_FOUND; what storing the result would throw
 */
export async function patchLead(
  database: Database,
  principal: Principal,
  siteId: string,
  id: string,
  patch: unknown,
  onStored: OnLeadStored = async () => undefined,
): Promise<LeadView> {
  const { organisationId } = principal;
  const key = { organisationId, id };
  await database.prisma.$transaction(async (tx) => {
    await lockSiteAgainstDeletion(tx, principal, siteId);
    await tx.$queryRaw`
      SELECT 1 FROM lead WHERE organisation_id = ${organisationId} AND id = ${id}::uuid FOR NO KEY UPDATE`;
    const lead = await tx.lead.findUnique({ where: { organisationId_id: key, siteId } });
    if (!lead) throw leadNotFound();
    const body = patchedLeadBody(presentLead(lead, await readOptOuts(tx, organisationId, id)), patch);
    await tx.lead.update({ where: { organisationId_id: key }, data: toColumns(body) });
    await onStored(tx, await replaceOptOuts(tx, key, body.opt_outs));
  });
  return readLead(database, principal, siteId, id);
}

/** @throws AppError LEAD_NOT_FOUND if the organisation has no such lead or the key is bound to another site */
export async function requireLead(
  { prisma }: Database,
  { organisationId, siteId }: Principal,
  id: string,
): Promise<void> {
  const count = await prisma.lead.count({ where: { organisationId, id, ...(siteId ? { siteId } : {}) } });
  if (count === 0) throw leadNotFound();
}

/**
 * Prevents the deletion of a lead until the transaction ends.
 * @param siteId null: any site
 * @returns false if there is no such lead
 */
export async function lockLeadAgainstDeletion(
  tx: DatabaseClient,
  organisationId: string,
  siteId: string | null,
  id: string,
): Promise<boolean> {
  const rows = await tx.$queryRaw<unknown[]>`
    SELECT 1 FROM lead
    WHERE organisation_id = ${organisationId} AND id = ${id}::uuid
      AND (${siteId}::uuid IS NULL OR site_id = ${siteId}::uuid)
    FOR KEY SHARE`;
  return rows.length > 0;
}

/** Opt-outs that remain keep their original time. @param optOuts null: they do not change */
async function replaceOptOuts(
  tx: DatabaseClient,
  { organisationId, id: leadId }: LeadKey,
  optOuts: readonly Channel[] | null | undefined,
): Promise<OptOutChange> {
  if (!optOuts) return { added: [], withdrawn: [] };
  const before = await readOptOuts(tx, organisationId, leadId);
  await tx.optOut.deleteMany({ where: { organisationId, leadId, channel: { notIn: [...optOuts] } } });
  await tx.optOut.createMany({
    data: optOuts.map((channel) => ({ organisationId, leadId, channel })),
    skipDuplicates: true,
  });
  return {
    added: optOuts.filter((channel) => !before.includes(channel)),
    withdrawn: before.filter((channel) => !optOuts.includes(channel)),
  };
}

export function leadNotFound(): AppError {
  return new AppError('LEAD_NOT_FOUND', 'no such lead');
}

function toColumns(body: LeadBody) {
  return {
    name: body.name,
    company: body.company,
    position: body.position,
    email: body.email,
    phone: body.phone,
    painPoints: body.pain_points,
    budgetRange: body.budget_range,
    leadStage: body.lead_stage,
    locale: body.locale,
    timezone: body.timezone,
    preferences: body.preferences as Prisma.InputJsonObject,
  };
}

function presentLead(lead: Lead, optOuts: Channel[]): LeadView {
  return {
    id: lead.id,
    site_id: lead.siteId,
    name: lead.name,
    company: lead.company,
    position: lead.position,
    email: lead.email,
    phone: lead.phone,
    pain_points: lead.painPoints,
    budget_range: lead.budgetRange,
    lead_stage: lead.leadStage,
    locale: lead.locale,
    timezone: lead.timezone,
    preferences: lead.preferences as Record<string, unknown>,
    opt_outs: optOuts,
    created_at: lead.createdAt.toISOString(),
    updated_at: lead.updatedAt.toISOString(),
  };
}
