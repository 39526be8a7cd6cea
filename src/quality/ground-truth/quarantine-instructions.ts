import type { Facts } from '../../contract/facts.ts';
import { readsLikeInstruction } from './reads-like-instruction.ts';

/** A follow-up's facts without the texts that give instructions to a model, and those texts. */
export interface Quarantine {
  facts: Facts;
  quarantined: string[];
}

/**
 * Takes out of a follow-up's facts what strangers may have written and what reads like an order to the writer: it is
 * neither told to the writer nor known to the gate. The site's own words stay: they are the operator's. Of a contact
 * or a page view that carries an order nothing is kept.
 */
export function quarantineInstructions(facts: Facts): Quarantine {
  const quarantined: string[] = [];
  const isClean = (text: string) => {
    if (!isOrder(text)) return true;
    quarantined.push(text);
    return false;
  };
  const kept = (text: string | null) => (text !== null && isClean(text) ? text : null);
  const { lead } = facts;
  return {
    facts: {
      ...facts,
      lead: {
        ...lead,
        name: kept(lead.name),
        company: kept(lead.company),
        position: kept(lead.position),
        pain_points: lead.pain_points.filter(isClean),
        budget_range: kept(lead.budget_range),
        preferences: cleaned(lead.preferences, isClean) as Facts['lead']['preferences'],
      },
      lead_stage: kept(facts.lead_stage),
      follow_up_type: kept(facts.follow_up_type),
      follow_up_interval: kept(facts.follow_up_interval),
      product_interest: facts.product_interest.filter(isClean),
      previous_interactions: facts.previous_interactions.filter(
        ({ date, type, summary }) => isClean(summary) && isClean(type) && isClean(date),
      ),
      page_views: facts.page_views
        .filter(({ url }) => isClean(url))
        .map((view) => ({ ...view, title: kept(view.title) })),
    },
    quarantined,
  };
}

/** The same for JSON of any form: an order in a list is left out, one under a key becomes null. */
export function quarantineFromJson(value: unknown): { value: unknown; quarantined: string[] } {
  const quarantined: string[] = [];
  const clean = cleaned(value, (text) => {
    if (!isOrder(text)) return true;
    quarantined.push(text);
    return false;
  });
  return { value: clean, quarantined };
}

/** An address may carry an order between its signs. */
function isOrder(text: string): boolean {
  return (
    readsLikeInstruction(text) || (/^\S+[/%+_-]\S+$/.test(text) && readsLikeInstruction(spacedOut(text)))
  );
}

function spacedOut(address: string): string {
  return address
    .replace(/%([0-7][0-9a-f])/gi, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)))
    .replace(/[/?&=+_-]+/g, ' ');
}

/** Deeper than this nobody keeps what is known of a lead. */
const deepest = 128;

function cleaned(value: unknown, isClean: (text: string) => boolean, depth = 0): unknown {
  if (typeof value === 'string') return isClean(value) ? value : null;
  if (typeof value !== 'object' || value === null) return value;
  if (depth > deepest) return null;
  if (Array.isArray(value)) {
    return value
      .map((item: unknown) => [item, cleaned(item, isClean, depth + 1)] as const)
      .filter(([before, after]) => after !== null || before === null)
      .map(([, after]) => after);
  }
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key]) => isClean(key))
      .map(([key, item]) => [key, cleaned(item, isClean, depth + 1)]),
  );
}
