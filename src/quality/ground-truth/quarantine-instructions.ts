import type { Facts, InteractionAuthor } from '../../contract/facts.ts';
import { authorOf } from './author-of.ts';
import { readsLikeInstruction } from './reads-like-instruction.ts';
import { withhold } from './withhold.ts';

/** A follow-up's facts without instructions to a model, and the texts that were removed. */
export interface Quarantine {
  facts: Facts;
  quarantined: string[];
  /** Where something was removed, without quoting it: "a sentence of previous_interactions[2]". */
  places: string[];
}

/**
 * Removes texts that strangers may have written and that look like instructions to the writer. They are neither shown
 * to the writer nor added to the ground truth. The site's own texts stay, because they come from the operator. In
 * longer texts, single sentences are removed. A page view with an instruction is removed completely.
 */
export function quarantineInstructions(facts: Facts): Quarantine {
  const found = new Withheld();
  const { lead } = facts;
  return {
    facts: {
      ...facts,
      lead: {
        ...lead,
        name: found.clean(lead.name, 'lead.name'),
        company: found.clean(lead.company, 'lead.company'),
        position: found.clean(lead.position, 'lead.position'),
        pain_points: found.sentencesOfAll(lead.pain_points, 'lead.pain_points'),
        budget_range: found.clean(lead.budget_range, 'lead.budget_range'),
        preferences: cleaned(lead.preferences, (text) =>
          found.sentences(text, 'lead.preferences', 'lead'),
        ) as Facts['lead']['preferences'],
      },
      lead_stage: found.clean(facts.lead_stage, 'lead_stage'),
      follow_up_type: found.clean(facts.follow_up_type, 'follow_up_type'),
      follow_up_interval: found.clean(facts.follow_up_interval, 'follow_up_interval'),
      product_interest: found.sentencesOfAll(facts.product_interest, 'product_interest'),
      previous_interactions: facts.previous_interactions.flatMap((interaction, index) => {
        const place = `previous_interactions[${index}]`;
        const { date, type } = interaction;
        if (found.clean(type, place) === null || found.clean(date, place) === null) return [];
        // The call itself stays known even if its whole summary is removed.
        const summary = found.sentences(interaction.summary, place, authorOf(interaction)) ?? '';
        return [{ ...interaction, summary }];
      }),
      page_views: facts.page_views.flatMap((view, index) => {
        const place = `page_views[${index}]`;
        if (found.clean(view.url, place) === null) return [];
        return [{ ...view, title: found.clean(view.title, `${place}.title`) }];
      }),
    },
    quarantined: found.texts,
    places: found.places,
  };
}

class Withheld {
  readonly texts: string[] = [];
  readonly places: string[] = [];

  /** A text that is kept or quarantined as a whole. */
  clean(text: string | null, place: string): string | null {
    if (text === null || !isOrder(text)) return text;
    this.texts.push(text);
    this.places.push(place);
    return null;
  }

  /** @returns null if nothing is left */
  sentences(text: string, place: string, author: InteractionAuthor): string | null {
    if (/^\S+$/.test(text)) return this.clean(text, place);
    const { kept, withheld, isWhole } = withhold(text, author);
    this.texts.push(...withheld);
    const count = withheld.length;
    if (count > 0)
      this.places.push(isWhole ? place : `${count > 1 ? `${count} sentences` : 'a sentence'} of ${place}`);
    return kept;
  }

  sentencesOfAll(texts: readonly string[], place: string): string[] {
    return texts.flatMap((text, index) => this.sentences(text, `${place}[${index}]`, 'lead') ?? []);
  }
}

/** The follow-up's warnings, one for each place where something was removed. */
export function withheldWarnings({ places }: Quarantine): string[] {
  const shown = [...new Set(places)];
  const warnings = shown
    .slice(0, mostNamed)
    .map((place) => `${place} was withheld from the writers: it reads like an instruction to a model`);
  const left = shown.length - mostNamed;
  return left > 0 ? [...warnings, `${left} more texts were withheld from the writers`] : warnings;
}

const mostNamed = 20;

/** The same for JSON of any shape. An instruction in a list is left out, one under a key becomes null. */
export function quarantineFromJson(value: unknown): { value: unknown; quarantined: string[] } {
  const found = new Withheld();
  const clean = cleaned(value, (text) => found.sentences(text, '', 'lead'));
  return { value: clean, quarantined: found.texts };
}

/** An address may hide an instruction between its punctuation. */
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

/** Facts about a lead are never nested deeper than this. */
const deepest = 128;

/** @param keep returns the part of a text to keep, or null */
function cleaned(value: unknown, keep: (text: string) => string | null, depth = 0): unknown {
  if (typeof value === 'string') return keep(value);
  if (typeof value !== 'object' || value === null) return value;
  if (depth > deepest) return null;
  if (Array.isArray(value)) {
    return value
      .map((item: unknown) => [item, cleaned(item, keep, depth + 1)] as const)
      .filter(([before, after]) => after !== null || before === null)
      .map(([, after]) => after);
  }
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key]) => keep(key) === key)
      .map(([key, item]) => [key, cleaned(item, keep, depth + 1)]),
  );
}
