/** By the words and signs that stand beside an amount; "$" is any dollar or peso. */
const signs: Readonly<Record<string, string>> = {
  $: '$',
  '€': 'EUR',
  '£': 'GBP',
  '¥': 'JPY',
  '₹': 'INR',
  us$: 'USD',
  r$: 'BRL',
  c$: 'CAD',
  ca$: 'CAD',
  a$: 'AUD',
  au$: 'AUD',
  mx$: 'MXN',
  s$: 'SGD',
  dollar: '$',
  dollars: '$',
  bucks: '$',
  dólar: '$',
  dólares: '$',
  dolares: '$',
  peso: '$',
  pesos: '$',
  euro: 'EUR',
  euros: 'EUR',
  eur: 'EUR',
  pound: 'GBP',
  pounds: 'GBP',
  quid: 'GBP',
  libras: 'GBP',
  livres: 'GBP',
  pfund: 'GBP',
  reais: 'BRL',
  franken: 'CHF',
  francs: 'CHF',
  francos: 'CHF',
  yen: 'JPY',
  rupees: 'INR',
};
const codes =
  'USD EUR GBP BRL MXN ARS CLP COP UYU CAD AUD NZD SGD HKD CHF JPY CNY INR SEK NOK DKK PLN CZK HUF ZAR AED ILS KRW'.split(
    ' ',
  );
const dollars = new Set('USD MXN ARS CLP COP UYU CAD AUD NZD SGD HKD'.split(' '));

const escaped = Object.keys(signs)
  .sort((a, b) => b.length - a.length)
  .map((sign) => sign.replaceAll('$', '\\$'))
  .join('|');

/** A currency that stands right in front of an amount. */
const before = new RegExp(`(?<![\\p{L}\\d])(${escaped}|${codes.join('|')})[ ]?$`, 'iu');
/** One that stands right behind it. */
const behind = new RegExp(`^[ -]?(${escaped}|${codes.join('|')})(?![\\p{L}\\d$])`, 'iu');
const cents = /^[ ]?(?:cents|céntimos|centimos|centavos|centimes)(?!\p{L})/iu;

export interface Amount {
  currency: string;
  /** How many characters of the sign are to be added on this side. */
  length: number;
  /** What the number is to be divided by: 100 for cents. */
  parts: number;
}

export function currencyBefore(text: string): Amount | null {
  const match = before.exec(text);
  return match ? { currency: currencyOf(match[1] ?? ''), length: match[0].length, parts: 1 } : null;
}

export function currencyBehind(text: string): Amount | null {
  const small = cents.exec(text);
  if (small) return { currency: anyCurrency, length: small[0].length, parts: 100 };
  const match = behind.exec(text);
  return match ? { currency: currencyOf(match[1] ?? ''), length: match[0].length, parts: 1 } : null;
}

/** Stands for an amount of which the currency was not told. */
export const anyCurrency = '*';

export function currencyOf(sign: string): string {
  return signs[sign.toLowerCase()] ?? sign.toUpperCase();
}

/** The keys under which an amount is found: "$" is met by each dollar, an untold currency by all. */
export function moneyKeys(value: number, currency: string): string[] {
  const alike = currency === '$' ? [...dollars] : dollars.has(currency) ? ['$'] : [];
  return [currency, ...alike].map((code) => `${value} ${code}`);
}
