import { AppError } from '../contract/errors.ts';
import { isAutomatic, type LeadEvent, type RecordedLeadEvent } from '../contract/lead-event.ts';
import type { Principal } from '../contract/principal.ts';
import type { InteractionBody, InteractionView } from '../contract/resources/interaction.ts';
import { addInteraction } from '../directory/interactions.ts';
import { leadNotFound } from '../directory/leads.ts';
import { suppress } from '../directory/suppressions.ts';
import type { HashAddresses } from '../platform/address-hashes.ts';
import type { DatabaseClient } from '../platform/database.ts';
import type { Services } from '../platform/services.ts';
import { announce } from './announce.ts';
import { nothingStopped, type Stopped, stopEnrollmentsOf } from './stop-enrollments.ts';

/**
 * Stores an interaction and does to sequences what it means: a reply stops them, an absence makes them wait. Both are in
 * one transaction.
 * @throws AppError LEAD_NOT_FOUND
 */
export async function recordInteraction(
  services: Services,
  principal: Principal,
  leadId: string,
  body: InteractionBody,
): Promise<InteractionView> {
  const { organisationId } = principal;
  const hashAddresses = await services.addressHashes.hasherOf(organisationId);
  const { view, stopped } = await services.database.prisma.$transaction(async (tx) => {
    const added = await addInteraction(tx, principal, leadId, body);
    if (!added) throw new Error('an interaction without a source cannot have been stored before');
    const interactionIds = new Map([[leadId, added.id]]);
    return {
      view: added,
      stopped: await applyToLeads(
        tx,
        hashAddresses,
        { organisationId, leadIds: [leadId] },
        body,
        interactionIds,
      ),
    };
  });
  await announce(services, stopped);
  return view;
}

/**
 * Records what another system reports about a lead. The same event again changes nothing.
 * @throws AppError LEAD_NOT_FOUND if no stored lead has this id or address
 */
export async function recordLeadEvent(
  services: Services,
  principal: Principal,
  event: LeadEvent,
): Promise<RecordedLeadEvent> {
  const { organisationId } = principal;
  const { prisma } = services.database;
  // When in doubt, a person has written it, and the sequence stops.
  const type = event.type.toLowerCase() === 'reply' && isAutomatic(event.headers ?? {}) ? 'auto' : event.type;
  const body: InteractionBody = {
    date: event.at,
    type,
    author: null,
    summary: event.summary || type,
    direction: event.direction ?? null,
    until: event.until ?? null,
  };
  const source = { source: event.source, externalId: event.external_id };
  const hashAddresses = await services.addressHashes.hasherOf(organisationId);
  const { stored, enrolled } = await findLeads(prisma, principal, event);
  const interactions: InteractionView[] = [];
  const stopped = await prisma.$transaction(async (tx) => {
    const interactionIds = new Map<string, string>();
    for (const leadId of stored) {
      const added = await addInteraction(tx, principal, leadId, body, source);
      if (!added) continue;
      interactions.push(added);
      interactionIds.set(leadId, added.id);
    }
    const leadIds = [...interactionIds.keys(), ...enrolled];
    return applyToLeads(tx, hashAddresses, { organisationId, leadIds }, body, interactionIds);
  });
  await announce(services, stopped);
  return { type, interactions, stopped: stopped.enrollmentIds };
}

/**
 * The leads that an event is about: those that are stored, and one that is only known by its enrollments.
 * @throws AppError LEAD_NOT_FOUND if there is none
 */
async function findLeads(
  client: DatabaseClient,
  principal: Principal,
  { lead_id: leadId, email }: LeadEvent,
): Promise<{ stored: string[]; enrolled: string[] }> {
  if (leadId === undefined) {
    const stored = await findLeadsByEmail(client, principal, email ?? '');
    if (stored.length > 0) return { stored, enrolled: [] };
    throw new AppError('LEAD_NOT_FOUND', 'no stored lead has this email address');
  }
  const { organisationId, siteId } = principal;
  const scope = { organisationId, ...(siteId ? { siteId } : {}) };
  if ((await client.lead.count({ where: { ...scope, id: leadId } })) > 0)
    return { stored: [leadId], enrolled: [] };
  if ((await client.enrollment.count({ where: { ...scope, leadId } })) > 0)
    return { stored: [], enrolled: [leadId] };
  throw leadNotFound();
}

/** The stored leads with an email address, in a fixed order. */
export async function findLeadsByEmail(
  client: DatabaseClient,
  { organisationId, siteId }: Principal,
  email: string,
): Promise<string[]> {
  const rows = await client.$queryRaw<{ id: string }[]>`
    SELECT id FROM lead
    WHERE organisation_id = ${organisationId} AND lower(email) = lower(${email})
      AND (${siteId}::uuid IS NULL OR site_id = ${siteId}::uuid)
    ORDER BY id`;
  return rows.map(({ id }) => id);
}

/** What has happened, in lower case: systems spell types in their own way. */
const stopTypes = ['reply', 'meeting_booked', 'bounce', 'unsubscribe'];

async function applyToLeads(
  tx: DatabaseClient,
  hashAddresses: HashAddresses,
  leads: { organisationId: string; leadIds: readonly string[] },
  { type: written, direction, until }: InteractionBody,
  interactionIds: ReadonlyMap<string, string>,
): Promise<Stopped> {
  const type = written.toLowerCase();
  if (type === 'auto') return nothingStopped();
  if (type === 'out_of_office') {
    if (until) await holdUntil(tx, leads, until);
    return nothingStopped();
  }
  if (type === 'unsubscribe') await unsubscribe(tx, hashAddresses, leads);
  const isReply = stopTypes.includes(type) || direction === 'inbound';
  if (!isReply) return nothingStopped();
  const reason = stopTypes.includes(type) ? type : 'reply';
  // An unsubscribe is an opt-out too.
  const reasons = type === 'unsubscribe' ? [reason, 'opt_out'] : [reason];
  return stopEnrollmentsOf(tx, leads, { reasons, interactionIds });
}

/** Opts leads out of email. This follows the address, whichever lead has it. */
async function unsubscribe(
  tx: DatabaseClient,
  hashAddresses: HashAddresses,
  { organisationId, leadIds }: { organisationId: string; leadIds: readonly string[] },
): Promise<void> {
  const data = leadIds.map((leadId) => ({ organisationId, leadId, channel: 'email' }));
  await tx.optOut.createMany({ data, skipDuplicates: true });
  const rows = await tx.lead.findMany({
    where: { organisationId, id: { in: [...leadIds] } },
    select: { email: true },
  });
  const hashes = new Set(rows.flatMap(({ email }) => hashAddresses({ email, phone: null }).email ?? []));
  for (const hash of [...hashes].sort()) {
    await suppress(tx, organisationId, { channel: 'email', hash, reason: 'opt_out' });
  }
}

/** The next steps of leads wait for their return. */
async function holdUntil(
  tx: DatabaseClient,
  { organisationId, leadIds }: { organisationId: string; leadIds: readonly string[] },
  until: Date,
): Promise<void> {
  await tx.$executeRaw`
    UPDATE enrollment SET hold_until = ${until}, updated_at = now(),
      -- A worker computes the time of the next step anew.
      next_step_at = CASE WHEN next_step_at IS NULL THEN NULL ELSE now() END
    WHERE id IN (
      SELECT id FROM enrollment
      WHERE organisation_id = ${organisationId} AND lead_id = ANY(${[...leadIds]}::uuid[])
        AND status IN ('active', 'paused')
      ORDER BY id FOR NO KEY UPDATE)`;
}
