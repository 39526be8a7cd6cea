import { findAddresses } from '../addresses/addresses.ts';
import { findPhones } from '../addresses/phones.ts';
import { excerpt } from '../excerpt.ts';
import { anyCurrency } from '../figures/currencies.ts';
import type { Figure, FigureKind, Reading } from '../figures/figure.ts';
import { findFigures } from '../figures/find-figures.ts';
import { languageOfNumbers } from '../figures/number-words.ts';
import { type Known, readingKey } from '../known/known.ts';
import type { Rule } from '../rule.ts';
import { folded } from '../text/folded.ts';
import { legible } from '../text/legible.ts';
import { overwrite } from '../text/overwrite.ts';

const messages: Record<FigureKind, string> = {
  money: 'an amount of money that is not in the facts; name one that is, or none',
  percentage: 'a percentage that is not in the facts; name one that is, or none',
  duration: 'a length of time that is not in the facts; name one that is, or none',
  date: 'a date or time of day that is not in the facts; name one that is, or leave the time open',
  number: 'a number that is not in the facts; name one that is, or none',
};

/** Amounts, percentages, durations, dates and counts that follow from nothing that is known: each from its own kind. */
export const figures: Rule = ({ draft, known, language }) => {
  if (!known) return [];
  return (['title', 'message'] as const).flatMap((field) => {
    const { text, original } = legible(draft[field]);
    const { rest } = findAddresses(text);
    const counted = overwrite(
      rest,
      findPhones(rest, (key) => known.phones.has(key)),
    );
    return findFigures(counted, languageOfNumbers(text, language))
      .filter((figure) => !figure.isManner && !follows(figure, known) && !isKnownName(figure, text, known))
      .sort((a, b) => a.start - b.start)
      .map(({ kind, start, end }) => ({
        rule: kind,
        severity: 'error' as const,
        field,
        excerpt: excerpt(original(start, end)),
        message: messages[kind],
      }));
  });
};

function follows({ readings }: Figure, { figures: known }: Known): boolean {
  return readings.some((reading) => known.has(readingKey(reading)) || known.has(readingKey(untold(reading))));
}

/** June may be a month, or somebody of whom the facts tell. */
function isKnownName({ kind, start, end }: Figure, text: string, { words }: Known): boolean {
  const word = text.slice(start, end);
  return kind === 'date' && /^\p{Lu}\p{L}+$/u.test(word) && words.has(folded(word));
}

/** The same amount where the facts do not tell the currency. */
function untold({ kind, key }: Reading): Reading {
  return kind === 'money' ? { kind, key: `${key.split(' ')[0]} ${anyCurrency}` } : { kind, key };
}
