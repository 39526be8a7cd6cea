import type { Channel } from '../../../../src/contract/channels.ts';
import type { Violation } from '../../../../src/contract/violation.ts';
import { subjectOf } from '../../../../src/quality/check-message.ts';
import { backgroundOfJson } from '../../../../src/quality/ground-truth/background.ts';
import { collectGroundTruth } from '../../../../src/quality/ground-truth/ground-truth.ts';
import type { Rule } from '../../../../src/quality/rule.ts';

export interface Given {
  /** Any JSON; null: there are no facts. */
  facts?: unknown;
  leadName?: string | null;
  names?: readonly string[];
  language?: string | null;
  quarantined?: readonly string[];
  title?: string;
  channel?: Channel;
  today?: string | null;
}

/** The violations that a rule finds in a message. */
export function violationsAgainst(rule: Rule, message: string, given: Given = {}): Violation[] {
  const {
    facts = {},
    leadName = null,
    names = [],
    language = null,
    quarantined = [],
    title = 'A title',
    channel = 'email',
    today = '2026-11-26',
  } = given;
  const groundTruth =
    facts === null ? null : collectGroundTruth([{ value: facts, isTrusted: true }], language);
  const background = facts === null ? null : backgroundOfJson(facts);
  const context = {
    groundTruth,
    background,
    leadName,
    leadRole: null,
    names,
    language,
    forbiddenWords: [],
    earlier: [],
    quarantined,
    today,
  };
  return rule(subjectOf({ title, message }, channel, context));
}

/** What a rule finds in a message: `rule: excerpt`. */
export function checkAgainst(rule: Rule, message: string, given: Given = {}): string[] {
  return violationsAgainst(rule, message, given).map((found) => `${found.rule}: ${found.excerpt}`);
}
