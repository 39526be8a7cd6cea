import type { Facts, InteractionAuthor } from '../../contract/facts.ts';

/** Who knows what about a lead. The rules for claims in words compare messages with it. */
export interface Background {
  /** What the site itself says: its approved claims, the offer, the sender and the instructions of its agents. */
  trusted: readonly string[];
  /** What the team has noted about the lead, and what the lead has said. */
  noted: readonly string[];
  /** The part of `noted` that is not marked as the lead's own words. */
  team: readonly string[];
  interactions: readonly Interaction[];
  /** Dates of everything that the lead has done, such as page views: "2026-11-25", with or without a time. */
  visits: readonly string[];
  budget: string | null;
  contact: { name: string | null; email: string | null; phone: string | null };
}

export interface Interaction {
  date: string;
  type: string;
  summary: string;
  author?: InteractionAuthor | undefined;
}

/** @param facts without the quarantined texts */
export function backgroundOf(facts: Facts): Background {
  const { lead, site, sender, offer, instructions, previous_interactions: interactions } = facts;
  return {
    trusted: textsIn([site.name, site.voice.approved_claims, sender, offer, instructions]),
    noted: textsIn([
      lead.pain_points,
      lead.preferences,
      facts.product_interest,
      interactions,
      facts.lead_stage,
    ]),
    team: textsIn([lead.preferences, interactions.filter(({ author }) => author !== 'lead')]),
    interactions,
    visits: facts.page_views.map(({ viewed_at: viewedAt }) => viewedAt),
    budget: lead.budget_range,
    contact: { name: lead.name, email: lead.email, phone: lead.phone },
  };
}

/**
 * The same for facts of any shape, which the caller vouches for. The lead is in `lead`, `lead_data`, `leadData` or at
 * the top level. The history is in `previous_interactions`, `previousInteractions`, `interactions` or `history`.
 */
export function backgroundOfJson(facts: unknown): Background {
  const root = recordOf(facts);
  const lead = recordOf(root.lead ?? root.lead_data ?? root.leadData ?? root.contact ?? root);
  const history =
    root.previous_interactions ?? root.previousInteractions ?? root.interactions ?? root.history ?? [];
  const texts = textsIn(facts);
  return {
    trusted: texts,
    noted: texts,
    team: texts,
    interactions: (Array.isArray(history) ? history : []).map((item: unknown) => {
      const { date, type, summary, content } = recordOf(item);
      return {
        date: textOf(date) ?? '',
        type: textOf(type) ?? '',
        summary: textOf(summary ?? content ?? item) ?? '',
      };
    }),
    visits: texts.filter((text) => /^\d{4}-\d\d-\d\d/.test(text)),
    budget: textOf(lead.budget_range ?? lead.budgetRange ?? lead.budget),
    contact: { name: textOf(lead.name), email: textOf(lead.email), phone: textOf(lead.phone) },
  };
}

function recordOf(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : {};
}

function textOf(value: unknown): string | null {
  if (typeof value === 'number') return String(value);
  return typeof value === 'string' ? value : null;
}

/** Every text in a JSON value. It uses a list instead of recursion, so that deep nesting cannot overflow the stack. */
function textsIn(root: unknown): string[] {
  const texts: string[] = [];
  const open: unknown[] = [root];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (typeof next === 'string') texts.push(next);
    else if (typeof next === 'number') texts.push(String(next));
    else if (typeof next === 'object' && next !== null) {
      for (const item of Object.values(next)) if (item !== undefined) open.push(item);
    }
  }
  return texts;
}
