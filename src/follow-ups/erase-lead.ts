import type { Principal } from '../contract/principal.ts';
import { type FollowUpStatus, isTerminal } from '../contract/status.ts';
import { leadNotFound } from '../directory/leads.ts';
import { requireSite } from '../directory/sites.ts';
import type { DatabaseClient } from '../platform/database.ts';
import { actorOf, recordAudit } from '../platform/record-audit.ts';
import type { Services } from '../platform/services.ts';

/** A lead's id, and the site that the key is bound to. Null: all sites of the organisation. */
interface Scope {
  organisationId: string;
  leadId: string;
  siteId: string | null;
}

interface ErasedFollowUp {
  id: string;
  siteId: string;
  status: FollowUpStatus;
  visitorId: string | null;
}

/**
 * Erases all data of a lead: the lead with its interactions and visitors, and its follow-ups with their requests, facts,
 * results, model answers, events and deliveries. Also works for a lead that was never stored and only sent as leadData.
 * Running follow-ups are stopped; their jobs contain only ids and end when they find no row. The lead's opt-outs and the
 * audit entry of the erasure remain, both by id only.
 * @throws AppError SITE_NOT_FOUND; LEAD_NOT_FOUND if this site has no data of the lead
 */
export async function eraseLead(
  { database, signals }: Services,
  principal: Principal,
  siteId: string,
  leadId: string,
): Promise<void> {
  await requireSite(database, principal, siteId);
  const { organisationId } = principal;
  const scope = { organisationId, leadId, siteId: principal.siteId };
  await database.prisma.$transaction(async (tx) => {
    // First: storing a follow-up locks its stored lead, so no new follow-up can appear after this statement.
    const leadSites = await deleteLead(tx, scope);
    // In the same transaction, so that no further step starts.
    const enrolledSites = await deleteEnrollments(tx, scope);
    const isOnSite =
      [...leadSites, ...enrolledSites].includes(siteId) || (await hasFollowUps(tx, { ...scope, siteId }));
    if (!isOnSite) throw leadNotFound();
    await recordAudit(tx, { ...actorOf(principal), action: 'lead.erased', subject: leadId });
  });
  // In batches, so that locks are short. After an interruption the caller can erase the lead again.
  for (;;) {
    const erased = await database.prisma.$transaction(async (tx) => {
      const followUps = await deleteFollowUps(tx, scope);
      // In the same transaction: only the follow-ups name these visitors.
      await deleteVisitors(tx, scope, followUps);
      return followUps;
    });
    if (erased.length === 0) return;
    // Workers and waiting clients then find that the follow-up was deleted.
    for (const { id, status } of erased) if (!isTerminal(status)) await signals.publish(id);
  }
}

/** Deletes the lead; its interactions and visitors follow by cascade. @returns the ids of its sites */
async function deleteLead(tx: DatabaseClient, { organisationId, leadId, siteId }: Scope): Promise<string[]> {
  const rows = await tx.$queryRaw<{ siteId: string }[]>`
    DELETE FROM lead
    WHERE organisation_id = ${organisationId} AND id = ${leadId}::uuid
      AND (${siteId}::uuid IS NULL OR site_id = ${siteId}::uuid)
    RETURNING site_id AS "siteId"`;
  return rows.map((row) => row.siteId);
}

/** Their events follow by cascade, their follow-ups with those of the lead. @returns the ids of their sites */
async function deleteEnrollments(
  tx: DatabaseClient,
  { organisationId, leadId, siteId }: Scope,
): Promise<string[]> {
  // Ordered, because all transactions lock enrollments in this order.
  const rows = await tx.$queryRaw<{ siteId: string }[]>`
    DELETE FROM enrollment WHERE id IN (
      SELECT id FROM enrollment
      WHERE organisation_id = ${organisationId} AND lead_id = ${leadId}::uuid
        AND (${siteId}::uuid IS NULL OR site_id = ${siteId}::uuid)
      ORDER BY id FOR UPDATE)
    RETURNING site_id AS "siteId"`;
  return rows.map((row) => row.siteId);
}

async function hasFollowUps(
  tx: DatabaseClient,
  { organisationId, leadId, siteId }: { organisationId: string; leadId: string; siteId: string },
): Promise<boolean> {
  return (
    (await tx.followUp.findFirst({ where: { organisationId, leadId, siteId }, select: { id: true } })) !==
    null
  );
}

const batch = 100;

/**
 * Deletes a batch of a lead's follow-ups; dependent rows follow by cascade. A retry that is stored meanwhile is deleted
 * with the next batch.
 * @returns the deleted follow-ups; empty when none are left
 */
function deleteFollowUps(
  tx: DatabaseClient,
  { organisationId, leadId, siteId }: Scope,
): Promise<ErasedFollowUp[]> {
  // Ordered, so that two erasures cannot deadlock.
  return tx.$queryRaw<ErasedFollowUp[]>`
    DELETE FROM follow_up WHERE id IN (
      SELECT id FROM follow_up
      WHERE organisation_id = ${organisationId} AND lead_id = ${leadId}::uuid
        AND (${siteId}::uuid IS NULL OR site_id = ${siteId}::uuid)
      ORDER BY id LIMIT ${batch} FOR UPDATE)
    RETURNING id, site_id AS "siteId", status, request->>'visitor_id' AS "visitorId"`;
}

/** Deletes the visitors, with their page views, that only requests connected with the lead. */
async function deleteVisitors(
  tx: DatabaseClient,
  { organisationId }: Scope,
  followUps: readonly ErasedFollowUp[],
): Promise<void> {
  for (const { visitorId: id, siteId } of followUps) {
    if (id) await tx.visitor.deleteMany({ where: { organisationId, id, siteId, leadId: null } });
  }
}
