import { AppError } from '../contract/errors.ts';
import type { LeadEvent } from '../contract/lead-event.ts';
import type { Principal } from '../contract/principal.ts';
import { leadNotFound } from '../directory/leads.ts';
import type { HashAddresses } from '../platform/address-hashes.ts';
import type { DatabaseClient } from '../platform/database.ts';
import { Prisma } from '../platform/generated/client.ts';

export interface FoundLead {
  id: string;
  /** False for a lead that is known only by its enrollments. */
  isStored: boolean;
}

/**
 * The leads that an event is about, by their id or their email address, in the order of their ids. A lead need not be
 * stored to be enrolled.
 * @throws AppError LEAD_NOT_FOUND if there is none
 */
export async function findLeads(
  client: DatabaseClient,
  principal: Principal,
  { lead_id: leadId, email = '' }: Pick<LeadEvent, 'lead_id' | 'email'>,
  hashAddresses: HashAddresses,
): Promise<FoundLead[]> {
  if (leadId === undefined) {
    const hash = hashAddresses({ email, phone: null }).email ?? '';
    const found = await findLeadsByEmail(client, principal, { email, hash });
    if (found.length > 0) return found;
    throw new AppError('LEAD_NOT_FOUND', 'no stored or enrolled lead has this email address');
  }
  const found = await findLeadsBy(client, principal, {
    lead: Prisma.sql`id = ${leadId}::uuid`,
    enrollment: Prisma.sql`lead_id = ${leadId}::uuid`,
  });
  if (found.length > 0) return found;
  throw leadNotFound();
}

/** The leads that are stored or enrolled with an email address. @param hash its keyed hash */
export function findLeadsByEmail(
  client: DatabaseClient,
  principal: Principal,
  { email, hash }: { email: string; hash: string },
): Promise<FoundLead[]> {
  return findLeadsBy(client, principal, {
    lead: Prisma.sql`lower(email) = lower(${email})`,
    enrollment: Prisma.sql`email_hash = ${hash}`,
  });
}

function findLeadsBy(
  client: DatabaseClient,
  { organisationId, siteId }: Principal,
  conditions: { lead: Prisma.Sql; enrollment: Prisma.Sql },
): Promise<FoundLead[]> {
  const scope = Prisma.sql`
    organisation_id = ${organisationId} AND (${siteId}::uuid IS NULL OR site_id = ${siteId}::uuid)`;
  return client.$queryRaw<FoundLead[]>`
    SELECT id, EXISTS (SELECT FROM lead WHERE ${scope} AND id = found.id) AS "isStored" FROM (
      SELECT id FROM lead WHERE ${scope} AND ${conditions.lead}
      UNION
      SELECT lead_id FROM enrollment WHERE ${scope} AND ${conditions.enrollment}) AS found
    ORDER BY id`;
}
