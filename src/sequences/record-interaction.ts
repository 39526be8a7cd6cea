import { AppError } from '../contract/errors.ts';
import { isAutomatic, type LeadEvent, type RecordedLeadEvent } from '../contract/lead-event.ts';
import type { Principal } from '../contract/principal.ts';
import type { InteractionBody, InteractionView } from '../contract/resources/interaction.ts';
import type { LeadBody, LeadView } from '../contract/resources/lead.ts';
import type { Stored } from '../directory/create-or-replace.ts';
import { addInteraction } from '../directory/interactions.ts';
import { type OnLeadStored, patchLead, storeLead } from '../directory/leads.ts';
import { readOptOuts } from '../directory/opt-outs.ts';
import { followOptOuts, suppress } from '../directory/suppressions.ts';
import type { HashAddresses } from '../platform/address-hashes.ts';
import type { DatabaseClient } from '../platform/database.ts';
import type { Services } from '../platform/services.ts';
import { announce } from './announce.ts';
import { type Stopped, stopEnrollmentsOf } from './stop-enrollments.ts';

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
    return {
      view: added,
      stopped: await applyInteraction(tx, hashAddresses, { organisationId, leadId }, body, added.id),
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
  const type = event.type === 'reply' && isAutomatic(event.headers ?? {}) ? 'auto' : event.type;
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
  const leadIds = await findLeads(prisma, principal, event);
  const recorded: RecordedLeadEvent = { type, interactions: [], stopped: [] };
  const all: Stopped = { enrollmentIds: [], followUpIds: [] };
  await prisma.$transaction(async (tx) => {
    for (const leadId of leadIds) {
      const added = await addInteraction(tx, principal, leadId, body, source);
      if (!added) continue;
      recorded.interactions.push(added);
      const stopped = await applyInteraction(tx, hashAddresses, { organisationId, leadId }, body, added.id);
      all.enrollmentIds.push(...stopped.enrollmentIds);
      all.followUpIds.push(...stopped.followUpIds);
    }
  });
  await announce(services, all);
  return { ...recorded, stopped: all.enrollmentIds };
}

/** In a fixed order, so that two events cannot deadlock. @throws AppError LEAD_NOT_FOUND */
async function findLeads(
  client: DatabaseClient,
  principal: Principal,
  { lead_id: leadId, email }: LeadEvent,
): Promise<string[]> {
  const ids = leadId ? [leadId] : await findLeadsByEmail(client, principal, email ?? '');
  if (ids.length === 0) throw new AppError('LEAD_NOT_FOUND', 'no stored lead has this email address');
  return ids;
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

const nothingStopped: Stopped = { enrollmentIds: [], followUpIds: [] };

async function applyInteraction(
  tx: DatabaseClient,
  hashAddresses: HashAddresses,
  lead: { organisationId: string; leadId: string },
  { type, direction, until }: InteractionBody,
  interactionId: string,
): Promise<Stopped> {
  if (type === 'auto') return nothingStopped;
  if (type === 'out_of_office') {
    if (until) await holdUntil(tx, lead, until);
    return nothingStopped;
  }
  if (type === 'unsubscribe') {
    const data = { ...lead, channel: 'email' };
    await tx.optOut.createMany({ data, skipDuplicates: true });
    await suppressEmail(tx, hashAddresses, lead);
  }
  const reason = stopReason(type, direction);
  return reason ? stopEnrollmentsOf(tx, lead, { reason, interactionId }) : nothingStopped;
}

/** An unsubscribe follows the address, whichever lead has it. */
async function suppressEmail(
  tx: DatabaseClient,
  hashAddresses: HashAddresses,
  { organisationId, leadId }: { organisationId: string; leadId: string },
): Promise<void> {
  const row = await tx.lead.findUnique({
    where: { organisationId_id: { organisationId, id: leadId } },
    select: { email: true },
  });
  const { email } = hashAddresses({ email: row?.email ?? null, phone: null });
  if (email) await suppress(tx, organisationId, { channel: 'email', hash: email, reason: 'opt_out' });
}

function stopReason(type: string, direction: InteractionBody['direction']): string | null {
  if (['reply', 'meeting_booked', 'bounce', 'unsubscribe'].includes(type)) return type;
  return direction === 'inbound' ? 'reply' : null;
}

/** The next steps of a lead wait for its return. */
async function holdUntil(
  tx: DatabaseClient,
  { organisationId, leadId }: { organisationId: string; leadId: string },
  until: Date,
): Promise<void> {
  await tx.$executeRaw`
    UPDATE enrollment SET hold_until = ${until}, updated_at = now(),
      -- A worker computes the time of the next step anew.
      next_step_at = CASE WHEN next_step_at IS NULL THEN NULL ELSE now() END
    WHERE organisation_id = ${organisationId} AND lead_id = ${leadId}::uuid AND status IN ('active', 'paused')`;
}

/** Stores a lead and stops what its stage or a new opt-out stops. @throws AppError as storeLead does */
export function storeLeadInSequences(
  services: Services,
  principal: Principal,
  siteId: string,
  id: string,
  body: LeadBody,
): Promise<Stored<LeadView>> {
  return stoppingFor(services, principal, id, (onStored) =>
    storeLead(services.database, principal, siteId, id, body, onStored),
  );
}

/** The same for a JSON Merge Patch. @throws AppError as patchLead does */
export function patchLeadInSequences(
  services: Services,
  principal: Principal,
  siteId: string,
  id: string,
  patch: unknown,
): Promise<LeadView> {
  return stoppingFor(services, principal, id, (onStored) =>
    patchLead(services.database, principal, siteId, id, patch, onStored),
  );
}

async function stoppingFor<Result>(
  services: Services,
  { organisationId }: Principal,
  leadId: string,
  store: (onStored: OnLeadStored) => Promise<Result>,
): Promise<Result> {
  let all = nothingStopped;
  const hashAddresses = await services.addressHashes.hasherOf(organisationId);
  const result = await store(async (tx, hasNewOptOuts) => {
    const lead = { organisationId, leadId };
    const row = await tx.lead.findUnique({
      where: { organisationId_id: { organisationId, id: leadId } },
      select: { leadStage: true, email: true, phone: true },
    });
    if (row) {
      const optOuts = await readOptOuts(tx, organisationId, leadId);
      await followOptOuts(tx, organisationId, hashAddresses(row), optOuts);
    }
    const reasons = [
      ...(hasNewOptOuts ? ['opt_out'] : []),
      ...(row?.leadStage ? [`stage:${row.leadStage}`] : []),
    ];
    for (const reason of reasons) {
      const stopped = await stopEnrollmentsOf(tx, lead, { reason });
      all = {
        enrollmentIds: [...all.enrollmentIds, ...stopped.enrollmentIds],
        followUpIds: [...all.followUpIds, ...stopped.followUpIds],
      };
    }
  });
  await announce(services, all);
  return result;
}
