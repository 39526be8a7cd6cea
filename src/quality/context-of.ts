import type { Facts } from '../contract/facts.ts';
import { collectKnown } from './known/known.ts';
import type { CheckContext } from './rule.ts';

/** What the messages of a follow-up are held against: its facts, and nothing else. */
export function contextOf(facts: Facts): CheckContext {
  const { lead, site, language, ...told } = facts;
  const { email, phone, ...described } = lead;
  return {
    known: collectKnown([
      { value: [site.name, site.url, site.voice.approved_claims, email, phone], contacts: true },
      { value: [described, told], contacts: false },
    ]),
    leadName: lead.name,
    language,
    forbiddenWords: site.voice.forbidden_words,
    withheld: [],
  };
}
