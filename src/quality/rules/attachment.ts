import { findAddresses } from '../addresses/addresses.ts';
import type { Rule } from '../rule.ts';
import { statementViolations } from '../statements/statement-violations.ts';

const message =
  'says that something is attached, and nothing can be: leave it out, give a known link, or offer to send it';

/**
 * "I've attached the proposal": a message cannot have attachments. In languages without full support, it is a warning.
 */
export const attachment: Rule = (subject) =>
  statementViolations(subject, 'attachment', function* (stated) {
    for (const match of stated.of('attached')) {
      if (stated.covers('notAttached', match)) continue;
      yield { match, message, isCertain: subject.lexicon.isFull };
    }
    // "Here is the brochure: https://…" has a link. "I'll send you the brochure" is about the future.
    const hasLink = findAddresses(stated.text).urls.length > 0;
    for (const match of hasLink ? [] : stated.of('sending')) {
      if (stated.standsBy(match, 'future', 'sentence')) continue;
      yield { match, message, isCertain: subject.lexicon.isFull };
    }
  });
