import type { Span } from '../text/mask.ts';
import { dateOfKey, weekdayOf } from './dates.ts';
import type { ReadText } from './find-claims.ts';

/** Finds wrong weekdays: "Tuesday, 17 November" in a year in which that day is a Wednesday. */
export function wrongWeekdaysIn({ claims, matches, tokens }: ReadText, today: string | null): Span[] {
  const days = matches.filter(({ list }) => list === 'weekday');
  if (days.length === 0) return [];
  return claims.flatMap((claim) => {
    const beside = days.find(
      ({ first, last }) =>
        tokens[first]?.sentence === tokens[claim.first]?.sentence &&
        ((claim.first - last >= 1 && claim.first - last <= 3) ||
          (first - claim.last >= 1 && first - claim.last <= 1)),
    );
    const dates = claim.readings.flatMap((reading) =>
      reading.kind === 'date' ? [dateOfKey(reading.key)] : [],
    );
    const whole = dates.flatMap((date) => {
      if (!date?.month || !date.day) return [];
      const year = date.year ?? nearestYear(date.month, date.day, today);
      return year === null ? [] : [{ year, month: date.month, day: date.day }];
    });
    if (!beside || whole.length === 0 || whole.some((date) => weekdayOf(date) === beside.value)) return [];
    const start = Math.min(claim.start, tokens[beside.first]?.start ?? claim.start);
    const end = Math.max(claim.end, tokens[beside.last]?.end ?? claim.end);
    return [{ start, end }];
  });
}

/** The year in which a day is closest to today. */
function nearestYear(month: number, day: number, today: string | null): number | null {
  if (today === null) return null;
  const now = Date.parse(today);
  const year = Number(today.slice(0, 4));
  const distance = (one: number) => Math.abs(Date.UTC(one, month - 1, day) - now);
  return [year - 1, year, year + 1].sort((a, b) => distance(a) - distance(b))[0] ?? null;
}
