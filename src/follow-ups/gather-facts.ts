import type { FactSource, Facts } from '../contract/facts.ts';
import type { LeadFollowUpRequest } from '../contract/lead-follow-up-request.ts';
import { completeOffer, type Offer, type OfferBody } from '../contract/offer.ts';
import { formatPhoneNumber, isPhoneNumber } from '../contract/phone-number.ts';
import type { Directory } from '../directory/read-directory.ts';

/**
 * Builds the facts from the request, the stored lead, the visitor and the site. The request takes precedence over the
 * stored lead and the site's offer, field by field. `withAgents` adds the agents afterwards.
 */
export function gatherFacts(request: LeadFollowUpRequest, { site, lead, pageViews }: Directory): Facts {
  const given = request.lead_data ?? {};
  const sources: Facts['sources'] = {};

  /** Returns the first given value, cleaned, and records its source. */
  function first<Value, Fact>(
    path: string,
    clean: (value: Value) => Fact,
    ...candidates: [FactSource, Value | null | undefined][]
  ): Fact | null {
    const [source, value] = candidates.find(([, candidate]) => candidate != null) ?? [];
    const fact = value == null ? null : clean(value);
    if (source && fact !== null && !isEmpty(fact)) sources[path] = source;
    return fact;
  }

  const { voice } = site;
  return {
    lead: {
      name: first('lead.name', text, ['request', given.name], ['lead', lead?.name]),
      company: first('lead.company', text, ['request', given.company], ['lead', lead?.company]),
      position: first('lead.position', text, ['request', given.position], ['lead', lead?.position]),
      email: first('lead.email', text, ['request', given.email], ['lead', lead?.email]),
      phone: first(
        'lead.phone',
        phone,
        ['request', request.phone_number ?? given.phone],
        ['lead', lead?.phone],
      ),
      pain_points:
        first('lead.pain_points', texts, ['request', given.pain_points], ['lead', lead?.painPoints]) ?? [],
      budget_range: first(
        'lead.budget_range',
        text,
        ['request', given.budget_range],
        ['lead', lead?.budgetRange],
      ),
      preferences:
        first('lead.preferences', same, ['request', given.preferences], ['lead', lead?.preferences]) ?? {},
    },
    site: {
      name: site.name,
      url: site.url,
      timezone: site.timezone,
      voice: {
        tone: voice.tone,
        approved_claims: voice.approved_claims,
        forbidden_words: voice.forbidden_words,
      },
    },
    sender: null,
    offer: offerOf(request.offer ?? null, site.offer, sources),
    instructions: [],
    language:
      first(
        'language',
        same,
        ['request', given.locale],
        ['lead', lead?.locale],
        ['site', voice.language ?? site.locale],
      ) ?? site.locale,
    lead_stage: first(
      'lead_stage',
      text,
      ['request', request.lead_stage ?? given.lead_stage],
      ['lead', lead?.leadStage],
    ),
    follow_up_type: first('follow_up_type', text, ['request', request.follow_up_type]),
    follow_up_interval: first('follow_up_interval', text, ['request', request.follow_up_interval]),
    product_interest: first('product_interest', texts, ['request', request.product_interest]) ?? [],
    previous_interactions:
      first(
        'previous_interactions',
        same,
        ['request', request.previous_interactions],
        ['history', lead?.interactions],
      ) ?? [],
    page_views: first('page_views', same, ['visitor', pageViews]) ?? [],
    sequence: null,
    sources,
  };
}

/** Merges the offer of the request with the stored one, and records the source of each field. */
function offerOf(given: OfferBody | null, stored: Offer | null, sources: Facts['sources']): Offer | null {
  const offer = completeOffer(given, stored);
  for (const [name, value] of Object.entries(offer ?? {})) {
    if (value === null || isEmpty(value)) continue;
    sources[`offer.${name}`] = given?.[name as keyof Offer] == null ? 'site' : 'request';
  }
  return offer;
}

function text(value: string): string | null {
  return value.trim() || null;
}

function texts(values: readonly string[]): string[] {
  return values.map((value) => value.trim()).filter((value) => value !== '');
}

function phone(value: string): string | null {
  const number = text(value);
  return number && isPhoneNumber(number) ? formatPhoneNumber(number) : number;
}

function same<Value>(value: Value): Value {
  return value;
}

function isEmpty(fact: unknown): boolean {
  return typeof fact === 'object' && fact !== null && Object.keys(fact).length === 0;
}
