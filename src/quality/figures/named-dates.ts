import { dateKey } from './dates.ts';
import type { Figure, Reading } from './figure.ts';
import { findMonths } from './months.ts';
import type { Numeral } from './numeral.ts';
import { isDayOfMonth, senseOf } from './read-numeral.ts';

const dayToMonth = /^(?:st|nd|rd|th|\.?[ºª]|er|\.)?(?: (?:of|de|do|del))? ?$/i;
const monthToDay = /^\.? (?:the )?$/;
const monthToYear = /^(?:st|nd|rd|th)?,? ?(?:(?:de|del|of|do) )?['’]?$/i;
/** Between the days of one month: "15 and 20 April", "del 15 al 20 de abril", "vom 15. bis zum 20. April". */
const dayToDay =
  /^(?:st|nd|rd|th|\.?[ºª]|er|\.)? ?(?:[-–—/&]|to|and|or|until|through|al?|y|o|e|ou|até|hasta|au|et|bis|und|oder)(?: (?:the|el|ao?|le|zum|am|den|dem))? ?$/iu;

export interface NamedDates {
  dates: Figure[];
  /** The numbers that stand in them. */
  dated: ReadonlySet<Numeral>;
}

/**
 * The dates in which a month has its name, with the day in front or behind, the days that are listed beside it, and the
 * year.
 * @param numerals all of the text's, in their order
 */
export function findNamedDates(text: string, numerals: readonly Numeral[]): NamedDates {
  const dates: Figure[] = [];
  const dated = new Set<Numeral>();
  let behind = 0;
  for (const { month, start, end, alone } of findMonths(text)) {
    while (behind < numerals.length && (numerals[behind]?.start ?? end) < end) behind += 1;
    const gap = (left: Numeral, right: Numeral) => text.slice(left.end, right.start);
    const before = numerals[behind - 1];
    const after = numerals[behind];
    const days: Numeral[] = [];
    if (isDay(before) && before.end <= start && dayToMonth.test(text.slice(before.end, start))) {
      days.push(before);
      for (let index = behind - 2, last = before; ; index -= 1) {
        const day = numerals[index];
        if (!isDay(day) || day.spelled || dated.has(day) || !dayToDay.test(gap(day, last))) break;
        days.push(day);
        last = day;
      }
    } else if (isDay(after) && monthToDay.test(text.slice(end, after.start))) {
      days.push(after);
      for (let index = behind + 1, last = after; ; index += 1) {
        const day = numerals[index];
        if (!isDay(day) || day.spelled || !dayToDay.test(gap(last, day)) || !isBare(day, text)) break;
        days.push(day);
        last = day;
      }
    }
    const isBehind = days[0] !== undefined && days[0] === after;
    const last = numerals[isBehind ? behind + days.length : behind];
    const from = isBehind ? (days.at(-1)?.end ?? end) : end;
    const hasYear = isYear(last) && monthToYear.test(text.slice(from, last.start));
    if (days.length === 0 && !hasYear && !alone) continue;

    const year = hasYear ? { year: last.value } : {};
    for (const part of hasYear ? [...days, last] : days) dated.add(part);
    const [day, ...others] = days;
    const parts = [...(day ? [day] : []), ...(hasYear ? [last] : [])];
    dates.push({
      kind: 'date',
      readings: readings({ month, ...(day ? { day: day.value } : {}), ...year }),
      start: Math.min(start, ...parts.map((part) => part.start)),
      end: Math.max(end, ...parts.map((part) => part.end)),
    });
    for (const { value, start, end } of others) {
      // What is listed may count something after all: "until April 15 and 20 seats".
      const count: Reading = { kind: 'number', key: String(value) };
      dates.push({
        kind: 'date',
        readings: [...readings({ month, day: value, ...year }), count],
        start,
        end,
      });
    }
  }
  return { dates, dated };
}

function readings(date: Parameters<typeof dateKey>[0]): Reading[] {
  const key = dateKey(date);
  return key === null ? [] : [{ kind: 'date', key }];
}

function isDay(numeral: Numeral | undefined): numeral is Numeral {
  return numeral !== undefined && isDayOfMonth(numeral);
}

function isYear(numeral: Numeral | undefined): numeral is Numeral {
  return numeral !== undefined && numeral.value >= 1900 && numeral.value < 2100;
}

function isBare(numeral: Numeral, text: string): boolean {
  return ['plain', 'ordinal'].includes(senseOf(numeral, text).sense.kind);
}
