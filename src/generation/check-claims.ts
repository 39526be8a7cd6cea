import type { Assertion, Claims } from '../contract/claims.ts';
import type { Facts } from '../contract/facts.ts';
import type { DraftMessages } from '../contract/messages.ts';
import { readClaims } from '../quality/fact-check/read-claims.ts';
import type { CheckContext } from '../quality/rule.ts';
import { checkedFacts } from './facts-block.ts';

/**
 * What stands of a model's report on the statements of messages.
 * @param facts as they were shown to it
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
