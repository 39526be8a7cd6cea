import type { Assertion, Claims } from '../contract/claims.ts';
import type { Facts } from '../contract/facts.ts';
import type { DraftMessages } from '../contract/messages.ts';
import { readClaims } from '../quality/fact-check/read-claims.ts';
import type { CheckContext } from '../quality/rule.ts';
import { checkedFacts } from './facts-block.ts';

/**
 * Checks a model's report on the statements in messages, and keeps what can be verified.
 * @param facts as the model saw them
 */
export function checkClaims(
  assertions: readonly Assertion[],
  messages: DraftMessages,
  facts: Facts,
  context: CheckContext,
): Claims {
  const { lead, site, sender } = facts;
  const identities = [lead.name, lead.company, site.name, sender?.name].filter((name) => name != null);
  return readClaims(assertions, messages, { shown: checkedFacts(facts), context, identities });
}
