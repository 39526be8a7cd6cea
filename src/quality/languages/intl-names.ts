import type { Language, TimeUnit } from './language.ts';

/** Names in one language, from Intl. */
export interface IntlNames {
  /** Long and short names of months. Short names that are not words are left out. */
  months: { name: string; month: number; isShort: boolean }[];
  /** 0 is Sunday. */
  weekdays: { name: string; day: number }[];
  units: { name: string; unit: TimeUnit }[];
  currencies: { name: string; code: string }[];
}

/** Languages whose nouns have more endings than Intl provides. */
const inflecting = new Set(['fi', 'pl', 'cs', 'tr', 'el', 'ru', 'uk']);
const intlUnits = ['second', 'minute', 'hour', 'day', 'week', 'month', 'year'] as const;
/** One example of each plural category in our languages. */
const counts = [1, 2, 3, 5, 11, 1.5];
const currencyCodes = [
  ...[
    'USD',
    'EUR',
    'GBP',
    'JPY',
    'CNY',
    'INR',
    'KRW',
    'BRL',
    'MXN',
    'CHF',
    'SEK',
    'NOK',
    'DKK',
    'PLN',
    'CZK',
  ],
  ...['TRY', 'RUB', 'UAH', 'ILS', 'AED', 'SAR', 'HUF', 'CAD', 'AUD', 'EGP'],
];

export function intlNames({ tag }: Language): IntlNames {
  return {
    months: monthsOf(tag),
    weekdays: weekdaysOf(tag),
    units: unitsOf(tag),
    currencies: currenciesOf(tag),
  };
}

function monthsOf(tag: string): IntlNames['months'] {
  const names = new Map<string, { month: number; isShort: boolean }>();
  for (const style of ['long', 'short'] as const) {
    for (const options of [{ month: style }, { month: style, day: 'numeric' }] as const) {
      const format = new Intl.DateTimeFormat(tag, { ...options, timeZone: 'UTC' });
      for (let month = 1; month <= 12; month += 1) {
        const name = partOf(format.formatToParts(Date.UTC(2026, month - 1, 15)), 'month');
        if (/\d/.test(name) || name.length < 3 || names.has(name)) continue;
        names.set(name, { month, isShort: style === 'short' });
      }
    }
  }
  return [...names].map(([name, of]) => ({ name: of.isShort ? name : stem(tag, name), ...of }));
}

function weekdaysOf(tag: string): IntlNames['weekdays'] {
  const format = new Intl.DateTimeFormat(tag, { weekday: 'long', timeZone: 'UTC' });
  // 2026-11-22 is a Sunday.
  return [0, 1, 2, 3, 4, 5, 6].flatMap((day) => {
    const name = partOf(format.formatToParts(Date.UTC(2026, 10, 22 + day)), 'weekday');
    // "terça-feira" is also written "terça".
    const [first = name] = name.split('-');
    return [...new Set([name, first])].map((one) => ({ name: stem(tag, one), day }));
  });
}

function unitsOf(tag: string): IntlNames['units'] {
  const names = new Map<string, TimeUnit>();
  for (const unit of intlUnits) {
    for (const unitDisplay of ['long', 'short'] as const) {
      const format = new Intl.NumberFormat(tag, { style: 'unit', unit, unitDisplay });
      for (const count of counts) {
        const name = partOf(format.formatToParts(count), 'unit');
        if (name !== '' && !names.has(name)) names.set(stem(tag, name), unit);
      }
    }
  }
  // A single letter can mean anything, except that "h" means hour wherever Intl has it.
  return [...names]
    .filter(([name]) => name.length > 1 || name === 'h' || !/^\p{Script=Latin}$/u.test(name))
    .map(([name, unit]) => ({ name, unit }));
}

function currenciesOf(tag: string): IntlNames['currencies'] {
  const names = new Map<string, string>();
  for (const currency of currencyCodes) {
    for (const currencyDisplay of ['name', 'narrowSymbol'] as const) {
      const format = new Intl.NumberFormat(tag, { style: 'currency', currency, currencyDisplay });
      for (const count of currencyDisplay === 'name' ? [1, 2, 5] : [1]) {
        const name = partOf(format.formatToParts(count), 'currency');
        const isName = /^[\p{L}\p{M}\s'’.-]{2,}$|^[^\p{Script=Latin}\P{L}]$/u.test(name);
        if (isName && !names.has(name)) names.set(name, name === 'kr' ? 'kr' : currency);
      }
    }
  }
  return [...names].map(([name, code]) => ({ name, code }));
}

function partOf(parts: readonly { type: string; value: string }[], type: string): string {
  return (parts.find((part) => part.type === type)?.value ?? '').replace(/[.\u200e\u200f]/g, '').trim();
}

/** Matches all forms of a name: "ноябрь", "ноября" and "ноябре". */
function stem(tag: string, name: string): string {
  const isLong = name.length >= 5 && !/\s/.test(name);
  return inflecting.has(tag) && isLong ? `${name.slice(0, -1)}*` : name;
}
