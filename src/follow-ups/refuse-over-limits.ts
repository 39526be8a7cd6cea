import { AppError } from '../contract/errors.ts';
import type { Principal } from '../contract/principal.ts';
import { findSpentBudget } from '../generation/site-budget.ts';
import type { Services } from '../platform/services.ts';

/** When to try again after a refusal for follow-ups in flight: some of them end every few seconds. */
const inFlightRetryS = 10;

/**
 * Refuses a follow-up that would only wait or fail: the caller is told at once, and when to come back. Requests that
 * arrive together may exceed a limit by their number.
 * @throws AppError RATE_LIMITED when the site or its organisation has used up its budget of the day, or the
 *   organisation has too many follow-ups in flight
 */
export async function refuseOverLimits(
  services: Services,
  { organisationId, limits }: Principal,
  siteId: string,
): Promise<void> {
  const { daily_tokens: dailyTokens, daily_usd: dailyUsd } = limits;
  const spent = await findSpentBudget(services, { organisationId, siteId, dailyTokens, dailyUsd });
  if (spent) {
    throw new AppError('RATE_LIMITED', spent.message, {
      details: { reason: 'daily_budget', limit: spent.limit },
      headers: { 'Retry-After': String(Math.ceil(spent.opensAgainMs / 1_000)) },
    });
  }
  const most = limits.follow_ups_in_flight ?? services.config.ORGANISATION_FOLLOW_UPS_IN_FLIGHT;
  // Reads as many entries of a partial index as are in flight, at most.
  const [beyond] = await services.database.prisma.$queryRaw<object[]>`
    SELECT 1 FROM follow_up WHERE organisation_id = ${organisationId} AND status IN ('queued', 'running')
    OFFSET ${most - 1}::int LIMIT 1`;
  if (!beyond) return;
  throw new AppError(
    'RATE_LIMITED',
    `the organisation has ${most} follow-ups in progress, which is its limit: send the next ones when some have ended`,
    {
      details: { reason: 'in_flight', limit: 'organisation' },
      headers: { 'Retry-After': String(inFlightRetryS) },
    },
  );
}
