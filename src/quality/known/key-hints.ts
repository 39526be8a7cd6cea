import { anyCurrency, currencyOf } from '../figures/currencies.ts';
import type { Sense } from '../figures/read-numeral.ts';

/** What the key of a JSON object says of the value under it. */
export interface KeyHint {
  /** What a number means that has nothing beside it. */
  bare: Sense[];
  isPhone: boolean;
}

export const noHint: KeyHint = { bare: [{ kind: 'plain' }], isPhone: false };

const money =
  /^(?:price|prices|pricing|cost|costs|budget|amount|fee|fees|revenue|mrr|arr|acv|spend|discount|total|value|precio|presupuesto|preço|orçamento|prix|preis|usd|eur|gbp|brl|mxn)$/;
const percentage =
  /^(?:percent|percentage|pct|rate|discount|share|margin|porcentaje|prozent|roi|growth|conversion)$/;
const unit =
  /^(?:seconds?|minutes?|mins?|hours?|days?|weeks?|months?|years?|días|dias|semanas|meses|tage|wochen|monate|jours|semaines|mois)$/;
const year = /^(?:year|founded|since|established|fy)$/;
const phone =
  /^(?:phone|phones|tel|telephone|mobile|cell|whatsapp|fax|teléfono|telefono|telefone|móvil|celular)$/;

/** Reads a key: `price`, `discount_percent`, `trialDays`, `founded`, `phoneNumber`. */
export function hintOf(key: string, siblings: Readonly<Record<string, unknown>>): KeyHint {
  const words = key
    .replace(/([a-z\d])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^\p{L}\d]+/u);
  const has = (pattern: RegExp) => words.some((word) => pattern.test(word));
  const bare: Sense[] = [];
  const last = words.at(-1) ?? '';
  if (has(percentage)) bare.push({ kind: 'percentage' });
  if (has(money) && !has(/^(?:percent|percentage|pct)$/)) {
    bare.push({ kind: 'money', currency: currencyAmong(words, siblings), parts: 1, signBefore: false });
  }
  if (unit.test(last)) bare.push({ kind: 'duration', unit: last });
  if (has(year)) bare.push({ kind: 'year' });
  return { bare: bare.length > 0 ? bare : noHint.bare, isPhone: has(phone) };
}

function currencyAmong(words: readonly string[], siblings: Readonly<Record<string, unknown>>): string {
  const code = words.find((word) => /^(?:usd|eur|gbp|brl|mxn)$/.test(word));
  if (code) return currencyOf(code);
  const told = siblings['currency'] ?? siblings['currency_code'] ?? siblings['currencyCode'];
  return typeof told === 'string' && told.trim() !== '' ? currencyOf(told.trim()) : anyCurrency;
}
