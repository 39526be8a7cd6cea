import { getTimezonesForCountry } from 'countries-and-timezones';
import { countryOfPhoneNumber } from '../contract/phone-number.ts';
import type { SequenceWindow } from '../contract/resources/sequence.ts';
import type { Calendar } from './timing.ts';

/** What the calendar of an enrollment depends on. */
export interface CalendarFacts {
  site: { timezone: string; country: string | null; holidays: readonly string[] | null };
  lead: { timezone: string | null; phone: string | null };
  window: SequenceWindow | null;
}

/** The zone of a lead: its own, else that of its phone number's country if it has one time, else the site's. */
export function zoneOfLead({ site, lead }: Pick<CalendarFacts, 'site' | 'lead'>): string {
  if (lead.timezone) return lead.timezone;
  const code = lead.phone === null ? null : countryOfPhoneNumber(lead.phone);
  const zones = code ? Object.values(getTimezonesForCountry(code) ?? {}) : [];
  const [first] = zones;
  // The site's own zone is the best guess in a country with several times.
  const isSure =
    first &&
    zones.every(({ utcOffset, dstOffset }) => utcOffset === first.utcOffset && dstOffset === first.dstOffset);
  return isSure ? first.name : site.timezone;
}

/** Whether nobody has set a zone: that of a new site is UTC. */
export function isZoneUnknown({ zone }: Calendar): boolean {
  return zone === 'UTC';
}

export async function calendarOf(facts: CalendarFacts): Promise<Calendar> {
  const { site, window } = facts;
  const zone = zoneOfLead(facts);
  const zones: Record<string, string> = { lead: zone, site: site.timezone };
  const windowZone = window ? (zones[window.timezone] ?? window.timezone) : zone;
  return { zone, siteZone: site.timezone, windowZone, window, isHoliday: await holidaysOf(site) };
}

async function holidaysOf({ country, holidays }: CalendarFacts['site']): Promise<Calendar['isHoliday']> {
  if (holidays) {
    const days = new Set(holidays);
    return (date) => days.has(date);
  }
  if (!country) return () => false;
  const days = await publicHolidays(country);
  return (date) => days(Number(date.slice(0, 4))).has(date);
}

type HolidaysOfYear = (year: number) => ReadonlySet<string>;
const byCountry = new Map<string, HolidaysOfYear>();

/** The public holidays of a whole country. The data of all countries takes 15 MB, so it is loaded when it is needed. */
async function publicHolidays(country: string): Promise<HolidaysOfYear> {
  const known = byCountry.get(country);
  if (known) return known;
  const { default: Holidays } = await import('date-holidays');
  const holidays = new Holidays(country);
  const years = new Map<number, ReadonlySet<string>>();
  const ofYear: HolidaysOfYear = (year) => {
    const known = years.get(year);
    if (known) return known;
    // A country that the library does not know has none.
    const found = (holidays.getHolidays(year) ?? []).filter(({ type }) => type === 'public');
    const days = new Set(found.map(({ date }) => date.slice(0, 10)));
    years.set(year, days);
    return days;
  };
  byCountry.set(country, ofYear);
  return ofYear;
}
