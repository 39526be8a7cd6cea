import type { Violation } from '../../contract/violation.ts';
import type { Address } from '../addresses/address.ts';
import { findAddresses } from '../addresses/addresses.ts';
import { findPhones } from '../addresses/phones.ts';
import { fields, type Rule, violation } from '../rule.ts';
import { foldCase } from '../text/case-folded.ts';
import { normalized } from '../text/normalized.ts';

const messages = {
  url: 'a web address that is not in the facts: leave it out',
  email: 'an e-mail address that is not in the facts: leave it out',
  phone: 'a phone number that is not in the facts: leave it out',
} as const;

/** Web addresses, e-mail addresses and phone numbers that are not known. A reader might follow them. */
export const addresses: Rule = ({ draft, groundTruth, names }) => {
  if (!groundTruth) return [];
  const brands = new Set(names.map((name) => foldCase(name.trim())));
  return fields.flatMap((field) => {
    const { text, original } = normalized(draft[field]);
    const { emails, urls, rest } = findAddresses(text);
    const phones = findPhones(rest, (key) => groundTruth.phones.has(key));
    const unknown = (rule: keyof typeof messages, found: readonly Address[], known: ReadonlySet<string>) =>
      found
        .filter(({ key, start, end }) => {
          const isBrand =
            rule === 'url' &&
            (brands.has(foldCase(text.slice(start, end))) || wellKnown.test(text.slice(start, end)));
          return !isBrand && (key === null || !known.has(key));
        })
        .map(({ start, end }) => ({
          start,
          violation: violation(rule, field, original(start, end), messages[rule]),
        }));
    return [
      ...unknown('url', urls, groundTruth.urls),
      ...unknown('email', emails, groundTruth.emails),
      ...unknown('phone', phones, groundTruth.phones),
    ]
      .sort((a, b) => a.start - b.start)
      .map(({ violation: found }): Violation => found);
  });
};

/** Companies whose name looks like an address. A message usually names them instead of linking to them. */
const wellKnown =
  /^(?:monday|booking|amazon|salesforce|hotels|expedia|cars|indeed|wordpress|agoda|trip|make|close|copy|otto|check24|zalando|bol|coolblue|allegro|bidfood|ancestry|match|realtor|autotrader|cdon|mercadolibre|trivago|skyscanner|lastminute)\.(?:com|de|nl|pl)$/i;
