import type { Payer } from '../contract/phase.ts';
import type { Config } from '../platform/config.ts';
import { type DaySpending, type Spending, spendingSql } from '../platform/pipeline-sql/read-for-planning.ts';
import type { Services } from '../platform/services.ts';

export interface SpentBudget {
  limit: 'site' | 'organisation';
  /** For callers and operators: which budget is used up, and when the next day starts. */
  message: string;
  renewedInMs: number;
}

const dayMs = 86_400_000;

/** The current UTC day. */
export function today(): Date {
  return new Date(Math.floor(Date.now() / dayMs) * dayMs);
}

/** The day whose spending counts, as `2026-11-26`. Null if there is no budget. */
export function spendingDay(budgets: DailyBudgets): string | null {
  return hasDailyBudget(budgets) ? today().toISOString().slice(0, 10) : null;
}

/** The settings that limit the spending of a day. */
export type DailyBudgets = Pick<
  Config,
  'SITE_DAILY_TOKENS' | 'SITE_DAILY_USD' | 'ORGANISATION_DAILY_TOKENS' | 'ORGANISATION_DAILY_USD'
>;

/** The budgets that apply to a site. An organisation's own budget replaces the setting. */
export function budgetsOf(
  config: DailyBudgets,
  { dailyTokens, dailyUsd }: Pick<Payer, 'dailyTokens' | 'dailyUsd'>,
): DailyBudgets {
  return {
    SITE_DAILY_TOKENS: config.SITE_DAILY_TOKENS,
    SITE_DAILY_USD: config.SITE_DAILY_USD,
    ORGANISATION_DAILY_TOKENS: dailyTokens ?? config.ORGANISATION_DAILY_TOKENS,
    ORGANISATION_DAILY_USD: dailyUsd ?? config.ORGANISATION_DAILY_USD,
  };
}

function hasDailyBudget(budgets: DailyBudgets): boolean {
  return (
    budgets.SITE_DAILY_TOKENS !== undefined ||
    budgets.ORGANISATION_DAILY_TOKENS !== undefined ||
    hasUsdBudget(budgets)
  );
}

/** Such a budget needs a price for each model: without one, no call would count. */
export function hasUsdBudget({ SITE_DAILY_USD, ORGANISATION_DAILY_USD }: DailyBudgets): boolean {
  return SITE_DAILY_USD !== undefined || ORGANISATION_DAILY_USD !== undefined;
}

/**
 * Checks whether a site or its organisation has used up its daily budget. Calls in progress are not counted yet, so
 * they can exceed it.
 * @returns null while there is budget left
 */
export async function findSpentBudget(
  { config, database }: Pick<Services, 'config' | 'database'>,
  payer: Payer,
): Promise<SpentBudget | null> {
  const budgets = budgetsOf(config, payer);
  const day = spendingDay(budgets);
  if (day === null) return null;
  const { organisationId, siteId } = payer;
  const [{ spent }] = await database.prisma.$queryRawUnsafe<[{ spent: DaySpending }]>(
    spendingSql('$1', '$2::uuid', '$3::date'),
    organisationId,
    siteId,
    day,
  );
  return spentBudget(budgets, spent);
}

/** The budget that today's spending has used up. Null while each has some left. */
export function spentBudget(budgets: DailyBudgets, spent: DaySpending): SpentBudget | null {
  const budget =
    exceeded('site', spent.site, budgets.SITE_DAILY_TOKENS, budgets.SITE_DAILY_USD) ??
    exceeded(
      'organisation',
      spent.organisation,
      budgets.ORGANISATION_DAILY_TOKENS,
      budgets.ORGANISATION_DAILY_USD,
    );
  if (!budget) return null;
  const renewedAt = new Date(today().getTime() + dayMs);
  return {
    ...budget,
    message: `${budget.message} a day is used up: it is renewed at ${renewedAt.toISOString()}`,
    renewedInMs: renewedAt.getTime() - Date.now(),
  };
}

function exceeded(
  limit: SpentBudget['limit'],
  spent: Spending,
  tokens: number | undefined,
  usd: number | undefined,
): Pick<SpentBudget, 'limit' | 'message'> | null {
  const whose = `the ${limit}'s budget of`;
  if (tokens !== undefined && spent.tokens >= tokens) return { limit, message: `${whose} ${tokens} tokens` };
  if (usd !== undefined && spent.usd >= usd) return { limit, message: `${whose} ${usd} USD` };
  return null;
}
