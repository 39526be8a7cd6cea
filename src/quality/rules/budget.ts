import type { Background } from '../ground-truth/background.ts';
import type { Wording } from '../ground-truth/derived-values.ts';
import { collectGroundTruth, type GroundTruth } from '../ground-truth/ground-truth.ts';
import { lexiconOfFacts } from '../languages/lexicon.ts';
import type { NumericClaim, Reading } from '../numeric-claims/claim.ts';
import { findClaims } from '../numeric-claims/find-claims.ts';
import { wordingOf } from '../numeric-claims/wording.ts';
import type { Rule, Subject } from '../rule.ts';
import { statementViolations } from '../statements/statement-violations.ts';
import { normalized } from '../text/normalized.ts';

const message = "the lead's budget, given as a price: name a price of the offer, or none";

/** "The price is $30k" if $30,000 is only known as the lead's budget. */
export const budget: Rule = (subject) => {
  const { background, language } = subject;
  if (!background?.budget) return [];
  const amounts = amountsIn(background.budget, lexiconOfFacts(language));
  if (amounts.length === 0) return [];
  return statementViolations(subject, 'budget', function* (stated) {
    const done = new Set<string>();
    for (const match of stated.of('price')) {
      // "The cost (…, in your budget of …)" does not state a price.
      if (stated.tokens[match.first]?.clause !== stated.tokens[match.last]?.clause) continue;
      const clause = stated.around(match, 'clause');
      if (done.has(clause)) continue;
      done.add(clause);
      const read = findClaims(clause, subject.lexicon);
      const wording = wordingOf([read], subject.lexicon);
      const isBudget = read.claims.some(
        ({ kind, values, readings }) =>
          kind === 'money' &&
          values.some((value) => amounts.includes(value)) &&
          !readings.some((reading) => isPrice(reading, wording, background, subject)),
      );
      if (isBudget && !budgetWord.test(stated.around(match, 'sentence')))
        yield { match, message, isCertain: subject.lexicon.isFull };
    }
  });
};

/** "Your budget of $30,000", in the languages with full support. */
const budgetWord =
  /budget|presupuest|orçament|verba|bilancio|spend|gast|dépens|range|rango|fourchette|enveloppe|rahmen|spanne|forchetta|faixa|bandbreedte/iu;

function amountsIn(text: string, lexicon: Subject['lexicon']): number[] {
  const amounts = ({ kind, values }: NumericClaim) => (kind === 'money' || kind === 'number' ? values : []);
  return findClaims(normalized(text).text, lexicon).claims.flatMap(amounts);
}

const others = new WeakMap<Background, GroundTruth>();

/** Whether the amount also follows from facts other than the budget. */
function isPrice(reading: Reading, wording: Wording, background: Background, { language }: Subject): boolean {
  const known = others.get(background) ?? pricesOf(background, language);
  others.set(background, known);
  return known.derived.has(reading, wording);
}

function pricesOf({ trusted, noted, budget }: Background, language: string | null): GroundTruth {
  const value = [...trusted, ...noted].filter((text) => text !== budget);
  return collectGroundTruth([{ value, isTrusted: false }], language);
}
