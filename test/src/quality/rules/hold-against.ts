import type { Channel } from '../../../../src/contract/channels.ts';
import { collectKnown } from '../../../../src/quality/known/known.ts';
import type { Rule } from '../../../../src/quality/rule.ts';

interface Given {
  /** Any JSON; null: nobody has told. */
  facts?: unknown;
  leadName?: string | null;
  language?: string | null;
  withheld?: readonly string[];
  title?: string;
  channel?: Channel;
}

/** What a rule finds in a message: `rule: excerpt`. */
export function holdAgainst(rule: Rule, message: string, given: Given = {}): string[] {
  const {
    facts = {},
    leadName = null,
    language = null,
    withheld = [],
    title = 'A title',
    channel = 'email',
  } = given;
  const known = facts === null ? null : collectKnown([{ value: facts, contacts: true }]);
  const subject = {
    draft: { title, message },
    channel,
    known,
    leadName,
    language,
    forbiddenWords: [],
    withheld,
  };
  return rule(subject).map((violation) => `${violation.rule}: ${violation.excerpt}`);
}
