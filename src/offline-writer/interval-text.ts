import type { Language } from './language.ts';

type Unit = keyof Language['units'];

const words: readonly (readonly [RegExp, Unit])[] = [
  [/^min(?:ute|uto)?s?$/i, 'min'],
  [/^(?:h|hours?|horas?)$/i, 'H'],
  [/^(?:d|days?|d[ií]as?)$/i, 'D'],
  [/^(?:w|weeks?|semanas?)$/i, 'W'],
  [/^(?:m|months?|mes|meses)$/i, 'M'],
  [/^(?:y|years?|años?)$/i, 'Y'],
];

/** "P3D", "3 days" → "3 days" in the language of the units. Null unless it is a whole number and a unit. */
export function intervalText(interval: string | null, units: Language['units']): string | null {
  const text = interval?.trim() ?? '';
  const [, time = '', isoAmount, designator] = /^P(T?)(\d{1,4})([HDWMY])$/i.exec(text) ?? [];
  const [, amount = isoAmount, word = designator] = /^(\d{1,4})\s*(\p{L}+)$/u.exec(text) ?? [];
  if (amount === undefined || word === undefined) return null;
  // M means minutes after a T, else months.
  const unit = /^tm$/i.test(time + word) ? 'min' : words.find(([sign]) => sign.test(word))?.[1];
  return unit === undefined ? null : `${amount} ${units[unit][Number(amount) === 1 ? 0 : 1]}`;
}
