import { AppError } from '../contract/errors.ts';
import type { LeadEvent } from '../contract/lead-event.ts';
import type { Principal } from '../contract/principal.ts';
import { leadNotFound } from '../directory/leads.ts';
import type { HashAddresses } from '../platform/address-hashes.ts';
import type { DatabaseClient } from '../platform/database.ts';

export interface FoundLeads {
  /** In the order of their ids. */
  stored: string[];
  /** Known only by their enrollments. */
  enrolled: string[];
}

/**
 * The leads that an event is about, by their id or their email address. A lead need not be stored to be enrolled.
 * @throws AppError LEAD_NOT_FOUND if there is none
 */
export async function findLeads(
  client: DatabaseClient,
  principal: Principal,
  { lead_id: leadId, email = '' }: Pick<LeadEvent, 'lead_id' | 'email'>,
  hashAddresses: HashAddresses,
): Promise<FoundLeads> {
  const hash = hashAddresses({ email, phone: null }).email ?? '';
  const ids = leadId === undefined ? await findLeadsByEmail(client, principal, { email, hash }) : [leadId];
  const { organisationId, siteId } = principal;
  const scope = { organisationId, ...(siteId ? { siteId } : {}) };
  const leads = await client.lead.findMany({
    where: { ...scope, id: { in: ids } },
    select: { id: true },
    orderBy: { id: 'asc' },
  });
  const stored = leads.map(({ id }) => id);
  const enrollments = await client.enrollment.findMany({
    where: { ...scope, leadId: { in: ids.filter((id) => !stored.includes(id)) } },
    select: { leadId: true },
    distinct: 'leadId',
  });
  if (stored.length + enrollments.length > 0) {
    return { stored, enrolled: enrollments.map((enrollment) => enrollment.leadId) };
  }
  throw leadId === undefined
    ? new AppError('LEAD_NOT_FOUND', 'no stored or enrolled lead has this email address')
    : leadNotFound();
}

/** The leads that are stored or enrolled with an email address. @param hash its keyed hash */
export async function findLeadsByEmail(
  client: DatabaseClient,
  { organisationId, siteId }: Principal,
  { email, hash }: { email: string; hash: string },
): Promise<string[]> {
  const rows = await client.$queryRaw<{ id: string }[]>`
    SELECT id FROM lead
    WHERE organisation_id = ${organisationId} AND lower(email) = lower(${email})
      AND (${siteId}::uuid IS NULL OR site_id = ${siteId}::uuid)
    UNION
    SELECT lead_id FROM enrollment
    WHERE organisation_id = ${organisationId} AND email_hash = ${hash}
      AND (${siteId}::uuid IS NULL OR site_id = ${siteId}::uuid)`;
  return rows.map(({ id }) => id);
}
