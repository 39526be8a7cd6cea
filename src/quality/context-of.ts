import { localTime } from '../contract/date-time.ts';
import type { Facts } from '../contract/facts.ts';
import { parseUrl } from '../contract/parse-url.ts';
import { backgroundOf } from './ground-truth/background.ts';
import { collectGroundTruth } from './ground-truth/ground-truth.ts';
import { type Quarantine, quarantineInstructions } from './ground-truth/quarantine-instructions.ts';
import type { CheckContext } from './rule.ts';

/**
 * What the messages of a follow-up are checked against: its facts and nothing else. The site's own texts, its offer,
 * the sender and the agents' instructions are trusted. Texts from the lead, a visitor or the author of a note support
 * numbers, dates and names, but no addresses or phone numbers.
 * @param now the time at which the messages are written
 */
export function contextOf(facts: Facts, now: Date): CheckContext {
  return contextWithin(quarantineInstructions(facts), now);
}

/** The same for facts whose instructions have already been quarantined. */
export function contextWithin({ facts, quarantined }: Quarantine, now: Date): CheckContext {
  const { lead, site, sender, offer, instructions, language, page_views: pages, ...known } = facts;
  // The time of the next message is an agreement between the site and us, and supports no claim.
  const { sources: _, follow_up_interval: __, sequence, ...rest } = known;
  const { email, phone, ...described } = lead;
  const products = offer?.products.map(({ name }) => name) ?? [];
  const ownPages = pages.map(({ url }) => url).filter((url) => isPageOf(site.url, url));
  const names = [lead.company, site.name, ...products, ...facts.product_interest].filter(
    (name) => name !== null,
  );
  return {
    groundTruth: collectGroundTruth(
      [
        { value: { site: [site.name, site.url, site.voice.approved_claims, ownPages] }, isTrusted: true },
        { value: { sender, offer, instructions }, isTrusted: true },
        { value: { ...rest, described, pages }, isTrusted: false },
      ],
      language,
      { email, phone },
      names,
    ),
    background: backgroundOf(facts),
    leadName: lead.name,
    leadRole: lead.position,
    names,
    language,
    forbiddenWords: site.voice.forbidden_words,
    quarantined,
    earlier: sequence?.earlier.map(({ messages }) => messages) ?? [],
    today: localTime(now, site.timezone).date,
  };
}

/**
 * Whether a page belongs to the site. Pages with a query do not count, because a query could redirect to another site.
 */
function isPageOf(site: string | null, page: string): boolean {
  const [siteUrl, pageUrl] = [site === null ? null : parseUrl(site), parseUrl(page)];
  if (!siteUrl || !pageUrl) return false;
  const { host, search, hash, username, protocol } = pageUrl;
  const isWeb = protocol === 'https:' || protocol === 'http:';
  return isWeb && host === siteUrl.host && search === '' && hash === '' && username === '';
}
