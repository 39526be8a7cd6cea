import type { Principal } from '../contract/principal.ts';
import type { LeadBody, LeadView } from '../contract/resources/lead.ts';
import type { Stored } from '../directory/create-or-replace.ts';
import { type OnLeadStored, patchLead, storeLead } from '../directory/leads.ts';
import { readOptOuts } from '../directory/opt-outs.ts';
import { followOptOuts } from '../directory/suppressions.ts';
import type { Services } from '../platform/services.ts';
import { announce } from './announce.ts';
import { nothingStopped, stopEnrollmentsOf } from './stop-enrollments.ts';

/** Stores a lead, and stops what its stage or a new opt-out stops. @throws AppError as storeLead does */
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
  let stopped = nothingStopped();
  const hashAddresses = await services.addressHashes.hasherOf(organisationId);
  const result = await store(async (tx, { added, withdrawn }) => {
    const row = await tx.lead.findUnique({
      where: { organisationId_id: { organisationId, id: leadId } },
      select: { leadStage: true, email: true, phone: true },
    });
    if (!row) return;
    const optOuts = await readOptOuts(tx, organisationId, leadId);
    await followOptOuts(tx, organisationId, hashAddresses(row), optOuts, withdrawn);
    const reasons = [
      ...(added.length > 0 ? ['opt_out'] : []),
      ...(row.leadStage ? [`stage:${row.leadStage}`] : []),
    ];
    stopped = await stopEnrollmentsOf(tx, { organisationId, leadIds: [leadId] }, { reasons });
  });
  await announce(services, stopped);
  return result;
}
