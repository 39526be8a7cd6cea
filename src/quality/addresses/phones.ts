import parsePhoneNumber, { type CountryCode } from 'libphonenumber-js/max';
import { everyLanguage } from '../languages/lexicon.ts';
import { tokensOf } from '../text/tokens.ts';
import type { Address } from './address.ts';

const candidate =
  /(?<![\p{L}\d.,/$€£#_]|(?<![\u05d0-\u05ea])-)(?:\+ ?|\(\+?)?\d(?:[ \u2011./()–-]{0,3}\d){6,16}(?!(?![\p{Script=Hangul}\p{Script=Han}\p{Script=Hiragana}])\p{L}|[\d%€$£]|[원円元万億兆만억년월일명개名年月日人件個])(?!\.\d| ?(?:€|\$|£|EUR|USD))/gu;
const dateLike =
  /^(?:(?:19|20)\d\d[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}[-/.]\d{1,2}[-/.](?:19|20)?\d\d|\d{1,2}\. \d{1,2}\. (?:19|20)\d\d)(?:[ T]\d.*)?$/;
const grouped = /^\d{1,3}(?:[ .]\d{3})+$/;
const range = /^\d{3,7} ?[-–] ?\d{3,7}$/;
/** "2.000-3.000" */
const groupedRange = /^\d{1,3}(?:\.\d{3})+ ?[-–] ?\d{1,3}(?:\.\d{3})+$/;
/** The countries of the languages that the gate supports. */
const countries: readonly CountryCode[] = [
  ...(['US', 'GB', 'ES', 'MX', 'AR', 'BR', 'PT', 'FR', 'DE', 'AT', 'CH', 'IT', 'NL', 'SE', 'NO'] as const),
  ...([
    'DK',
    'FI',
    'PL',
    'CZ',
    'TR',
    'GR',
    'RU',
    'UA',
    'SA',
    'AE',
    'EG',
    'IL',
    'IN',
    'JP',
    'KR',
    'CN',
  ] as const),
];

/**
 * Finds phone numbers: numbers with a `+`, numbers that are valid in a numbering plan of the countries of our
 * languages, numbers that the text calls phone numbers, and known phone numbers in any form.
 * @param text normalized, without its addresses
 * @param budget shared by the texts of one set of facts
 */
export function findPhones(
  text: string,
  isKnown: (key: string) => boolean,
  budget: LookupBudget = { left: mostLookups },
): Address[] {
  if (!/\d[\d ()./–-]{5,}\d/.test(text)) return [];
  const isPlanned = (written: string) => {
    budget.left -= 1;
    return budget.left < 0 || isInAPlan(written);
  };
  return [...text.matchAll(candidate)].flatMap(({ 0: written, index }) => {
    if (dateLike.test(written)) return [];
    const key = phoneKey(written);
    const before = text.slice(Math.max(0, index - 40), index);
    const isPhone = isKnown(key) || isPhoneShaped(written, before, isPlanned);
    return isPhone ? [{ key, start: index, end: index + written.length }] : [];
  });
}

/**
 * How many more numbers may be looked up in the numbering plans. After that, every number of this shape counts as a
 * phone number.
 */
export interface LookupBudget {
  left: number;
}

/** A message rarely has more numbers than this. */
const mostLookups = 20;

function isPhoneShaped(written: string, before: string, isPlanned: (written: string) => boolean): boolean {
  if (/^\(?\+|^00[1-9]/.test(written)) return true;
  const called = phoneWordBefore(before);
  if (called === 'close') return true;
  if (
    grouped.test(written) ||
    groupedRange.test(written) ||
    (range.test(written) && !/^0|^\d{3}-\d{4}$/.test(written))
  )
    return false;
  if (called === 'near') return true;
  if (!/^[0(]|[ ()./–-]|\d{9}/.test(written)) return false;
  return isPlanned(written);
}

/** Whether a word such as "call" or "mobile" comes before a number, in any language. */
function phoneWordBefore(before: string): 'close' | 'near' | null {
  const tokens = tokensOf(before);
  const sentence = tokens.at(-1)?.sentence;
  const isNewSentence = /[.!?。！？]\s*$/.test(before.replace(/(?<=\p{L}{1,5})\.\s*$/u, ''));
  if (isNewSentence) return null;
  const words = everyLanguage()
    .phrases.find(tokens)
    .filter(({ list, first }) => list === 'phoneWord' && tokens[first]?.sentence === sentence);
  const last = words.reduce((latest, word) => Math.max(latest, word.last), -1);
  if (last < 0) return null;
  const between = tokens.slice(last + 1);
  return between.length <= 2 && between.every(({ text }) => text.length <= 7) ? 'close' : 'near';
}

function isInAPlan(written: string): boolean {
  return countries.some((country) => parsePhoneNumber(written, country)?.isValid() === true);
}

/** The digits of a number, with a `+` in front if it includes the country code. */
export function phoneKey(written: string): string {
  const digits = written.replace(/\D/g, '');
  if (written.includes('+')) return `+${written.replace(/\(0\)/g, '').replace(/\D/g, '')}`;
  return /^00[1-9]/.test(digits) ? `+${digits.slice(2)}` : digits;
}

/** All forms of a known number that reach the same phone: international, national, and without the plus. */
export function samePhones(written: string): string[] {
  const key = phoneKey(written);
  const digits = key.replace('+', '');
  const parsed = parsePhoneNumber(key);
  // A number that is in no plan may start with a country code of one to three digits.
  const national = parsed?.isValid()
    ? [parsed.nationalNumber, parsed.formatNational().replace(/\D/g, '')]
    : key.startsWith('+')
      ? [1, 2, 3].map((length) => digits.slice(length)).filter((rest) => rest.length >= 7)
      : [];
  return [...new Set([key, digits, `+${digits}`, ...national, ...national.map((number) => `0${number}`)])];
}
