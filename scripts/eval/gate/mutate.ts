import { checkMessage, passes } from '../../../src/quality/check-message.ts';
import { contextOf } from '../../../src/quality/context-of.ts';
import { languageOf } from '../../../src/quality/languages/languages.ts';
import { lexiconOf } from '../../../src/quality/languages/lexicon.ts';
import { type ClaimKind, claimKinds, keysOf } from '../../../src/quality/numeric-claims/claim.ts';
import { findClaims } from '../../../src/quality/numeric-claims/find-claims.ts';
import { normalized } from '../../../src/quality/text/normalized.ts';
import { type GateCase, writtenOn } from './gate-set.ts';

/** A good message in which one number from the facts was replaced by a wrong one. */
export interface Mutation {
  id: string;
  kind: ClaimKind;
  from: string;
  to: string;
  isStopped: boolean;
}

/**
 * Replaces each number in the good messages of the languages with full support by wrong numbers of the same form, and
 * checks the result. Times of day and short durations are left unchanged, because a sender may propose any.
 */
export function mutateFigures(cases: readonly GateCase[]): Mutation[] {
  return cases
    .filter(({ verdict, language }) => verdict === 'pass' && languageOf(language)?.support === 'full')
    .flatMap(mutationsOf);
}

/** The share of wrong numbers that the gate stops, by kind. */
export function stoppedShares(mutations: readonly Mutation[]): Record<ClaimKind, number> {
  const shares = claimKinds.map((kind) => {
    const own = mutations.filter((one) => one.kind === kind);
    return [kind, own.length === 0 ? 1 : own.filter(({ isStopped }) => isStopped).length / own.length];
  });
  return Object.fromEntries(shares) as Record<ClaimKind, number>;
}

function mutationsOf({ id, title, message, channel, facts, language }: GateCase): Mutation[] {
  const context = contextOf(facts, writtenOn);
  const { groundTruth: truth } = context;
  if (!truth || !passes(checkMessage({ title, message }, channel, context))) return [];
  const { text } = normalized(message);
  return findClaims(text, lexiconOf(language)).claims.flatMap((claim) => {
    const { kind, start, end, readings } = claim;
    const written = text.slice(start, end);
    const isTime = readings.some((reading) => reading.kind === 'date' && reading.key.startsWith('t'));
    const isShort = readings.some(
      (one) => one.kind === 'duration' && one.unit === 's' && one.value <= 4 * 3600,
    );
    const isKnown = readings.flatMap(keysOf).some((key) => truth.keys.has(key));
    if (isTime || isShort || !isKnown || !/\d/.test(written)) return [];
    return wrongFigures(written).flatMap((to) => {
      const wrong = `${text.slice(0, start)}${to}${text.slice(end)}`;
      const read = findClaims(wrong, lexiconOf(language)).claims.find((one) => one.start === start);
      // A number that happens to be true is not a mutation.
      if (!read || read.readings.flatMap(keysOf).some((key) => truth.keys.has(key))) return [];
      const isStopped = !passes(checkMessage({ title, message: wrong }, channel, context));
      return [{ id, kind, from: written, to, isStopped }];
    });
  });
}

/** The number with another first digit, with another second digit, and with two digits swapped. */
function wrongFigures(written: string): string[] {
  const at = written.search(/\d/);
  const second = written.slice(at + 1).search(/\d/) + at + 1;
  const first = Number(written[at]);
  const put = (index: number, digit: number | string) =>
    `${written.slice(0, index)}${digit}${written.slice(index + 1)}`;
  const found = [put(at, first === 9 ? 7 : first + 1), put(at, first <= 2 ? first + 2 : first - 1)];
  if (second > at) {
    const digit = Number(written[second]);
    found.push(put(second, (digit + 3) % 10));
    if (digit > 0) found.push(put(second, first).slice(0, at) + digit + put(second, first).slice(at + 1));
  }
  return [...new Set(found)].filter((one) => one !== written);
}
