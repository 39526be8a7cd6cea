import type { Services } from '../platform/services.ts';

export interface SiteKey {
  organisationId: string;
  siteId: string;
}

export interface SpentBudget {
  /** For callers and operators: which budget, and when it opens again. */
  message: string;
  opensAgainMs: number;
}

const dayMs = 86_400_000;

/** The day of UTC on which money is spent now. */
export function today(): Date {
  return new Date(Math.floor(Date.now() / dayMs) * dayMs);
}

/**
 * Whether a site has used up what it may in a day: SITE_DAILY_TOKENS or SITE_DAILY_USD. Calls that are under way are
 * not counted yet, so that they may come on top.
 * @returns null while there is something left
 */
export async function findSpentBudget(
  { config, database }: Pick<Services, 'config' | 'database'>,
  { organisationId, siteId }: SiteKey,
): Promise<SpentBudget | null> {
  const { SITE_DAILY_TOKENS: tokens, SITE_DAILY_USD: usd } = config;
  if (tokens === undefined && usd === undefined) return null;
  const day = today();
  const spend = await database.prisma.siteSpend.findUnique({
    where: { organisationId_siteId_day: { organisationId, siteId, day } },
  });
  const spentTokens = spend ? Number(spend.inputTokens + spend.outputTokens) : 0;
  const spentUsd = spend ? spend.costUsd.toNumber() : 0;
  const budget =
    tokens !== undefined && spentTokens >= tokens
      ? `${tokens} tokens`
      : usd !== undefined && spentUsd >= usd
        ? `${usd} USD`
        : null;
  if (!budget) return null;
  const opensAgain = new Date(day.getTime() + dayMs);
  return {
    message: `the site's budget of ${budget} a day is used up: it opens again at ${opensAgain.toISOString()}`,
    opensAgainMs: opensAgain.getTime() - Date.now(),
  };
}
