import { type NumericClaim, roundOff } from './claim.ts';
import type { ReadText } from './find-claims.ts';

/** "Of each 100.000 pesos, 15.000 are commission" for a known 15%. */
export function isKnownShare(
  claim: NumericClaim,
  { claims, tokens }: ReadText,
  keys: ReadonlySet<string>,
): boolean {
  const [value = 0] = claim.values;
  const sentence = tokens[claim.first]?.sentence;
  if (value < 10 || (claim.kind !== 'number' && claim.kind !== 'money')) return false;
  const near = claims.slice(Math.max(0, claims.indexOf(claim) - 3), claims.indexOf(claim));
  return near.some(
    ({ kind, values: [whole = 0], first }) =>
      kind === 'money' &&
      tokens[first]?.sentence === sentence &&
      keys.has(`percentage ${roundOff((value / whole) * 100)}`),
  );
}

/** "30 minutes: 10 to look at it, 10 for your questions, 10 to decide": the numbers are the parts of the time. */
export function partsOfDuration({ claims, tokens }: ReadText): (claim: NumericClaim) => boolean {
  const sentenceOf = ({ first }: NumericClaim) => tokens[first]?.sentence ?? -1;
  const sums = new Map<number, number>();
  for (const claim of claims) {
    if (claim.kind === 'number' && !claim.isSpelled)
      sums.set(sentenceOf(claim), (sums.get(sentenceOf(claim)) ?? 0) + (claim.values[0] ?? 0));
  }
  const divided = new Set(
    claims
      .filter((claim) => claim.kind === 'duration' && claim.values[0] === sums.get(sentenceOf(claim)))
      .map(sentenceOf),
  );
  return (claim) => claim.kind === 'number' && divided.has(sentenceOf(claim));
}
