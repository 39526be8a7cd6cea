import type { DatabaseClient } from '../platform/database.ts';
import { type CalendarFacts, calendarOf } from './calendar.ts';
import type { Definition } from './definition.ts';
import type { LockedEnrollment } from './lock-enrollment.ts';
import type { Calendar } from './timing.ts';

/**
 * The calendar of an enrollment. The phone number in its request overrides that of the stored lead.
 * @param lead null if it is not stored
 */
export async function readCalendar(
  client: DatabaseClient,
  { organisationId, siteId, request }: Pick<LockedEnrollment, 'organisationId' | 'siteId' | 'request'>,
  window: Definition['window'],
  lead: CalendarFacts['lead'] | null,
): Promise<Calendar> {
  const site = await client.site.findUniqueOrThrow({
    where: { organisationId_id: { organisationId, id: siteId } },
    select: { timezone: true, country: true, holidays: true },
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
