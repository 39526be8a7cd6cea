import { AppError } from '../contract/errors.ts';
import type { Facts } from '../contract/facts.ts';

export interface FittedFacts {
  facts: Facts;
  /** What was left out, as counts. Never contains the data itself. */
  warnings: string[];
}

/**
 * Shortens the history in the facts to the operator's limit. Page views are dropped first, then interactions, oldest
 * first.
 * @param most the limit in characters of JSON
 * @throws AppError INVALID_INPUT if the facts are still too long without any history
 */
export function fitFacts(facts: Facts, most: number): FittedFacts {
  let left = most - JSON.stringify(facts).length;
  if (left >= 0) return { facts, warnings: [] };
  const warnings: string[] = [];
  const shorten = <Entry>(entries: readonly Entry[], what: string): Entry[] => {
    let dropped = 0;
    while (left < 0 && dropped < entries.length) {
      left += JSON.stringify(entries[dropped]).length + 1;
      dropped += 1;
    }
    if (dropped > 0)
      warnings.push(`the oldest ${dropped} of ${entries.length} ${what} were left out: ${reason}`);
    return entries.slice(dropped);
  };
  const reason = `the facts may have ${most} characters (FACTS_MAX_CHARACTERS)`;
  const fitted = {
    ...facts,
    page_views: shorten(facts.page_views, 'page views'),
    previous_interactions: shorten(facts.previous_interactions, 'interactions'),
  };
  if (left < 0) {
    throw new AppError(
      'INVALID_INPUT',
      `the data of the lead and the site is ${-left} characters too long: ${reason}; shorten pain points, preferences, product interest or approved claims`,
    );
  }
  return { facts: fitted, warnings };
}
