import type { Address } from '../addresses/address.ts';
import { findAddresses } from '../addresses/addresses.ts';
import { findPhones } from '../addresses/phones.ts';
import { excerpt } from '../excerpt.ts';
import type { Rule } from '../rule.ts';
import { legible } from '../text/legible.ts';

/** Web addresses, e-mail addresses and phone numbers that nobody told: a reader would follow them. */
export const addresses: Rule = ({ draft, known }) => {
  if (!known) return [];
  return (['title', 'message'] as const).flatMap((field) => {
    const { text, original } = legible(draft[field]);
    const { emails, urls, rest } = findAddresses(text);
    const phones = findPhones(rest, (key) => known.phones.has(key));
    const violations = (
      rule: 'email' | 'url' | 'phone',
      found: readonly Address[],
      told: ReadonlySet<string>,
      message: string,
    ) =>
      found
        .filter(({ key }) => key === null || !told.has(key))
        .map(({ start, end }) => ({
          start,
          violation: {
            rule,
            severity: 'error' as const,
            field,
            excerpt: excerpt(original(start, end)),
            message,
          },
        }));
    const all = [
      ...violations('url', urls, known.urls, 'a web address that is not in the facts; leave it out'),
      ...violations(
        'email',
        emails,
        known.emails,
        'an e-mail address that is not in the facts; leave it out',
      ),
      ...violations('phone', phones, known.phones, 'a phone number that is not in the facts; leave it out'),
    ];
    return all.sort((a, b) => a.start - b.start).map(({ violation }) => violation);
  });
};
