import type { Facts } from '../contract/facts.ts';
import { parseUrl } from '../contract/parse-url.ts';
import { collectKnown } from './known/known.ts';
import { withholdInstructions } from './known/withhold-instructions.ts';
import type { CheckContext } from './rule.ts';

/**
 * What the messages of a follow-up are held against: its facts, and nothing else. What the lead, a visitor or whoever
 * wrote a note has typed grounds numbers, dates and names, but no way to be reached.
 */
export function contextOf(told: Facts): CheckContext {
  const { facts, withheld } = withholdInstructions(told);
  const { lead, site, language, page_views: pages, sources: _, ...rest } = facts;
  const { email, phone, ...described } = lead;
  const ownPages = pages.map(({ url }) => url).filter((url) => isPageOf(site.url, url));
  return {
    known: collectKnown([
      {
        value: { site: [site.name, site.url, site.voice.approved_claims, ownPages], email, phone },
        contacts: true,
      },
      { value: { ...rest, described, pages }, contacts: false },
    ]),
    leadName: lead.name,
    language,
    forbiddenWords: site.voice.forbidden_words,
    withheld,
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
