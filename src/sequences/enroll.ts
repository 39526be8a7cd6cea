import { AppError } from '../contract/errors.ts';
import type { ParsedBody } from '../contract/parse-body.ts';
import type { Principal } from '../contract/principal.ts';
import type { EnrollmentBody } from '../contract/resources/enrollment.ts';
import { leadNotFound, lockLeadAgainstDeletion } from '../directory/leads.ts';
import { canSeeLeads } from '../follow-ups/present-to.ts';
import type { DatabaseClient } from '../platform/database.ts';
import type { Prisma, Sequence } from '../platform/generated/client.ts';
import { newId } from '../platform/ids.ts';
import type { Services } from '../platform/services.ts';
import { announceChange } from '../webhooks/announce-change.ts';
import { isZoneUnknown } from './calendar.ts';
import { definitionOf } from './definition.ts';
import { openStatuses } from './lock-enrollment.ts';
import { readCalendar } from './read-calendar.ts';
import { recordEnrollmentEvent } from './record-enrollment-event.ts';
import { findSequence } from './sequences.ts';
import { endOfWait, intoWindow } from './timing.ts';

export interface Enrolled {
  id: string;
  /** False if the lead was active in this sequence already. */
  created: boolean;
}

/**
 * Enrolls a lead in a sequence.
 * @throws AppError SEQUENCE_NOT_FOUND, LEAD_NOT_FOUND, LEAD_ALREADY_ENROLLED
 */
export async function enroll(
  services: Services,
  principal: Principal,
  sequenceId: string,
  { value: body, warnings }: ParsedBody<EnrollmentBody>,
): Promise<Enrolled> {
  const { clock, database } = services;
  const { organisationId } = principal;
  const hashAddresses = await services.addressHashes.hasherOf(organisationId);
  const enrolled = await database.prisma.$transaction(async (tx) => {
    const sequence = await lockSequence(tx, principal, sequenceId);
    const { siteId } = sequence;
    await lockLead(tx, organisationId, body.lead_id);
    const there = await findOpen(tx, sequence, body.lead_id);
    if (there) return { id: there, created: false };
    const lead = await tx.lead.findUnique({
      where: { organisationId_id: { organisationId, id: body.lead_id } },
      select: { siteId: true, timezone: true, phone: true },
    });
    const isOfSite = lead?.siteId === siteId;
    if (!isOfSite && !body.lead_data) throw leadNotFound();
    // An erasure that comes meanwhile finds the enrollment.
    if (isOfSite) await lockLeadAgainstDeletion(tx, organisationId, siteId, body.lead_id);
    const id = newId('enr');
    const now = clock.now();
    const request = (body.lead_data ? { lead_data: body.lead_data } : {}) as Prisma.JsonObject;
    const { steps, window } = definitionOf({ definition: null, sequence });
    const key = { organisationId, siteId, leadId: body.lead_id, request };
    const calendar = await readCalendar(tx, key, window, lead);
    const dueAt = body.start_at ?? null;
    const due = dueAt ?? endOfWait(now, steps[0]?.wait ?? 'PT0S', calendar);
    await tx.enrollment.create({
      data: {
        id,
        ...key,
        sequenceId,
        metadata: body.metadata ?? {},
        callbackUrl: body.callback_url ?? null,
        leadHidden: !canSeeLeads(principal),
        emailHash: hashAddresses({ email: body.lead_data?.email ?? null, phone: null }).email ?? null,
        warnings: [...warnings, ...(isZoneUnknown(calendar) ? [zoneWarning] : [])],
        baseAt: now,
        dueAt,
        nextStepAt: intoWindow(due, calendar),
        waiting: 'wait',
      },
    });
    await recordEnrollmentEvent(tx, id, 'enrollment.started');
    return { id, created: true };
  });
  if (!enrolled.created) return enrolled;
  await announceChange(services, { enrollmentId: enrolled.id });
  return enrolled;
}

const zoneWarning =
  'neither the lead nor the site has a time zone: times are in UTC (set timezone on the site or on the lead)';

/** Locks a sequence against deletion. @throws AppError SEQUENCE_NOT_FOUND */
async function lockSequence(tx: DatabaseClient, principal: Principal, id: string): Promise<Sequence> {
  const { organisationId } = principal;
  await tx.$queryRaw`
    SELECT 1 FROM sequence WHERE organisation_id = ${organisationId} AND id = ${id}::uuid FOR KEY SHARE`;
  return findSequence(tx, principal, id);
}

/** Enrollments of one lead are created one after the other. The lead need not be stored, so no row can be locked. */
async function lockLead(tx: DatabaseClient, organisationId: string, leadId: string): Promise<void> {
  await tx.$queryRaw`SELECT 1 FROM (SELECT pg_advisory_xact_lock(hashtextextended(${`${organisationId} ${leadId}`}, 0))) l`;
}

/**
 * @returns the open enrollment of the lead in this sequence, or null
 * @throws AppError LEAD_ALREADY_ENROLLED if it is active in another sequence of the site and one of the two is exclusive
 */
async function findOpen(tx: DatabaseClient, sequence: Sequence, leadId: string): Promise<string | null> {
  const { organisationId, siteId, id: sequenceId } = sequence;
  const open = await tx.enrollment.findMany({
    where: {
      organisationId,
      siteId,
      leadId,
      status: { in: openStatuses },
      sequenceId: { not: null },
    },
    select: { id: true, sequenceId: true, sequence: { select: { exclusive: true } } },
  });
  const own = open.find((one) => one.sequenceId === sequenceId);
  if (own) return own.id;
  const other = open.find((one) => sequence.exclusive && one.sequence?.exclusive);
  if (!other) return null;
  throw new AppError(
    'LEAD_ALREADY_ENROLLED',
    'the lead is active in another sequence of the site: stop that enrollment, or set "exclusive": false',
    { details: { enrollment_id: other.id, sequence_id: other.sequenceId } },
  );
}
