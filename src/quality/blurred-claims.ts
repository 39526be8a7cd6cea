import type { DraftMessage } from '../contract/messages.ts';
import type { Violation } from '../contract/violation.ts';
import { type Lexicon, lexiconOf } from './languages/lexicon.ts';
import { violation } from './rule.ts';
import { ruleClasses } from './rule-classes.ts';
import { foldCase } from './text/case-folded.ts';
import { normalized } from './text/normalized.ts';
import { type Token, tokensOf } from './text/tokens.ts';

/** Longer messages are rejected for their length anyway. */
const mostRead = 10_000;
/** A sentence counts as the same one if this share of its words is left, not counting the words of the claim. */
const leastShared = 0.5;

const message = 'the claim that was stopped, in vaguer words: leave it out, or say what the facts support';

/**
 * Finds claims that a repair has made vaguer instead of removing them: "you save 15 minutes a day" → "you save a lot
 * of time a day". No other rule finds them, because they contain nothing that can be compared with the facts.
 * @param found the violations of the message before its repair
 */
export function blurredClaims(
  before: DraftMessage,
  found: readonly Violation[],
  after: DraftMessage,
  language: string,
): Violation[] {
  const lexicon = lexiconOf(language);
  const stopped = found.filter(({ rule, excerpt }) => isClaim(rule) && excerpt !== '');
  const old = stopped.flatMap(({ field, excerpt }) => {
    const sentence = sentencesOf(before[field]).find(({ text }) => text.includes(excerpt));
    if (!sentence) return [];
    const own = new Set(wordsOf(excerpt));
    const rest = sentence.words.filter((word) => !own.has(word));
    const claims = claimsIn(sentence.tokens, lexicon);
    return rest.length > 0 && claims.size > 0 ? [{ rest, claims, excerpt }] : [];
  });
  if (old.length === 0) return [];
  return (['title', 'message'] as const).flatMap((field) =>
    sentencesOf(after[field]).flatMap(({ text, words, tokens }) => {
      const claims = claimsIn(tokens, lexicon);
      const isBlurred = old.some(
        (one) =>
          !text.includes(one.excerpt) &&
          [...one.claims].some((claim) => claims.has(claim)) &&
          one.rest.filter((word) => words.includes(word)).length >= one.rest.length * leastShared,
      );
      return isBlurred ? [violation('blurred-claim', field, text, message)] : [];
    }),
  );
}

function isClaim(rule: string): boolean {
  return rule in ruleClasses && ruleClasses[rule as keyof typeof ruleClasses] === 'claim';
}

interface Sentence {
  text: string;
  words: readonly string[];
  tokens: readonly Token[];
}

function sentencesOf(written: string): Sentence[] {
  const { text } = normalized(written.slice(0, mostRead));
  const bySentence = new Map<number, Token[]>();
  for (const token of tokensOf(text)) {
    const own = bySentence.get(token.sentence);
    if (own) own.push(token);
    else bySentence.set(token.sentence, [token]);
  }
  return [...bySentence.values()].map((tokens) => ({
    text: text.slice(tokens[0]?.start, tokens.at(-1)?.end),
    words: tokens.map((token) => token.text),
    tokens,
  }));
}

function wordsOf(text: string): string[] {
  return tokensOf(foldCase(text)).map((token) => token.text);
}

/** The words that make a sentence a claim, such as "save". */
function claimsIn(tokens: readonly Token[], { phrases }: Lexicon): ReadonlySet<string> {
  return new Set(
    phrases
      .find(tokens)
      .filter(({ list }) => list === 'claim')
      .flatMap(({ first, last }) => tokens.slice(first, last + 1).map(({ text }) => text)),
  );
}
