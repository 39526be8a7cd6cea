import type { Principal } from '../contract/principal.ts';
import { isTerminal, type Status } from '../contract/status.ts';
import { leadNotFound } from '../directory/leads.ts';
import { requireSite } from '../directory/sites.ts';
import type { DatabaseClient } from '../platform/database.ts';
import { actorOf, recordAudit } from '../platform/record-audit.ts';
import type { Services } from '../platform/services.ts';

/** A lead by its id, on all sites of its organisation or on the one that a key is bound to. */
interface Scope {
  organisationId: string;
  leadId: string;
  siteId: string | null;
}

interface ErasedFollowUp {
  id: string;
  siteId: string;
  status: Status;
  visitorId: string | null;
}

/**
 * Erases what is known of a lead: the lead itself with its interactions and visitors, and the follow-ups that were
 * written for it, with their requests, facts, results, model answers, events and deliveries; also for a lead that was
 * only ever sent along with requests. A follow-up that is being written is stopped, and its jobs, which hold ids alone,
 * end by themselves. What stays are the ids of its opt-outs and of the erasure in the audit.
 * @throws AppError SITE_NOT_FOUND; LEAD_NOT_FOUND when nothing of it is on this site
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
    // First, since whoever stores a follow-up of a stored lead holds it: no follow-up comes after this statement.
    const leadSites = await deleteLead(tx, scope);
    const isOnSite = leadSites.includes(siteId) || (await hasFollowUps(tx, { ...scope, siteId }));
    if (!isOnSite) throw leadNotFound();
    await recordAudit(tx, { ...actorOf(principal), action: 'lead.erased', subject: leadId });
  });
  // In batches, which hold no locks for long. If they are interrupted, the lead can be erased again.
  for (;;) {
    const erased = await database.prisma.$transaction(async (tx) => {
      const followUps = await deleteFollowUps(tx, scope);
      // Together: once the follow-ups are gone, nothing names these visitors any more.
      await deleteVisitors(tx, scope, followUps);
      return followUps;
    });
    if (erased.length === 0) return;
    // Whoever works on one or waits for it finds that it is gone.
    for (const { id, status } of erased) if (!isTerminal(status)) await signals.publish(id);
  }
}

/** With its interactions and visitors, by cascade. @returns the site that it was on */
async function deleteLead(tx: DatabaseClient, { organisationId, leadId, siteId }: Scope): Promise<string[]> {
  const rows = await tx.$queryRaw<{ siteId: string }[]>`
    DELETE FROM lead
    WHERE organisation_id = ${organisationId} AND id = ${leadId}::uuid
      AND (${siteId}::uuid IS NULL OR site_id = ${siteId}::uuid)
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
 * Deletes some of a lead's follow-ups with all that hangs on them, by cascade. A retry that was being stored when the
 * statement began shows to the next one.
 * @returns those that were deleted; none when there are no more
 */
function deleteFollowUps(
  tx: DatabaseClient,
  { organisationId, leadId, siteId }: Scope,
): Promise<ErasedFollowUp[]> {
  // In one order, so that two erasures cannot wait for each other.
  return tx.$queryRaw<ErasedFollowUp[]>`
    DELETE FROM follow_up WHERE id IN (
      SELECT id FROM follow_up
      WHERE organisation_id = ${organisationId} AND lead_id = ${leadId}::uuid
        AND (${siteId}::uuid IS NULL OR site_id = ${siteId}::uuid)
      ORDER BY id LIMIT ${batch} FOR UPDATE)
    RETURNING id, site_id AS "siteId", status, request->>'visitor_id' AS "visitorId"`;
}

/** Those that requests named as the lead's without anyone having stored it so, with their page views. */
async function deleteVisitors(
  tx: DatabaseClient,
  { organisationId }: Scope,
  followUps: readonly ErasedFollowUp[],
): Promise<void> {
  for (const { visitorId: id, siteId } of followUps) {
    if (id) await tx.visitor.deleteMany({ where: { organisationId, id, siteId, leadId: null } });
  }
}
