/** By the words and signs that stand beside an amount; "$" is any dollar or peso. */
const signs: Readonly<Record<string, string | undefined>> = {
  $: '$',
  '€': 'EUR',
  '£': 'GBP',
  '¥': 'JPY',
  '₹': 'INR',
  us$: 'USD',
  u$s: 'USD',
  'us-dollar': 'USD',
  'us-dollars': 'USD',
  'us dollar': 'USD',
  'us dollars': 'USD',
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
  usd: 'USD',
  gbp: 'GBP',
  brl: 'BRL',
  mxn: 'MXN',
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

/** A currency that stands right in front of an amount, and one that stands right behind it. */
const before = /(?<![\p{L}\d])(\p{L}{0,3}[$€£¥₹]|U\$S|\p{L}{3,9}) ?$/u;
const behind = /^[ -]?(?:de |d['’])?(\p{L}{0,3}[$€£¥₹]|US[- ][Dd]ollars?|\p{L}{3,9})(?![\p{L}\d$])/u;
const cents = /^[ ]?(?:cents|céntimos|centimos|centavos|centimes)(?!\p{L})/iu;

export interface Amount {
  currency: string;
  /** How many characters of the sign are to be added on this side. */
  length: number;
  /** What the number is to be divided by: 100 for cents. */
  parts: number;
}

export function currencyBefore(text: string): Amount | null {
  return amountBy(before.exec(text));
}

export function currencyBehind(text: string): Amount | null {
  const small = cents.exec(text);
  if (small) return { currency: anyCurrency, length: small[0].length, parts: 100 };
  return amountBy(behind.exec(text));
}

function amountBy(match: RegExpExecArray | null): Amount | null {
  const sign = match?.[1];
  if (!match || sign === undefined || !(signs[sign.toLowerCase()] || codes.includes(sign))) return null;
  return { currency: currencyOf(sign), length: match[0].length, parts: 1 };
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
