import type { DatabaseClient } from '../platform/database.ts';
import { calendarOf } from './calendar.ts';
import type { Definition } from './definition.ts';
import type { LockedEnrollment } from './lock-enrollment.ts';
import type { Calendar } from './timing.ts';

/** The calendar of an enrollment. The lead's data in its request overrides the stored lead. */
export async function readCalendar(
  client: DatabaseClient,
  {
    organisationId,
    siteId,
    leadId,
    request,
  }: Pick<LockedEnrollment, 'organisationId' | 'siteId' | 'leadId' | 'request'>,
  window: Definition['window'],
): Promise<Calendar> {
  const site = await client.site.findUniqueOrThrow({
    where: { organisationId_id: { organisationId, id: siteId } },
    select: { timezone: true, country: true, holidays: true },
  });
  const lead = await client.lead.findUnique({
    where: { organisationId_id: { organisationId, id: leadId } },
    select: { timezone: true, phone: true },
  });
  const sent = request as { phone_number?: string; lead_data?: { phone?: string } };
  return calendarOf({
    site: { ...site, holidays: site.holidays as string[] | null },
    lead: {
      timezone: lead?.timezone ?? null,
      phone: sent.phone_number ?? sent.lead_data?.phone ?? lead?.phone ?? null,
    },
    window,
  });
}
