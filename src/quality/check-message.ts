import type { Channel } from '../contract/channels.ts';
import type { DraftMessage } from '../contract/messages.ts';
import type { Violation } from '../contract/violation.ts';
import type { CheckContext, Rule } from './rule.ts';
import { addresses } from './rules/addresses.ts';
import { blank } from './rules/blank.ts';
import { controlCharacters } from './rules/control-characters.ts';
import { figures } from './rules/figures.ts';
import { forbiddenWords } from './rules/forbidden-words.ts';
import { greeting } from './rules/greeting.ts';
import { html } from './rules/html.ts';
import { instructionEcho } from './rules/instruction-echo.ts';
import { json } from './rules/json.ts';
import { label } from './rules/label.ts';
import { language } from './rules/language.ts';
import { length } from './rules/length.ts';
import { markdown } from './rules/markdown.ts';
import { modelTalk } from './rules/model-talk.ts';
import { names } from './rules/names.ts';
import { placeholder } from './rules/placeholder.ts';
import { shouting } from './rules/shouting.ts';

const rules: readonly Rule[] = [
  blank,
  length,
  controlCharacters,
  placeholder,
  modelTalk,
  label,
  json,
  markdown,
  html,
  figures,
  addresses,
  greeting,
  names,
  instructionEcho,
  forbiddenWords,
  language,
  shouting,
];

/** The quality gate: every rule on one message. Nobody sees a message with a violation of severity error. */
export function checkMessage(draft: DraftMessage, channel: Channel, context: CheckContext): Violation[] {
  return rules.flatMap((rule) => rule({ draft, channel, ...context }));
}

export function passes(violations: readonly Violation[]): boolean {
  return errorsOf(violations).length === 0;
}

/** Those that stop a message. */
export function errorsOf(violations: readonly Violation[]): Violation[] {
  return violations.filter(({ severity }) => severity === 'error');
}

/** Which rules they break, each named once. */
export function rulesOf(violations: readonly Violation[]): string[] {
  return [...new Set(violations.map(({ rule }) => rule))];
}
