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
  const followUps = await database.prisma.$transaction(async (tx) => {
    // First, since whoever stores a follow-up of a stored lead holds it: no follow-up comes after the next statement.
    const leadSites = await deleteLead(tx, scope);
    const erased = await deleteFollowUps(tx, scope);
    if (![...leadSites, ...erased.map((followUp) => followUp.siteId)].includes(siteId)) throw leadNotFound();
    await deleteVisitors(tx, scope, erased);
    await recordAudit(tx, { ...actorOf(principal), action: 'lead.erased', subject: leadId });
    return erased;
  });
  // Whoever works on one or waits for it finds that it is gone.
  for (const { id, status } of followUps) if (!isTerminal(status)) await signals.publish(id);
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

/** With all that hangs on them, by cascade. */
async function deleteFollowUps(
  tx: DatabaseClient,
  { organisationId, leadId, siteId }: Scope,
): Promise<ErasedFollowUp[]> {
  const erased: ErasedFollowUp[] = [];
  for (;;) {
    // In one order, so that two erasures cannot wait for each other.
    const rows = await tx.$queryRaw<ErasedFollowUp[]>`
      DELETE FROM follow_up WHERE id IN (
        SELECT id FROM follow_up
        WHERE organisation_id = ${organisationId} AND lead_id = ${leadId}::uuid
          AND (${siteId}::uuid IS NULL OR site_id = ${siteId}::uuid)
        ORDER BY id FOR UPDATE)
      RETURNING id, site_id AS "siteId", status, request->>'visitor_id' AS "visitorId"`;
    // A retry that was being stored when the statement began shows to the next one.
    if (rows.length === 0) return erased;
    erased.push(...rows);
  }
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
