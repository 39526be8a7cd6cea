import type { Facts } from '../contract/facts.ts';
import { parseUrl } from '../contract/parse-url.ts';
import { collectGroundTruth } from './ground-truth/ground-truth.ts';
import { type Quarantine, quarantineInstructions } from './ground-truth/quarantine-instructions.ts';
import type { CheckContext } from './rule.ts';

/**
 * What the messages of a follow-up are checked against: its facts, and nothing else. What the lead, a visitor or the
 * author of a note has typed supports numbers, dates and names, but no address and no phone number.
 * @param now the moment at which they are written
 */
export function contextOf(facts: Facts, now: Date): CheckContext {
  return contextWithin(quarantineInstructions(facts), now);
}

/** The same for facts whose instructions are taken out already. */
export function contextWithin({ facts, quarantined }: Quarantine, now: Date): CheckContext {
  const { lead, site, language, page_views: pages, sources: _, ...rest } = facts;
  const { email, phone, ...described } = lead;
  const ownPages = pages.map(({ url }) => url).filter((url) => isPageOf(site.url, url));
  return {
    groundTruth: collectGroundTruth(
      [
        { value: { site: [site.name, site.url, site.voice.approved_claims, ownPages] }, isTrusted: true },
        { value: { ...rest, described, pages }, isTrusted: false },
      ],
      language,
      { email, phone },
    ),
    leadName: lead.name,
    names: [lead.company, site.name, ...facts.product_interest].filter((name) => name !== null),
    language,
    forbiddenWords: site.voice.forbidden_words,
    quarantined,
    today: now.toISOString().slice(0, 10),
  };
}

/** A page of the site itself, without a query by which it could send its reader elsewhere. */
function isPageOf(site: string | null, page: string): boolean {
  const [siteUrl, pageUrl] = [site === null ? null : parseUrl(site), parseUrl(page)];
  if (!siteUrl || !pageUrl) return false;
  const { host, search, hash, username, protocol } = pageUrl;
  const isWeb = protocol === 'https:' || protocol === 'http:';
  return isWeb && host === siteUrl.host && search === '' && hash === '' && username === '';
}
