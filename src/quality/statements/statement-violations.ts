import type { Violation } from '../../contract/violation.ts';
import { fields, type Subject, violation } from '../rule.ts';
import type { RuleId } from '../rule-classes.ts';
import { type Stated, statementsIn } from './read-statements.ts';

/** Words that break a rule. */
export interface StatementFinding {
  /** The indexes of the first and last token. */
  match: { first: number; last: number };
  /** What is wrong and what would be accepted. It must not quote the text. */
  message: string;
  isCertain: boolean;
}

/** More violations of the same rule would not be useful. */
const mostPerField = 10;

/** A rule's violations in the statements of the title and the message. */
export function statementViolations(
  subject: Subject,
  rule: RuleId,
  find: (stated: Readonly<Stated>) => Iterable<StatementFinding>,
): Violation[] {
  return fields.flatMap((field) => {
    const found: Violation[] = [];
    const stated = statementsIn(subject.draft[field], subject.lexicon);
    for (const { match, message, isCertain } of find(stated)) {
      found.push(violation(rule, field, stated.wordsOf(match), message, isCertain));
      if (found.length === mostPerField) break;
    }
    return found;
  });
}
