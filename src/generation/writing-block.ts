import type { Agent } from '../contract/agents.ts';
import { localTime } from '../contract/date-time.ts';
import type { Facts } from '../contract/facts.ts';
import { languageName } from '../contract/locale.ts';
import { dataBlock } from './data-block.ts';

/**
 * For whom, as whom and when the model writes. The time is that of the site, because the lead's time zone is unknown.
 * The block changes every minute, so it comes after the parts that prompts share.
 */
export function writingBlock(facts: Facts, agent: Agent, now: Date): string {
  const { language, site, sender } = facts;
  const { weekday, date, time } = localTime(now, site.timezone);
  return dataBlock('writing', {
    language: `${languageName(language)} (${language})`,
    today: `${weekday}, ${date}`,
    local_time: time,
    time_zone: site.timezone ?? 'UTC',
    days_since_last_contact: daysSinceLastContact(facts, date),
    sender: { name: sender?.name ?? agent.name, site: site.name },
  });
}

const dayMs = 86_400_000;

/**
 * Counts whole days in the site's time zone. Future dates are plans, not contacts.
 * @param today such as "2026-11-26"
 * @returns null if there was no contact, or if no date can be parsed
 */
function daysSinceLastContact(
  { previous_interactions: interactions, site }: Facts,
  today: string,
): number | null {
  const days = interactions.flatMap(({ date }) => {
    const moment = new Date(date);
    if (Number.isNaN(moment.getTime())) return [];
    // A date without a time is the same day in every time zone.
    const day = /^\d{4}-\d\d-\d\d$/.test(date) ? date : localTime(moment, site.timezone).date;
    const ago = (Date.parse(today) - Date.parse(day)) / dayMs;
    return ago >= 0 ? [ago] : [];
  });
  return days.length > 0 ? Math.min(...days) : null;
}
