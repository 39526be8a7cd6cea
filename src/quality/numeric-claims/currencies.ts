/** Currency signs. */
const signs: Readonly<Record<string, string>> = {
  $: '$',
  '€': 'EUR',
  '£': 'GBP',
  '¥': '¥',
  '₹': 'INR',
  '₩': 'KRW',
  '₺': 'TRY',
  '₽': 'RUB',
  '₴': 'UAH',
  '₪': 'ILS',
};
/** Letters before "$" that say which dollar it is. */
const dollarPrefixes: Readonly<Record<string, string>> = {
  us: 'USD',
  r: 'BRL',
  c: 'CAD',
  ca: 'CAD',
  a: 'AUD',
  au: 'AUD',
  mx: 'MXN',
  s: 'SGD',
  nz: 'NZD',
  hk: 'HKD',
};

export const currencyCodes =
  'USD EUR GBP BRL MXN ARS CLP COP UYU CAD AUD NZD SGD HKD CHF JPY CNY INR SEK NOK DKK PLN CZK HUF ZAR AED SAR EGP ILS KRW TRY RUB UAH RON'.split(
    ' ',
  );

/** Names that several currencies share. */
const shared: Readonly<Record<string, readonly string[]>> = {
  $: ['USD', 'MXN', 'ARS', 'CLP', 'COP', 'UYU', 'CAD', 'AUD', 'NZD', 'SGD', 'HKD'],
  '¥': ['JPY', 'CNY'],
  kr: ['SEK', 'NOK', 'DKK'],
};

/** An amount whose currency is unknown. */
export const anyCurrency = '*';

const signBefore = /(?:(?<![\p{L}\d])([a-z]{1,2}))?([$€£¥₹₩₺₽₴₪])[ ]?$/iu;
const signAfter = /^[ -]?(?:(us|r|c|a|mx)(?=\$))?([$€£¥₹₩₺₽₴₪])/iu;

export interface Sign {
  currency: string;
  /** How many characters the sign has. */
  length: number;
}

/** The currency sign at the end of a text. */
export function signAtEnd(text: string): Sign | null {
  return signOf(signBefore.exec(text));
}

/** The currency sign at the start of a text. */
export function signAtStart(text: string): Sign | null {
  return signOf(signAfter.exec(text));
}

function signOf(match: RegExpExecArray | null): Sign | null {
  if (!match) return null;
  const [written, prefix = '', sign = ''] = match;
  const dollar = sign === '$' ? dollarPrefixes[prefix.toLowerCase()] : undefined;
  return { currency: dollar ?? signs[sign] ?? anyCurrency, length: written.length };
}

/** One name for each currency: a sign, a code in upper or lower case, or a name that several currencies share. */
export function currencyOf(name: string): string {
  const upper = name.toUpperCase();
  return signs[name] ?? (['SEK', 'NOK', 'DKK'].includes(upper) ? upper : upper === 'KR' ? 'kr' : upper);
}

/** The currencies that a name may mean: "$" is any dollar or peso. */
export function alikeCurrencies(currency: string): readonly string[] {
  const members = shared[currency];
  if (members) return [currency, ...members];
  const names = Object.keys(shared).filter((name) => shared[name]?.includes(currency));
  return [currency, ...names];
}

/**
 * The keys under which a known amount is looked up. If the currency is unknown in the facts or the message, any
 * currency matches.
 */
export function moneyKeys(value: number, currency: string): string[] {
  if (currency === anyCurrency) return [`${value}`];
  return [...alikeCurrencies(currency), anyCurrency].map((code) => `${value} ${code}`);
}
