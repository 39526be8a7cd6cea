import type { TimeUnit } from '../languages/language.ts';
import { anyCurrency, currencyOf } from '../numeric-claims/currencies.ts';
import type { Sense } from '../numeric-claims/sense.ts';

/** What the key of a JSON object says about its value. */
export interface KeyHint {
  /** What a number without a unit means. */
  bare: Sense[];
  isPhone: boolean;
  /** What a price is paid for, such as "month" or "seat". */
  per?: string;
}

export const noHint: KeyHint = { bare: [{ kind: 'plain' }], isPhone: false };

const money =
  /^(?:price|prices|pricing|cost|costs|budget|amount|fee|fees|revenue|mrr|arr|acv|spend|discount|descuento|desconto|remise|rabatt|total|value|precio|presupuesto|preço|orçamento|prix|preis|usd|eur|gbp|brl|mxn)$/;
/** The value is in hundredths: `amount_cents`, `priceInCents`. */
const hundredths = /^(?:cents?|centavos|céntimos|centimos|centimes)$/;
/** Without a currency next to them, these keys may count anything, as in `seats: {total: 20}`. */
const sums = /^(?:total|value|amount)$/i;
const percentage =
  /^(?:percent|percentage|pct|rate|discount|descuento|desconto|remise|rabatt|share|margin|porcentaje|prozent|roi|growth|conversion|uptime|probability)$/;
/** `currency`, `deal_currency_code`, `currencyCode` */
const currencyKey = /(?:currency(?:[_ ]?code)?|moneda|moeda|devise|waehrung|währung)$/i;
const units: readonly (readonly [RegExp, TimeUnit])[] = [
  [/^seconds?$/, 'second'],
  [/^(?:minutes?|mins?)$/, 'minute'],
  [/^hours?$/, 'hour'],
  [/^(?:days?|días|dias|tage|jours)$/, 'day'],
  [/^(?:weeks?|semanas|wochen|semaines)$/, 'week'],
  [/^(?:months?|meses|monate|mois)$/, 'month'],
  [/^years?$/, 'year'],
];
const year = /^(?:year|founded|since|established|fy)$/;
const phone =
  /^(?:phone|phones|tel|telephone|mobile|cell|whatsapp|fax|teléfono|telefono|telefone|móvil|celular)$/;

/** Interprets a key: `price`, `discount_percent`, `trialDays`, `founded`, `phoneNumber`. */
export function hintOf(key: string, siblings: Readonly<Record<string, unknown>>): KeyHint {
  const words = wordsOf(key);
  const has = (pattern: RegExp) => words.some((word) => pattern.test(word));
  const bare: Sense[] = [];
  const last = words.at(-1) ?? '';
  if (has(percentage)) bare.push({ kind: 'percentage' });
  if ((has(money) || has(hundredths)) && !has(/^(?:percent|percentage|pct)$/)) {
    const currency = currencyAmong(words, siblings);
    bare.push({ kind: 'money', currency, parts: has(hundredths) ? 100 : 1 });
    if (sums.test(key) && currency === anyCurrency) bare.push({ kind: 'plain' });
  }
  const unit = unitOf(last);
  if (unit && !/^\d+$/.test(words.at(-2) ?? '')) bare.push({ kind: 'duration', unit });
  if (has(year)) bare.push({ kind: 'year' });
  const { per } = siblings;
  const paidPer = typeof per === 'string' && per.trim() !== '' ? { per } : {};
  return { bare: bare.length > 0 ? bare : noHint.bare, isPhone: has(phone), ...paidPer };
}

function unitOf(word: string): TimeUnit | null {
  return units.find(([pattern]) => pattern.test(word))?.[1] ?? null;
}

/** The period that a key names, in words: "30 days" for `reports_last_30_days`. */
export function spanIn(key: string): string | null {
  const words = wordsOf(key);
  const [count = '', last = ''] = words.slice(-2);
  return /^\d+$/.test(count) && unitOf(last) ? `${count} ${last}` : null;
}

function wordsOf(key: string): string[] {
  return key
    .replace(/([a-z\d])([A-Z])|(?<=[a-z])(?=\d)/g, '$1 $2')
    .toLowerCase()
    .split(/[^\p{L}\d]+/u);
}

function currencyAmong(words: readonly string[], siblings: Readonly<Record<string, unknown>>): string {
  const code = words.find((word) => /^(?:usd|eur|gbp|brl|mxn)$/.test(word));
  if (code) return currencyOf(code);
  const told = Object.entries(siblings).find(([key]) => currencyKey.test(key))?.[1];
  return typeof told === 'string' && told.trim() !== '' ? currencyOf(told.trim()) : anyCurrency;
}
