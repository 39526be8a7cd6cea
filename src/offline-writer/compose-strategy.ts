import type { Channel } from '../contract/channels.ts';
import type { Facts } from '../contract/facts.ts';
import { assemble } from './assemble.ts';
import type { Brief } from './brief.ts';
import { candidatesOf } from './candidates.ts';
import { intervalText } from './interval-text.ts';
import { nounPhrase, oneLine, organisationName, personName } from './plain-text.ts';

/** Explains to the sales team in a few sentences the stage of the lead, the angle, and the purpose of each channel. */
export function composeStrategy(facts: Facts, brief: Brief, channels: readonly Channel[]): string {
  const informed = {
    ...brief,
    slots: {
      ...brief.slots,
      who: whoIs(facts) ?? brief.language.someone,
      budget: budgetOf(facts),
      interval: intervalText(facts.follow_up_interval, brief.language.units) ?? undefined,
      roles: rolesOf(facts, brief, channels),
    },
  };
  const write = (forbidden: readonly string[]) => {
    const parts = brief.language.strategy.map((part, index) =>
      candidatesOf(part, { ...informed, forbidden }, `strategy|${index}`),
    );
    return assemble([parts], Number.POSITIVE_INFINITY, 'code points');
  };
  return sentenceCase(write(brief.forbidden) || write([]), brief.language.someone);
}

/** Capitalizes the first letter of generic words, but leaves names unchanged. */
function sentenceCase(text: string, someone: string): string {
  return text.startsWith(someone) ? text.charAt(0).toUpperCase() + text.slice(1) : text;
}

/** "Jane Smith (Marketing Director, Acme Inc.)" */
function whoIs(facts: Facts): string | null {
  const name = personName(facts.lead.name);
  const company = organisationName(facts.lead.company);
  if (name === null) return company;
  const details = [nounPhrase(facts.lead.position), company].filter((detail) => detail !== null);
  return details.length === 0 ? name : `${name} (${details.join(', ')})`;
}

/** Unchanged from the request. A budget is a number, so it need not be a noun phrase. */
function budgetOf(facts: Facts): string | undefined {
  const budget = oneLine(facts.lead.budget_range ?? '');
  return /^[\p{L}\p{Sc}\d][\p{L}\p{Sc}\d\s.,+/–-]{1,30}$/u.test(budget) && !/\$\p{L}/u.test(budget)
    ? budget
    : undefined;
}

function rolesOf(facts: Facts, brief: Brief, channels: readonly Channel[]): string {
  const { language } = brief;
  const page = nounPhrase(facts.page_views.at(-1)?.title?.split(/\s[|–—-]\s/u)[0] ?? null, 40);
  const roles = channels.map((channel) =>
    channel === 'web' && page !== null
      ? language.roleAfterVisit.replace('{page}', () => page)
      : language.roles[channel],
  );
  return language.and(roles);
}
