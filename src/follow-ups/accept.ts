import { AppError } from '../contract/errors.ts';
import type { Facts } from '../contract/facts.ts';
import { languageName } from '../contract/language-name.ts';
import type { LeadFollowUpRequest } from '../contract/lead-follow-up-request.ts';
import type { ParsedBody } from '../contract/parse-body.ts';
import { isLandline } from '../contract/phone-number.ts';
import type { Plan } from '../contract/plan.ts';
import type { Principal } from '../contract/principal.ts';
import { holdLead } from '../directory/leads.ts';
import { readOptOuts } from '../directory/opt-outs.ts';
import { readDirectory } from '../directory/read-directory.ts';
import { warnOfWithheld } from '../generation/warn-of-withheld.ts';
import { usesOfflineWriter } from '../platform/config.ts';
import type { Services } from '../platform/services.ts';
import { dispatchFollowUp } from './dispatch.ts';
import { fitFacts } from './fit-facts.ts';
import { gatherFacts } from './gather-facts.ts';
import { findReplay, fingerprintOf, type IdempotentRequest, takeKey } from './idempotency.ts';
import { planFollowUp } from './plan.ts';
import { planFactCheck } from './plan-fact-check.ts';
import { seesLeads } from './present-to.ts';
import { refuseOverLimits } from './refuse-over-limits.ts';
import { type NewFollowUp, storeFollowUp } from './store.ts';
import { withAgents } from './with-agents.ts';

export interface Acceptance {
  /** Of the follow-up. */
  id: string;
  /** Whether an earlier request with the same Idempotency-Key had made it. */
  replayed: boolean;
}

/**
 * Accepts a follow-up: reads what is known, plans, stores the follow-up with its commands in one transaction and puts
 * it into the queue. A request that is refused stores nothing.
 * @throws AppError IDEMPOTENCY_KEY_REUSED, SITE_NOT_FOUND, LEAD_NOT_FOUND, what planning refuses, or RATE_LIMITED when
 *   the site or its organisation has reached a limit
 */
export async function acceptFollowUp(
  services: Services,
  principal: Principal,
  { value: request, warnings }: ParsedBody<LeadFollowUpRequest>,
  idempotencyKey: string | null,
): Promise<Acceptance> {
  const { organisationId } = principal;
  const { prisma } = services.database;
  const idempotent = idempotencyKey && {
    organisationId,
    key: idempotencyKey,
    fingerprint: fingerprintOf(request),
  };
  if (idempotent) {
    const earlier = await findReplay(prisma, idempotent);
    if (earlier) return { id: earlier, replayed: true };
  }
  const prepared = await prepare(services, principal, request, warnings);
  const id = await storeOnce(services, prepared, idempotent || null);
  if (id === null) return acceptFollowUp(services, principal, { value: request, warnings }, idempotencyKey);
  await dispatchFollowUp(services, id);
  return { id, replayed: false };
}

interface Prepared {
  followUp: NewFollowUp;
  /** Its facts are in part those of a lead that is stored. */
  leadIsStored: boolean;
}

/** Reads the directory and plans; nothing is stored yet. */
async function prepare(
  services: Services,
  principal: Principal,
  request: LeadFollowUpRequest,
  warnings: string[],
): Promise<Prepared> {
  const { database } = services;
  const { organisationId } = principal;
  const directory = await readDirectory(database, {
    organisationId,
    siteId: request.site_id,
    leadId: request.lead_id,
    visitorId: request.visitor_id,
  });
  if (!directory || (principal.siteId && principal.siteId !== request.site_id)) {
    throw new AppError('SITE_NOT_FOUND', 'no such site: check siteId');
  }
  if (!directory.lead && !request.lead_data) {
    throw new AppError('LEAD_NOT_FOUND', 'no such lead on this site: check leadId, or send leadData');
  }
  const { facts: known, warnings: shortened } = fitFacts(
    gatherFacts(request, directory),
    services.config.FACTS_MAX_CHARACTERS,
  );
  // By the lead's id alone, as when it is settled: who has opted out has done so on each site.
  const stored = await readOptOuts(database.prisma, organisationId, request.lead_id);
  const optOuts = [...new Set([...stored, ...(request.lead_data?.opt_outs ?? [])])];
  const { factCheck, warnings: unchecked } = planFactCheck(services.config, directory.site);
  const plan: Plan = {
    ...planFollowUp(request, directory.site, known.lead, optOuts),
    fact_check: factCheck,
  };
  const facts = withAgents(known, plan);
  await refuseOverLimits(services, principal, request.site_id);
  const followUp = {
    organisationId,
    request,
    facts,
    plan,
    warnings: [
      ...warnings,
      ...shortened,
      ...offlineWarnings(services, facts.language),
      ...unchecked,
      ...landlineWarnings(facts, plan),
      ...(await warnOfWithheld(facts)),
    ],
    leadHidden: !seesLeads(principal),
  };
  return { followUp, leadIsStored: directory.lead !== null };
}

/** The offline writer has two languages. */
function offlineWarnings({ config }: Services, language: string): string[] {
  if (!usesOfflineWriter(config) || /^(?:en|es)(?:[-_]|$)/i.test(language)) return [];
  return [
    `the offline writer writes English and Spanish only: the messages are in English, and the lead reads ${languageName(language)}`,
  ];
}

/** The number may be registered with WhatsApp all the same, so it is written to. */
function landlineWarnings({ lead }: Facts, { channels }: Plan): string[] {
  if (!channels.includes('whatsapp') || lead.phone === null || !isLandline(lead.phone)) return [];
  return [
    'whatsapp is planned, but the phone number is that of a landline: send a mobile number in phone_number',
  ];
}

/**
 * Another request was first: it has taken the Idempotency-Key that both came with, or it has erased the lead, of which
 * nothing may be stored any more.
 */
class CameFirst extends Error {}

/** @returns the id, or null when another request came first: begin anew */
async function storeOnce(
  { database }: Services,
  { followUp, leadIsStored }: Prepared,
  idempotent: IdempotentRequest | null,
): Promise<string | null> {
  try {
    return await database.prisma.$transaction(async (tx) => {
      const id = await storeFollowUp(tx, followUp);
      if (idempotent && !(await takeKey(tx, idempotent, id))) throw new CameFirst();
      const { organisationId, request } = followUp;
      if (leadIsStored && !(await holdLead(tx, organisationId, request.site_id, request.lead_id))) {
        throw new CameFirst();
      }
      return id;
    });
  } catch (error) {
    if (error instanceof CameFirst) return null;
    throw error;
  }
}
