import type { TimeUnit } from '../languages/language.ts';
import type { NumericClaim, Reading } from './claim.ts';
import { alikeCurrencies, anyCurrency } from './currencies.ts';
import type { ReadText } from './find-claims.ts';
import { isOfEach } from './own-arithmetic.ts';

/** What an amount is paid for, according to the words after it. */
export interface Basis {
  /** Per unit of time such as a month, or once. Missing if the text does not say. */
  per?: TimeUnit | 'once';
  /** Per unit of something. */
  isEach?: boolean;
  /** What the unit is: "run" in "£4.50 per run". */
  of?: string;
}

/** How far after an amount its unit of time may be: "€12 per seat and month". */
const farthest = 6;
const nearest = 4;

const once =
  /^(?:einmalig\w*|einmal|once|onetime|unico|unica|unique|eenmalig\w*|seule|pauschal|forfait\w*|tantum)$/;
/** "€12 a seat", "0,62 € le pot", "à 12 € pièce" */
const ofOne = new Set(
  'per each a an pro je por cada par chaque le la l les il lo ogni cadauno ciascuno de het un une una uno unidad unite piece pezzo stuck stuk apiece pp elk pour'.split(
    ' ',
  ),
);
/** "38 vehicles at 12 €" */
const ofOneBefore = new Set('a at je zu por each de'.split(' '));
const all = new Set('all alle todos todas tous toutes tutti tutte total'.split(' '));
const forWords = new Set(
  'for fur para por pour per voor covers cover includes deckt cubre couvre copre cobre dekt'.split(' '),
);

/** The basis of an amount in the facts. Any word that may mean "per unit" counts. */
export function basisInFacts(claim: NumericClaim, read: ReadText): Basis {
  const per = periodBehind(claim, read);
  const { tokens, matches } = read;
  const isTime = (index: number) =>
    matches.some(({ list, first }) => (list === 'unit' || list === 'period') && first === index);
  const behind = tokens.slice(claim.last + 1, claim.last + 1 + nearest);
  const isEach =
    isOfEach(claim, read) ||
    ofOneBefore.has(tokens[claim.first - 1]?.text ?? '') ||
    behind.some(
      ({ text, clause }, index) =>
        clause === tokens[claim.last]?.clause && ofOne.has(text) && !isTime(claim.last + 2 + index),
    );
  const marker = behind.findIndex(({ text }) => /^(?:per|pro|je|por|par|a|each|le|la)$/.test(text));
  const of = marker >= 0 && !isTime(claim.last + 2 + marker) ? behind[marker + 1]?.text : undefined;
  return { ...(per === null ? {} : { per }), isEach, ...(of === undefined ? {} : { of }) };
}

function periodBehind(
  { first: own, last }: NumericClaim,
  { claims, tokens, matches }: ReadText,
): TimeUnit | 'once' | null {
  const next = claims.find(({ first }) => first > last)?.first ?? tokens.length;
  const end = Math.min(last + farthest, next);
  const unit = matches.find(
    ({ list, first }) =>
      (list === 'unit' || list === 'period') &&
      first > last &&
      first <= end &&
      tokens[first]?.sentence === tokens[last]?.sentence,
  );
  if (unit) return unit.value as TimeUnit;
  const isOnce = tokens
    .slice(Math.max(0, own - 2), last + 1 + nearest)
    .some(({ text, sentence }) => sentence === tokens[last]?.sentence && once.test(text));
  return isOnce ? 'once' : null;
}

/**
 * Whether a message gives a known amount for something else than the facts do: a one-time price as a monthly price,
 * the price of everything as the price of one, or the reverse.
 */
export function isOfOtherBasis(claim: NumericClaim, read: ReadText, known: readonly Reading[]): boolean {
  if (claim.kind !== 'money') return false;
  const same = known.filter(
    (one) =>
      one.kind === 'money' &&
      claim.readings.some(
        (own) => own.kind === 'money' && own.value === one.value && mayBeOne(own.currency, one.currency),
      ),
  ) as (Reading & Basis)[];
  if (same.length === 0) return false;
  const { tokens } = read;
  const clause = tokens[claim.last]?.clause;
  const per = periodBehind(claim, read);
  const isOtherTime =
    per !== null && per !== 'once' && same.every((one) => one.per !== undefined && one.per !== per);
  const isEach = isOfEach(claim, read);
  const isForAll = tokens
    .slice(claim.last + 1, claim.last + 1 + nearest)
    .some(
      ({ text, clause: other }, index, behind) =>
        other === clause && all.has(text) && forWords.has(behind[index - 1]?.text ?? ''),
    );
  return (
    isOtherTime ||
    (isEach && same.every((one) => one.per !== undefined && one.isEach === false)) ||
    (isForAll && same.every((one) => one.isEach === true))
  );
}

function mayBeOne(one: string, other: string): boolean {
  return other === anyCurrency || [...alikeCurrencies(one), anyCurrency].includes(other);
}
