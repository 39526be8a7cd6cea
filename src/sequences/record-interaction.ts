import { AppError } from '../contract/errors.ts';
import { isAutomatic, type LeadEvent, type RecordedLeadEvent } from '../contract/lead-event.ts';
import type { Principal } from '../contract/principal.ts';
import type { InteractionBody, InteractionView } from '../contract/resources/interaction.ts';
import { stopTypes } from '../contract/resources/sequence.ts';
import { addInteraction } from '../directory/interactions.ts';
import { suppress } from '../directory/suppressions.ts';
import type { HashAddresses } from '../platform/address-hashes.ts';
import type { DatabaseClient } from '../platform/database.ts';
import type { Services } from '../platform/services.ts';
import { announce } from './announce.ts';
import { findLeads } from './find-leads.ts';
import { nothingStopped, type Stopped, stopEnrollmentsOf } from './stop-enrollments.ts';

/**
 * Stores an interaction and does to sequences what it means: a reply stops them, an absence makes them wait. Both are in
 * one transaction.
 * @throws AppError LEAD_NOT_FOUND, also for a lead that is only enrolled: the row of an interaction refers to that of its lead
 */
export async function recordInteraction(
  services: Services,
  principal: Principal,
  leadId: string,
  body: InteractionBody,
): Promise<InteractionView> {
  const { organisationId } = principal;
  const { prisma } = services.database;
  const hashAddresses = await services.addressHashes.hasherOf(organisationId);
  const record = prisma.$transaction(async (tx) => {
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
  const { view, stopped } = await record.catch(async (error: unknown) => {
    throw await explainMissing(prisma, principal, leadId, error);
  });
  await announce(services, stopped);
  return view;
}

/** For a lead that is not stored but enrolled, the error says what to do instead. */
async function explainMissing(
  client: DatabaseClient,
  { organisationId, siteId }: Principal,
  leadId: string,
  error: unknown,
): Promise<unknown> {
  if (!(error instanceof AppError) || error.code !== 'LEAD_NOT_FOUND') return error;
  const where = { organisationId, leadId, ...(siteId ? { siteId } : {}) };
  if ((await client.enrollment.count({ where })) === 0) return error;
  return new AppError(
    'LEAD_NOT_FOUND',
    'the lead is enrolled but not stored, so no interaction can be stored: send it to POST /api/lead-events, which stops its sequences, or store the lead first',
  );
}

/**
 * Records what another system reports about a lead. The same event again changes nothing.
 * @throws AppError LEAD_NOT_FOUND if no stored or enrolled lead has this id or address
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
  const leads = await findLeads(prisma, principal, event, hashAddresses);
  const interactions: InteractionView[] = [];
  const stopped = await prisma.$transaction(async (tx) => {
    const interactionIds = new Map<string, string>();
    for (const { id } of leads.filter(({ isStored }) => isStored)) {
      const added = await addInteraction(tx, principal, id, body, source);
      if (!added) continue;
      interactions.push(added);
      interactionIds.set(id, added.id);
    }
    const enrolled = leads.flatMap(({ id, isStored }) => (isStored ? [] : id));
    const leadIds = [...interactionIds.keys(), ...enrolled];
    return applyToLeads(tx, hashAddresses, { organisationId, leadIds }, body, interactionIds);
  });
  await announce(services, stopped);
  return { type, interactions, stopped: stopped.enrollmentIds };
}

/** What has happened, in lower case: systems spell types in their own way. An opt-out is no interaction. */
const stoppingTypes: readonly string[] = stopTypes.filter((type) => type !== 'opt_out');

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
  const isReply = stoppingTypes.includes(type) || direction === 'inbound';
  if (!isReply) return nothingStopped();
  const reason = stoppingTypes.includes(type) ? type : 'reply';
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
  const leads = await tx.lead.findMany({
    where: { organisationId, id: { in: [...leadIds] } },
    select: { email: true },
  });
  const enrollments = await tx.enrollment.findMany({
    where: { organisationId, leadId: { in: [...leadIds] }, emailHash: { not: null } },
    select: { emailHash: true },
  });
  const hashes = new Set([
    ...leads.flatMap(({ email }) => hashAddresses({ email, phone: null }).email ?? []),
    ...enrollments.flatMap(({ emailHash }) => emailHash ?? []),
  ]);
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
