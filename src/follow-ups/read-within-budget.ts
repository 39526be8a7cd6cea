import type { LeadFollowUpRequest } from '../contract/lead-follow-up-request.ts';
import { budgetsOf, spendingDay, spentBudget } from '../generation/site-budget.ts';
import type { PlanningRow } from '../platform/pipeline-sql/read-for-planning.ts';
import type { Services } from '../platform/services.ts';
import { refuseOverBudget } from './refuse-over-limits.ts';

/** An organisation and its own daily budget. Null: the operator's setting applies. */
export interface Spender {
  organisationId: string;
  dailyTokens: number | null;
  dailyUsd: number | null;
}

/**
 * Reads what is known now for a request that was accepted before.
 * @throws AppError RATE_LIMITED if a daily budget is used up
 */
export async function readWithinBudget(
  { config, pipeline }: Pick<Services, 'config' | 'pipeline'>,
  { organisationId, ...budget }: Spender,
  request: LeadFollowUpRequest,
): Promise<PlanningRow> {
  const budgets = budgetsOf(config, budget);
  const known = await pipeline.readForPlanning({
    organisationId,
    siteId: request.site_id,
    leadId: request.lead_id,
    visitorId: request.visitor_id ?? null,
    idempotencyKey: null,
    spendingDay: spendingDay(budgets),
  });
  refuseOverBudget(known.spent && spentBudget(budgets, known.spent));
  return known;
}
