import { AppError } from '../contract/errors.ts';
import type { Facts } from '../contract/facts.ts';
import type { LeadFollowUpRequest } from '../contract/lead-follow-up-request.ts';
import { languageName } from '../contract/locale.ts';
import type { ParsedBody } from '../contract/parse-body.ts';
import { isLandline } from '../contract/phone-number.ts';
import type { Plan } from '../contract/plan.ts';
import type { Principal } from '../contract/principal.ts';
import { readDirectory } from '../directory/read-directory.ts';
import { readSuppressed } from '../directory/suppressions.ts';
import { budgetsOf, spendingDay, spentBudget } from '../generation/site-budget.ts';
import { warnOfWithheld } from '../generation/warn-of-withheld.ts';
import { type Config, usesOfflineWriter } from '../platform/config.ts';
import type { PlanningRow } from '../platform/pipeline-sql/read-for-planning.ts';
import type { Services } from '../platform/services.ts';
import { collectFacts } from './collect-facts.ts';
import { firstStepOf, type StepToPlan } from './first-step.ts';
import { findReplay, fingerprintOf } from './idempotency.ts';
import { planFollowUp } from './plan.ts';
import { planFactCheck } from './plan-fact-check.ts';
import { canSeeLeads } from './present-to.ts';
import { refuseOverBudget, refuseTooManyInFlight } from './refuse-over-limits.ts';
import { type NewFollowUp, type StoredNow, storeFollowUp } from './store-follow-up.ts';
import { withAgents } from './with-agents.ts';

export type Acceptance =
  | { kind: 'stored'; followUp: StoredNow }
  /** An earlier request with the same Idempotency-Key created it. */
  | { kind: 'replayed'; id: string };

/** The number of tries for a request that keeps losing races with other requests. */
const mostTries = 5;

/**
 * Accepts a follow-up: reads the stored data, plans, stores the follow-up with its commands and enqueues it. A refused
 * request stores nothing.
 * @throws AppError IDEMPOTENCY_KEY_REUSED, SITE_NOT_FOUND, LEAD_NOT_FOUND, what planning refuses, or RATE_LIMITED when
 *   the site or its organisation has reached a limit
 */
export async function acceptFollowUp(
  services: Services,
  principal: Principal,
  { value: request, warnings }: ParsedBody<LeadFollowUpRequest>,
  idempotencyKey: string | null,
): Promise<Acceptance> {
  const idempotent = idempotencyKey ? { key: idempotencyKey, fingerprint: fingerprintOf(request) } : null;
  const budgets = budgetsOf(services.config, {
    dailyTokens: principal.limits.daily_tokens,
    dailyUsd: principal.limits.daily_usd,
  });
  const { organisationId, siteId } = principal;
  const caller = { organisationId, siteId, leadHidden: !canSeeLeads(principal) };
  for (let tries = 0; tries < mostTries; tries += 1) {
    const known = await services.pipeline.readForPlanning({
      organisationId: principal.organisationId,
      siteId: request.site_id,
      leadId: request.lead_id,
      visitorId: request.visitor_id ?? null,
      idempotencyKey,
      spendingDay: spendingDay(budgets),
    });
    const earlier = idempotent && findReplay(idempotent, known.earlier);
    if (earlier) return { kind: 'replayed', id: earlier };
    const planned = await planRequest(services, caller, request, known);
    refuseOverBudget(known.spent && spentBudget(budgets, known.spent));
    await refuseTooManyInFlight(services, principal);
    const followUp = {
      ...planned,
      warnings: [...warnings, ...planned.warnings],
      idempotent,
      step: firstStepOf(request),
    };
    const stored = await storeFollowUp(services, followUp);
    if (stored) return { kind: 'stored', followUp: stored };
    // Lost a race: another request has used the Idempotency-Key or erased the lead. Read again.
  }
  throw new Error('a follow-up could not be stored: each try lost a race with another request');
}

/** For whom a follow-up is planned. */
export interface PlanningCaller {
  organisationId: string;
  /** The site that the key is bound to, or null. */
  siteId: string | null;
  /** Whether the lead is hidden from the callback. */
  leadHidden: boolean;
}

/**
 * Plans a follow-up. Stores nothing.
 * @throws AppError SITE_NOT_FOUND, LEAD_NOT_FOUND, and what planning refuses
 */
export async function planRequest(
  services: Services,
  { organisationId, siteId, leadHidden }: PlanningCaller,
  request: LeadFollowUpRequest,
  known: PlanningRow,
  step: StepToPlan | null = null,
): Promise<NewFollowUp> {
  const { config } = services;
  const directory = readDirectory(known);
  if (!directory || (siteId && siteId !== request.site_id)) {
    throw new AppError('SITE_NOT_FOUND', 'no such site: check siteId');
  }
  if (!directory.lead && !request.lead_data) {
    throw new AppError('LEAD_NOT_FOUND', 'no such lead on this site: check leadId, or send leadData');
  }
  const collected = collectFacts(request, directory, config.FACTS_MAX_CHARACTERS, step?.sequence ?? null);
  const { facts, ruledOut, warnings: shortened } = collected;
  const optOuts = [...new Set([...known.optOuts, ...(request.lead_data?.opt_outs ?? [])])];
  const hashAddresses = await services.addressHashes.hasherOf(organisationId);
  const addresses = hashAddresses(facts.lead);
  const suppressed = known.hasSuppressions
    ? await readSuppressed(services.database.prisma, organisationId, addresses)
    : [];
  const { factCheck, warnings: unchecked } = planFactCheck(config, directory.site);
  const plan: Plan = {
    ...planFollowUp(request, directory.site, facts.lead, {
      optOuts,
      suppressed,
      ruledOut,
      only: step?.channels ?? null,
    }),
    fact_check: factCheck,
    review: directory.site.review === 'required' || request.require_review === true,
  };
  const complete = withAgents(facts, plan);
  return {
    organisationId,
    request,
    facts: complete,
    plan,
    addresses,
    warnings: [
      ...shortened,
      ...offlineWarnings(config, complete.language),
      ...unchecked,
      ...landlineWarnings(complete, plan),
      ...(await warnOfWithheld(complete)),
    ],
    leadHidden,
    leadIsStored: directory.lead !== null,
  };
}

function offlineWarnings(config: Config, language: string): string[] {
  if (!usesOfflineWriter(config) || /^(?:en|es)(?:[-_]|$)/i.test(language)) return [];
  return [
    `the offline writer writes English and Spanish only: the messages are in English, but the language of the lead is ${languageName(language)}`,
  ];
}

/** A warning only: WhatsApp also accepts landline numbers. */
function landlineWarnings({ lead }: Facts, { channels }: Plan): string[] {
  if (!channels.includes('whatsapp') || lead.phone === null || !isLandline(lead.phone)) return [];
  return ['whatsapp is planned, but the phone number is a landline: send a mobile number in phone_number'];
}
