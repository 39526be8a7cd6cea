import type { Background, Interaction } from '../ground-truth/background.ts';
import type { Rule } from '../rule.ts';
import type { StatementMatch } from '../statements/read-statements.ts';
import { statementViolations } from '../statements/statement-violations.ts';
import { isConversation, isExchange } from '../statements/two-way.ts';

const never = 'a conversation that is not among the interactions: leave it out';
const otherDay =
  'a conversation on a day on which the interactions have none: name the day that they have, or none';

const day = 86_400_000;
/** A date-time may be another date where the reader is. */
const mostHoursApart = 14;

/** "As discussed yesterday", where nobody spoke with the lead, or not yesterday. */
export const history: Rule = (subject) => {
  const { background, today, lexicon } = subject;
  if (!background) return [];
  const support: Partial<Record<StatementMatch['list'], Interaction[]>> = {
    discussed: background.interactions.filter(isExchange),
    spoken: background.interactions.filter(isConversation),
  };
  support.conversation = support.spoken;
  return statementViolations(subject, 'history', function* (stated) {
    for (const match of stated.of('discussed', 'spoken', 'conversation')) {
      if (match.list === 'conversation' && stated.standsBy(match, 'future', 'sentence')) continue;
      const known = support[match.list] ?? [];
      const when = stated.near(match, 'ago', 'clause');
      if (known.length === 0) {
        if (!isNoted(background, match)) yield { match, message: never, isCertain: lexicon.isFull };
      } else if (today !== null && when.length > 0) {
        const fits = when.some(({ value }) => known.some(({ date }) => isAgo(date, today, String(value))));
        if (!fits) yield { match: joined(match, when), message: otherDay, isCertain: lexicon.isFull };
      }
    }
  });
};

/** Facts of a form that is not ours may speak of a conversation anywhere. */
function isNoted({ interactions, noted }: Background, { list }: StatementMatch): boolean {
  const inHistory = new Set(interactions.map(({ summary }) => summary));
  const isKind = list === 'discussed' ? isExchange : isConversation;
  return noted.some((text) => !inHistory.has(text) && isKind({ date: '', type: '', summary: text }));
}

/** @param span of days, such as "1,13" */
function isAgo(date: string, today: string, span: string): boolean {
  const at = Date.parse(date);
  // "Last Tuesday" is no date that could be compared.
  if (Number.isNaN(at)) return true;
  const [fewest = 0, most = 0] = span.split(',').map(Number);
  const slack = date.length > 10 ? mostHoursApart * 3_600_000 : 0;
  const from = Date.parse(today) - most * day - slack;
  const to = Date.parse(today) - fewest * day + day + slack;
  return at >= from && at < to;
}

function joined(match: StatementMatch, when: readonly StatementMatch[]): { first: number; last: number } {
  return {
    first: Math.min(match.first, ...when.map(({ first }) => first)),
    last: Math.max(match.last, ...when.map(({ last }) => last)),
  };
}
