import { tracesIn } from '../languages/traces.ts';
import { bracketed } from '../placeholder/bracketed.ts';
import { fillIns } from '../placeholder/fill-ins.ts';
import { missingNames } from '../placeholder/missing-names.ts';
import { templateTags } from '../placeholder/template-tags.ts';
import type { Rule, Subject } from '../rule.ts';
import { foldedWords } from '../text/case-folded.ts';
import { type Finding, findPatterns, violationsIn } from '../text/pattern.ts';

const blankName = "stands for somebody's own details: write them, or leave the line out";

/** Text that should have been filled in before it is sent. */
export const placeholder: Rule = (subject) =>
  violationsIn(subject, 'placeholder', function* (text, field): Generator<Finding> {
    const unnamed = withoutBracketedNames(text, subject.names);
    yield* findPatterns(unnamed, templateTags);
    yield* bracketed(unnamed, field);
    for (const finding of findPatterns(text, fillIns)) if (!isName(finding.words, subject)) yield finding;
    yield* missingNames(text, subject.leadName);
    yield* blankLines(text);
  });

/** Single brackets or braces, and nothing that a template language would fill in. */
const bracketedName = /^(?!.*(?:\{\{|[$#%@]\{)).*(?:\[[^[\]]*\]|\{[^{}]*\}).*$/u;

/** Companies such as "[x]cube LABS" and "{Code} Nation" are called so. Their names have words beside the brackets. */
function withoutBracketedNames(text: string, names: readonly string[]): string {
  const isCalledSo = (name: string) =>
    bracketedName.test(name) && /\p{L}{3}/u.test(name.replace(/\[[^[\]]*\]|\{[^{}]*\}/g, ' '));
  return names.filter(isCalledSo).reduce((rest, name) => rest.replaceAll(name, 'Name'), text);
}

/** "TBC Bank" and "NaN Labs" are companies if they are a party to the message. */
function isName(words: string, { leadName, names }: Subject): boolean {
  const parts = new Set([leadName ?? '', ...names].flatMap(foldedWords));
  const found = foldedWords(words);
  return found.length > 0 && found.every((part) => parts.has(part));
}

/** "Your name" on a line of its own, as in a signature, or after a greeting. */
function* blankLines(written: string): Generator<Finding> {
  const { original, tokens, matches } = tracesIn(written);
  const endsOfGreetings = new Set(
    matches
      .filter(({ list, first }) => list === 'greeting' && tokens[first]?.startsLine)
      .map(({ last }) => last),
  );
  for (const { list, first, last } of matches) {
    const [start, end] = [tokens[first], tokens[last]];
    if (list !== 'blank' || !start || !end) continue;
    const isLine = start.startsLine && end.endsLine && !end.colonAfter;
    const isGreeted = last > first && endsOfGreetings.has(first - 1);
    if (isLine || isGreeted) yield { words: original(start.start, end.end), message: blankName };
  }
}
