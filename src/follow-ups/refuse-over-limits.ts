import { AppError, retryAfter } from '../contract/errors.ts';
import type { Principal } from '../contract/principal.ts';
import { findSpentBudget, type SpentBudget } from '../generation/site-budget.ts';
import type { Services } from '../platform/services.ts';

/**
 * Refuses a follow-up that would only wait or fail, and says when to try again. Concurrent requests within about a second
 * may exceed a limit, each by one.
 * @throws AppError RATE_LIMITED if the site or its organisation has used up its daily budget, or the organisation has too many follow-ups in flight
 */
export async function refuseOverLimits(
  services: Services,
  principal: Principal,
  siteId: string,
): Promise<void> {
  const { organisationId, limits } = principal;
  const { daily_tokens: dailyTokens, daily_usd: dailyUsd } = limits;
  refuseOverBudget(await findSpentBudget(services, { organisationId, siteId, dailyTokens, dailyUsd }));
  await refuseTooManyInFlight(services, principal);
}

/** @throws AppError RATE_LIMITED if a budget is used up */
export function refuseOverBudget(spent: SpentBudget | null): void {
  if (!spent) return;
  throw new AppError('RATE_LIMITED', spent.message, {
    details: { reason: 'daily_budget', limit: spent.limit },
    headers: retryAfter(spent.renewedInMs),
  });
}

/** @throws AppError RATE_LIMITED when the organisation has too many follow-ups in flight */
export async function refuseTooManyInFlight(
  { config, followUpsInFlight }: Services,
  { organisationId, limits }: Principal,
): Promise<void> {
  const most = limits.follow_ups_in_flight ?? config.ORGANISATION_FOLLOW_UPS_IN_FLIGHT;
  if (await followUpsInFlight.hasRoom(organisationId, most)) return;
  throw new AppError(
    'RATE_LIMITED',
    `the organisation has reached its limit of ${most} follow-ups in progress: try again when some have ended`,
    {
      details: { reason: 'in_flight', limit: 'organisation' },
      headers: retryAfter(await followUpsInFlight.waitForRoom(organisationId, most)),
    },
  );
}
