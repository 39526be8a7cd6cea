import { findAddresses } from '../addresses/addresses.ts';
import { languageOf } from '../languages/languages.ts';
import { fields, type Rule, violation } from '../rule.ts';
import { foldedWords } from '../text/case-folded.ts';
import type { Span } from '../text/mask.ts';
import { normalized } from '../text/normalized.ts';
import { commonCapitals } from './common-capitals.ts';

/** No name is longer. Without the limit, "Müller-Müller-…" would be searched again from each of its parts. */
const word = String.raw`\p{Lu}[\p{L}\p{M}'’-]{0,60}`;
/** Two to five capitalized words in a row, possibly with particles of names between them. */
const run = new RegExp(
  `(?<![\\p{L}\\p{N}&@])${word}(?:[ \\t]+(?:(?:de|del|da|do|dos|von|van|der|la|le|&|y|e)[ \\t]+){0,2}${word}){1,4}(?![\\p{L}\\p{N}])`,
  'gu',
);
const company =
  /(?<![\p{L}\p{N}])(?:[\p{Lu}\p{N}][\p{L}\p{N}&'’-]{0,60}[ \t]+){1,4}(?:Inc|Corp|Ltd|LLC|LLP|PLC|GmbH|AG|KG|UG|SE|S\.?L\.?U?|S\.?A\.?S?|SARL|Ltda|S\.R\.L|B\.V)(?![\p{L}\p{N}])/gu;
const addressed = /(?<!\p{L})(?:Herrn?|Frau)[ \t]+(\p{Lu}[\p{L}-]+)/gu;
const handle = /(?<![\p{L}\p{N}@._])@[\p{L}\p{N}_]{2,40}/gu;

const message = 'a name that is not in the facts: check it, or leave it out';

/**
 * Names of people and companies that are not in the facts. If the language capitalizes all nouns, only clear cases
 * count.
 */
export const names: Rule = ({ draft, groundTruth, language }) => {
  if (!groundTruth) return [];
  const hasCapitalNouns = languageOf(language)?.capitalizesNouns === true;
  return fields.flatMap((field) => {
    const { text, original } = normalized(draft[field]);
    const { rest } = findAddresses(text);
    const found: Span[] = [
      ...spansOf(rest, company).map((span) => withoutSentenceStart(span, rest)),
      ...spansOf(rest, addressed),
      ...spansOf(rest, handle),
    ];
    if (!hasCapitalNouns) {
      for (const { 0: capitals, index } of withoutHeadings(rest).matchAll(run))
        found.push(...namesIn(capitals, index, rest));
    }
    return apart(found)
      .filter(({ start, end }) => !isKnown(rest.slice(start, end), groundTruth.words))
      .map(({ start, end }) => violation('name', field, original(start, end), message));
  });
};

function spansOf(text: string, pattern: RegExp): Span[] {
  return [...text.matchAll(pattern)].map(({ 0: found, index }) => ({
    start: index,
    end: index + found.length,
  }));
}

const sentenceStart = /(?:^|[.!?:;…\n•*–—"“«¿¡(-])[ \t]*$/u;

/** Removes the first word of a sentence if it is not a name: "Where Acme Inc.". */
function withoutSentenceStart({ start, end }: Span, text: string): Span {
  const words = text.slice(start, end).match(/\S+[ \t]+/g) ?? [];
  const begins = sentenceStart.test(text.slice(Math.max(0, start - 40), start));
  return { start: begins && words.length >= 2 ? start + (words[0]?.length ?? 0) : start, end };
}

/** The parts of a run of capitalized words that can be names. A word that only starts a sentence is left out. */
function namesIn(capitals: string, index: number, text: string): Span[] {
  const parts = [...capitals.matchAll(/\S+/g)].map((part) => ({
    word: part[0],
    start: index + part.index,
    end: index + part.index + part[0].length,
  }));
  const isLine = /(?:^|\n)[ \t]*$/.test(text.slice(Math.max(0, index - 40), index));
  const endsLine = /^[ \t]*(?:\n|$)/.test(text.slice(index + capitals.length, index + capitals.length + 40));
  const begins = sentenceStart.test(text.slice(Math.max(0, index - 40), index));
  // A short line of its own is a signature. Otherwise the first word of a sentence is always capitalized.
  const isSignature = isLine && endsLine && parts.length <= 3;
  const names = begins && !isSignature ? parts.slice(1) : parts;
  const [first, last] = [names[0], names.at(-1)];
  return first && last && names.filter(({ word: one }) => /^\p{Lu}/u.test(one)).length >= 2
    ? [{ start: first.start, end: last.end }]
    : [];
}

function isKnown(name: string, known: ReadonlySet<string>): boolean {
  const words = foldedWords(name);
  return words.every((part) => known.has(part) || part.length < 3 || commonCapitals().has(part));
}

/** Removes headings, where most words are capitalized and names cannot be recognized. */
function withoutHeadings(text: string): string {
  return text.replace(/[^\n]+/g, (line) => {
    const words = line.match(/\p{L}[\p{L}\p{M}'’-]*/gu) ?? [];
    const large = words.filter((one) => /^\p{Lu}/u.test(one)).length;
    return words.length >= 4 && large / words.length > 0.6 ? ' '.repeat(line.length) : line;
  });
}

/** Removes spans that overlap an earlier one. */
function apart(spans: readonly Span[]): Span[] {
  const sorted = [...spans].sort((a, b) => a.start - b.start || b.end - a.end);
  let end = 0;
  return sorted.filter((span) => {
    const isFree = span.start >= end;
    if (isFree) end = span.end;
    return isFree;
  });
}
