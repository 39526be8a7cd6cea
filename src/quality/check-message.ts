import type { Channel } from '../contract/channels.ts';
import type { DraftMessage } from '../contract/messages.ts';
import type { Violation } from '../contract/violation.ts';
import { detectLanguage } from './languages/detect-language.ts';
import { languageOf } from './languages/languages.ts';
import { anyFullLanguage, type Lexicon, lexiconOf } from './languages/lexicon.ts';
import type { CheckContext, Rule, Subject } from './rule.ts';
import { addresses } from './rules/addresses.ts';
import { allCaps } from './rules/all-caps.ts';
import { assistantBoilerplate } from './rules/assistant-boilerplate.ts';
import { attachment } from './rules/attachment.ts';
import { blank } from './rules/blank.ts';
import { brokenText } from './rules/broken-text.ts';
import { budget } from './rules/budget.ts';
import { contact } from './rules/contact.ts';
import { controlCharacters } from './rules/control-characters.ts';
import { forbiddenWords } from './rules/forbidden-words.ts';
import { greeting } from './rules/greeting.ts';
import { history } from './rules/history.ts';
import { html } from './rules/html.ts';
import { instructionEcho } from './rules/instruction-echo.ts';
import { internal } from './rules/internal.ts';
import { json } from './rules/json.ts';
import { label } from './rules/label.ts';
import { language } from './rules/language.ts';
import { length, mostChecked } from './rules/length.ts';
import { markdown } from './rules/markdown.ts';
import { names } from './rules/names.ts';
import { numericClaims } from './rules/numeric-claims.ts';
import { offer } from './rules/offer.ts';
import { placeholder } from './rules/placeholder.ts';
import { reference } from './rules/reference.ts';
import { repetition } from './rules/repetition.ts';
import { script } from './rules/script.ts';

/** Rules that check the whole text in a single pass. */
const wholeTextRules: readonly Rule[] = [blank, length];
const boundedRules: readonly Rule[] = [
  controlCharacters,
  brokenText,
  placeholder,
  assistantBoilerplate,
  label,
  json,
  markdown,
  html,
  script,
  greeting,
  forbiddenWords,
  addresses,
  numericClaims,
  instructionEcho,
  attachment,
  history,
  offer,
  reference,
  budget,
  contact,
  internal,
  names,
  language,
  allCaps,
  repetition,
];

export const rules: readonly Rule[] = [...wholeTextRules, ...boundedRules];

/** More violations would not be useful, and could make an answer megabytes long. */
const mostViolations = 50;

/**
 * The quality gate: applies every rule to one message. A message with a violation of severity error is not sent.
 * @returns at most 50 violations, errors first if there are more
 */
export function checkMessage(draft: DraftMessage, channel: Channel, context: CheckContext): Violation[] {
  const whole = subjectOf(draft, channel, context);
  const { title, message } = draft;
  const isLong = title.length > mostChecked.title || message.length > mostChecked.message;
  // A longer text gets an error for its length. The other rules only check its beginning.
  const subject = isLong
    ? {
        ...whole,
        draft: { title: cut(title, mostChecked.title), message: cut(message, mostChecked.message) },
      }
    : whole;
  const violations = [
    ...wholeTextRules.flatMap((rule) => rule(whole)),
    ...boundedRules.flatMap((rule) => rule(subject)),
  ];
  if (violations.length <= mostViolations) return violations;
  const errors = errorsOf(violations);
  const warnings = violations.filter(({ severity }) => severity !== 'error');
  return [...errors, ...warnings].slice(0, mostViolations);
}

/** A message with everything that the rules need. */
export function subjectOf(draft: DraftMessage, channel: Channel, context: CheckContext): Subject {
  return { ...context, draft, channel, lexicon: lexiconFor(draft, context.language) };
}

/** Without a language tag, the language of a long enough text is detected. */
function lexiconFor({ message }: DraftMessage, tag: string | null): Lexicon {
  if (tag !== null) return lexiconOf(tag);
  const detected = message.length >= 60 ? detectLanguage(message) : null;
  return detected !== null && languageOf(detected) ? lexiconOf(detected) : anyFullLanguage();
}

function cut(text: string, length: number): string {
  return text.slice(0, length);
}

export function passes(violations: readonly Violation[]): boolean {
  return errorsOf(violations).length === 0;
}

/** The violations that stop a message. */
export function errorsOf(violations: readonly Violation[]): Violation[] {
  return violations.filter(({ severity }) => severity === 'error');
}

/** The broken rules, each named once. */
export function rulesOf(violations: readonly { rule: string }[]): string[] {
  return [...new Set(violations.map(({ rule }) => rule))];
}
