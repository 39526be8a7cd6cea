import type { DraftMessage } from '../../../../src/contract/messages.ts';
import type { Violation } from '../../../../src/contract/violation.ts';
import { subjectOf } from '../../../../src/quality/check-message.ts';
import type { CheckContext, Rule, Subject } from '../../../../src/quality/rule.ts';

const ordinary: DraftMessage = { title: 'Next steps', message: 'Shall we talk about it on Tuesday?' };
const nothingKnown: CheckContext = {
  groundTruth: null,
  background: null,
  leadName: null,
  leadRole: null,
  names: [],
  language: null,
  forbiddenWords: [],
  earlier: [],
  quarantined: [],
  today: '2026-11-26',
};

type Given = Partial<Pick<Subject, 'draft' | 'channel'> & CheckContext>;

/** What a rule says of a text in the body of a message that is ordinary else. */
export function violationsOf(rule: Rule, message: string, given: Given = {}): Violation[] {
  const { draft = { ...ordinary, message }, channel = 'whatsapp', ...context } = given;
  return rule(subjectOf(draft, channel, { ...nothingKnown, ...context }));
}

/** The words that a rule objects to in the body of a message. */
export function excerptsOf(rule: Rule, message: string, given: Given = {}): string[] {
  return violationsOf(rule, message, given).map(({ excerpt }) => excerpt);
}

/** The words that a rule objects to in a title. */
export function excerptsOfTitle(rule: Rule, title: string, given: Given = {}): string[] {
  return violationsOf(rule, '', { draft: { ...ordinary, title }, ...given })
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
