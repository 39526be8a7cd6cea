import type { Facts } from '../contract/facts.ts';
import type { LeadData, LeadFollowUpRequest } from '../contract/lead-follow-up-request.ts';
import { formatPhoneNumber, isPhoneNumber } from '../contract/phone-number.ts';
import type { Directory, DirectoryLead } from '../directory/read-directory.ts';

/** Everything that is known: the request over the stored lead, field by field, and the site around it. */
export function gatherFacts(request: LeadFollowUpRequest, { site, lead, pageViews }: Directory): Facts {
  const given = request.lead_data ?? {};
  return {
    lead: mergeLead(given, lead, request.phone_number),
    site: {
      name: site.name,
      url: site.url,
      voice: {
        tone: site.voice.tone,
        approved_claims: site.voice.approved_claims,
        forbidden_words: site.voice.forbidden_words,
      },
    },
    language: given.locale ?? lead?.locale ?? site.voice.language ?? site.locale,
    lead_stage: text(request.lead_stage ?? given.lead_stage ?? lead?.leadStage),
    follow_up_type: text(request.follow_up_type),
    follow_up_interval: text(request.follow_up_interval),
    product_interest: texts(request.product_interest ?? []),
    previous_interactions: request.previous_interactions ?? lead?.interactions ?? [],
    page_views: pageViews,
  };
}

function mergeLead(
  given: LeadData,
  stored: DirectoryLead | null,
  phoneNumber: string | undefined,
): Facts['lead'] {
  const phone = text(phoneNumber ?? given.phone ?? stored?.phone);
  return {
    name: text(given.name ?? stored?.name),
    company: text(given.company ?? stored?.company),
    position: text(given.position ?? stored?.position),
    email: text(given.email ?? stored?.email),
    phone: phone && isPhoneNumber(phone) ? formatPhoneNumber(phone) : phone,
    pain_points: texts(given.pain_points ?? stored?.painPoints ?? []),
    budget_range: text(given.budget_range ?? stored?.budgetRange),
    preferences: given.preferences ?? stored?.preferences ?? {},
  };
}

function text(value: string | null | undefined): string | null {
  return value?.trim() || null;
}

function texts(values: readonly string[]): string[] {
  return values.map((value) => value.trim()).filter((value) => value !== '');
}
