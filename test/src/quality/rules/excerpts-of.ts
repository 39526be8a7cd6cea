import type { Violation } from '../../../../src/contract/violation.ts';
import type { Rule, Subject } from '../../../../src/quality/rule.ts';

const ordinary: Subject = {
  draft: { title: 'Next steps', message: 'Shall we talk about it on Tuesday?' },
  channel: 'whatsapp',
  known: null,
  leadName: null,
  language: null,
  forbiddenWords: [],
  withheld: [],
};

/** What a rule says of a text in the body of a message that is ordinary else. */
export function violationsOf(rule: Rule, message: string, context: Partial<Subject> = {}): Violation[] {
  return rule({ ...ordinary, draft: { ...ordinary.draft, message }, ...context });
}

/** The words that a rule objects to in the body of a message. */
export function excerptsOf(rule: Rule, message: string, context: Partial<Subject> = {}): string[] {
  return violationsOf(rule, message, context).map(({ excerpt }) => excerpt);
}

/** The words that a rule objects to in a title. */
export function excerptsOfTitle(rule: Rule, title: string, context: Partial<Subject> = {}): string[] {
  return rule({ ...ordinary, draft: { ...ordinary.draft, title }, ...context })
    .filter(({ field }) => field === 'title')
    .map(({ excerpt }) => excerpt);
}

/** Texts of 100,000 characters that bring a careless pattern to its knees. */
export const endless: readonly string[] = [
  'a',
  ' ',
  '\n',
  '{',
  '[',
  '<',
  '*',
  '_',
  '%',
  '|',
  '#',
  '&',
  '\\',
  '"',
  '!',
  'X',
  '$',
  '(',
  'ab ',
  'A B ',
  'Hi ',
  '- ',
  '**a',
  'here is the ',
  'your name ',
  '{"a',
  '&#1',
  '| a ',
  'https://',
  'a@',
  'a.',
  '\u{e0041}',
  'é',
  '«a_',
  'AB, ',
  'X.',
  'is a ',
  '!?',
].map((piece) => piece.repeat(100_000 / piece.length));
