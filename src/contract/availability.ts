/** ISO weekday, 1 is Monday. */
export type Weekday = 1 | 2 | 3 | 4 | 5 | 6 | 7;

/** A time of day on some days of the week, in the time zone of the site. */
export interface AvailableRange {
  /** In the order of the week. */
  days: Weekday[];
  /** "09:00", before `to`. */
  from: string;
  to: string;
}

export const availabilityForm =
  'must be days and times such as "Tue-Thu 09:00-12:00", several of them separated by commas or semicolons';

const names = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'];
const time = String.raw`([01]?\d|2[0-3]):([0-5]\d)`;
const part = new RegExp(
  String.raw`^(?:([a-z]+)(?:\s*[-–]\s*([a-z]+))?)?(?:\s*${time}\s*[-–]\s*${time})?$`,
  'i',
);

/**
 * Parses meeting times such as "Mon 14:00-16:00; Tue-Thu 09:00-12:00". Days without a time use the next time
 * ("Mon, Wed 09:00-12:00"). A time without days applies to the days before it ("Mon 09:00-12:00, 14:00-16:00").
 * @returns null for any other form, and for a range that does not end after it begins
 */
export function parseAvailability(text: string): AvailableRange[] | null {
  const ranges: AvailableRange[] = [];
  let days = new Set<Weekday>();
  let waitsForTime = false;
  for (const written of text.split(/[,;]/)) {
    const match = part.exec(written.trim());
    if (!match?.[0]) return null;
    const [, first, last, fromHour, fromMinute, toHour, toMinute] = match;
    if (first !== undefined) {
      const named = daysBetween(first, last ?? first);
      if (!named) return null;
      days = new Set(waitsForTime ? [...days, ...named] : named);
      waitsForTime = true;
    }
    if (fromHour === undefined) continue;
    const [from, to] = [
      `${fromHour.padStart(2, '0')}:${fromMinute}`,
      `${toHour?.padStart(2, '0')}:${toMinute}`,
    ];
    if (days.size === 0 || from >= to) return null;
    ranges.push({ days: [...days].sort(), from, to });
    waitsForTime = false;
  }
  return waitsForTime ? null : ranges;
}

/** A range may wrap around the week: "Fri" to "Mon" includes the weekend. */
function daysBetween(first: string, last: string): Weekday[] | null {
  const [start, end] = [dayOf(first), dayOf(last)];
  if (start === null || end === null) return null;
  const length = ((end - start + 7) % 7) + 1;
  return Array.from({ length }, (_, index) => (((start - 1 + index) % 7) + 1) as Weekday);
}

/** "Tue", "Tues" and "Tuesday" are the same day. */
function dayOf(written: string): Weekday | null {
  const name = written.toLowerCase();
  const index = name.length < 3 ? -1 : names.findIndex((full) => full.startsWith(name));
  return index < 0 ? null : ((index + 1) as Weekday);
}
