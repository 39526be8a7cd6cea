import { languageOf } from '../languages/languages.ts';
import type { Rule, Subject } from '../rule.ts';
import type { Place, Stated } from '../statements/read-statements.ts';
import { statementViolations } from '../statements/statement-violations.ts';
import { foldedWords } from '../text/case-folded.ts';
import { commonCapitals } from './common-capitals.ts';

const message = 'a customer or an example that is not in the facts: name one that is, or none';

const longestName = 4;
/**
 * If a language capitalizes nouns, a common noun after "customers such as" ends like a plural. After "just like",
 * plurals in -s are rare.
 */
const plural = { several: /(?:er|e|n|s)$/u, one: /(?:er|e|n)$/u };
/** "Firmen wie Ihre" */
const pronoun =
  /^(?:sie|du|dich|dir|deine?[nmrs]?|ihr|ihre[nmrs]?|ihnen|euch|eure[nmrs]?|ich|you|yours|usted(?:es)?|vous|voi|lei|loro|suo|sua|voce|voces|u|uw)$/;

/** "Just like Siemens", "Planet Fitness saw …": names that are given as examples and are not in the facts. */
export const reference: Rule = (subject) => {
  const { groundTruth, language, lexicon } = subject;
  if (!groundTruth) return [];
  const hasCapitalNouns = languageOf(language)?.capitalizesNouns === true;
  return statementViolations(subject, 'reference', function* (stated) {
    for (const match of stated.of('like')) {
      if (isHeading(stated, match.last)) continue;
      const name = nameAt(stated, match.last + 1, subject);
      if (!name) continue;
      const { tokens } = stated;
      const isExample =
        match.last - match.first >= 1 && !/^(?:genau|ebenso|genauso)$/.test(tokens[match.first]?.text ?? '');
      const common = isExample ? plural.several : plural.one;
      const isSure = !hasCapitalNouns || name.last > name.first || !common.test(wordAt(stated, name.last));
      yield { match: { first: match.first, last: name.last }, message, isCertain: lexicon.isFull && isSure };
    }
    for (const match of stated.of('results')) {
      if (isHeading(stated, match.first)) continue;
      const name = nameBefore(stated, match.first, subject);
      if (name) yield { match: { first: name.first, last: match.last }, message, isCertain: lexicon.isFull };
    }
    for (const match of stated.of('uses')) {
      const site = siteBehind(stated, match.last, subject.names);
      if (site === null) continue;
      const name = nameBefore(stated, firstVerb(stated, match.first), subject);
      if (name) yield { match: { first: name.first, last: site }, message, isCertain: lexicon.isFull };
    }
  });
};

/** "How Teams Saved Time": if such a word is capitalized inside a sentence, the text is a heading. */
function isHeading({ tokens, text }: Readonly<Stated>, index: number): boolean {
  const token = tokens[index];
  return (
    tokens[index - 1]?.sentence === token?.sentence && /^\p{Lu}/u.test(text.slice(token?.start, token?.end))
  );
}

/** The capitalized words that start at a token, if one of them is unknown. */
function nameAt(stated: Readonly<Stated>, first: number, subject: Subject): Place | null {
  let last = first - 1;
  while (last - first + 1 < longestName && isPartOfName(stated, last + 1, first - 1)) last += 1;
  return last >= first ? unknown(stated, { first, last }, subject) : null;
}

/**
 * The capitalized words before a token. A single word does not count at the start of a sentence, or if the language
 * capitalizes nouns.
 */
function nameBefore(stated: Readonly<Stated>, end: number, subject: Subject): Place | null {
  let first = end;
  while (end - first < longestName && isPartOfName(stated, first - 1, end)) first -= 1;
  if (first === end) return null;
  const begins = stated.tokens[first - 1]?.sentence !== stated.tokens[first]?.sentence;
  const needed = begins || languageOf(subject.language)?.capitalizesNouns === true ? 2 : 1;
  return end - first >= needed ? unknown(stated, { first, last: end - 1 }, subject) : null;
}

function isPartOfName({ tokens, text }: Readonly<Stated>, index: number, other: number): boolean {
  const token = tokens[index];
  if (!token || token.sentence !== tokens[other]?.sentence || token.clause !== tokens[other]?.clause)
    return false;
  const word = text.slice(token.start, token.end);
  // "SMEs" and "SDRs" are not names.
  const isPlural = /^\p{Lu}{2,}s$/u.test(word);
  return token.type !== 'number' && !isPlural && !pronoun.test(token.text) && /^\p{Lu}\p{L}/u.test(word);
}

const auxiliaries = new Set(
  'has have hat haben ha han a ont hanno heeft hebben ya ja gia schon al deja already'.split(' '),
);

/** "ECF a choisi": the name comes before all parts of the verb. */
function firstVerb({ tokens }: Readonly<Stated>, first: number): number {
  let start = first;
  while (auxiliaries.has(tokens[start - 1]?.text ?? '')) start -= 1;
  return start;
}

/** How far after the verb the name of the site may be: "setzt seit letztem Jahr auf Zeitblatt". */
const farthestSite = 6;

function siteBehind({ tokens }: Readonly<Stated>, last: number, names: readonly string[]): number | null {
  const sites = new Set(names.flatMap(foldedWords));
  for (let index = last + 1; index <= last + farthestSite; index += 1) {
    const token = tokens[index];
    if (token?.clause !== tokens[last]?.clause) return null;
    if (token && sites.has(token.text)) return index;
  }
  return null;
}

/** Returns a name if one of its words is unknown and could be part of a name. */
function unknown(stated: Readonly<Stated>, name: Place, { groundTruth }: Subject): Place | null {
  for (let index = name.first; index <= name.last; index += 1) {
    const word = stated.tokens[index]?.text ?? '';
    if (word.length > 2 && !groundTruth?.words.has(word) && !commonCapitals().has(word)) return name;
  }
  return null;
}

function wordAt({ tokens }: Readonly<Stated>, index: number): string {
  return tokens[index]?.text ?? '';
}
