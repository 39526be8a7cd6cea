import { Duration } from 'luxon';

const words = /^(\d{1,4})\s*(minute|hour|day|week|month|year)s?$/i;

/**
 * A duration such as "3 days", "1 week" or ISO 8601 "P3D".
 * @returns null for what is no positive duration ("tomorrow", "P0D")
 */
export function parseInterval(text: string): Duration | null {
  const trimmed = text.trim();
  const match = words.exec(trimmed);
  const duration = match
    ? Duration.fromObject({ [`${match[2]?.toLowerCase()}s`]: Number(match[1]) })
    : Duration.fromISO(trimmed.toUpperCase());
  return duration.isValid && duration.valueOf() > 0 ? duration : null;
}
