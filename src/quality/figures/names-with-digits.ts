import { folded } from '../text/folded.ts';
import type { Figure, Reading } from './figure.ts';

const candidates =
  /(?<![\p{L}\d@#/._$€£-])\p{L}[\p{L}]{0,30}-?\d[\p{L}\d]{0,30}(?:[.-]\d[\p{L}\d]{0,10}){0,4}(?![\p{L}\d])/gu;
const currency = /^(?:USD|EUR|GBP|BRL|MXN|CAD|AUD|CHF|JPY|INR)\d/i;
/** A hyphen joins a number to a word as often as it makes a name: "pre-2020", "Top-10". */
const compound = /^(?:\p{Ll}|(?:Top|Pre|Post|Mid|Sub|Non|Mitte|Ende|Anfang)-)/u;
const yearBehind = /^ (?:of |de )?((?:19|20)\d\d)(?!\d)/;
const quarter = /^[QqT]([1-4])$/;

/**
 * Names that are written with digits, such as "GPT-4" or "ISO27001": compared as the names they are. A quarter of
 * the year is a date.
 */
export function findNamesWithDigits(text: string): Figure[] {
  return [...text.matchAll(candidates)].flatMap((match): Figure[] => {
    const name = match[0];
    if (currency.test(name) || (name.includes('-') && compound.test(name) && /^\p{L}+-/u.test(name)))
      return [];
    const end = match.index + name.length;
    const span = { start: match.index, end };
    const third = quarter.exec(name)?.[1];
    const number = { kind: 'number', key: nameKey(name) } as const;
    if (!third) return [{ kind: 'number', readings: [number], ...span }];
    const [written = '', year] = yearBehind.exec(text.slice(end, end + 12)) ?? [];
    if (year === undefined) {
      return [{ kind: 'date', readings: [{ kind: 'date', key: `q${third}` }, number], ...span }];
    }
    const readings = [{ kind: 'date', key: `q${third} ${year}` } as const];
    return [{ kind: 'date', readings, start: match.index, end: end + written.length }];
  });
}

const nameBefore = /(?<!\p{L})(\p{Lu}\p{L}{0,20})[ -]$/u;

/** "GPT 4" is the same as "GPT-4", where that is known. */
export function nameWithNumber(text: string, { value, start }: { value: number; start: number }): Reading[] {
  const name = nameBefore.exec(text.slice(Math.max(0, start - 24), start))?.[1];
  return name === undefined ? [] : [{ kind: 'number', key: nameKey(`${name}${value}`) }];
}

function nameKey(name: string): string {
  return `name ${folded(name).replace(/[^\p{L}\d]/gu, '')}`;
}
