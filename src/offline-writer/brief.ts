import type { Facts } from '../contract/facts.ts';
import { english } from './english/english.ts';
import type { Language } from './language.ts';
import { lastContact } from './last-contact.ts';
import { offeredBy } from './offered.ts';
import { firstName, midSentence, nounPhrase, organisationName, plainSentence } from './plain-text.ts';
import type { Ask, Contact, Stage } from './script.ts';
import { spanish } from './spanish/spanish.ts';
import { stageOf } from './stage-of.ts';

/** Values for the slots of templates. Undefined if a value is unknown or cannot be used. */
export type Slots = Readonly<Record<string, string | undefined>>;

/** The facts, prepared for writing. */
export interface Brief {
  readonly language: Language;
  readonly stage: Stage;
  readonly ask: Ask;
  readonly contact: Contact;
  readonly slots: Slots;
  /** In lower case. */
  readonly forbidden: readonly string[];
  /** Identifies the lead. It determines which of several phrasings is chosen. */
  readonly identity: string;
  /** The texts of earlier steps of the sequence, in lower case. Their sentences are not written again. */
  readonly said: readonly string[];
}

export function briefOf(facts: Facts): Brief {
  const language = /^es(?:[-_]|$)/i.test(facts.language) ? spanish : english;
  const forbidden = facts.site.voice.forbidden_words.map((word) => word.trim().toLowerCase()).filter(Boolean);
  const allowed = (text: string | null): text is string => text !== null && !contains(text, forbidden);
  const said = (text: string | null) => (allowed(text) ? text : undefined);

  const allPains = phrases(facts.lead.pain_points).map(midSentence).filter(allowed).map(language.withArticle);
  const allInterests = phrases(facts.product_interest).filter(allowed).map(language.withArticle);
  // Each step of a sequence speaks of something else, as far as the facts go.
  const turn = (facts.sequence?.step ?? 1) - 1;
  const pains = rotated(allPains, turn).slice(0, 2);
  const interests = rotated(allInterests, turn).slice(0, 2);
  const { contact, medium, event } = lastContact(facts, language);
  const isTold = allowed(event);
  const stage = stageOf(facts.lead_stage);
  const claim = facts.site.voice.approved_claims
    .map(plainSentence)
    .find((sentence) => allowed(sentence) && !language.foreignWords.test(sentence));

  return {
    language,
    stage,
    ask: askOf(facts.follow_up_type),
    contact: contact === 'told' && !isTold ? 'touched' : contact,
    slots: {
      name: said(firstName(facts.lead.name)),
      company: said(organisationName(facts.lead.company)),
      team: said(teamName(facts.site.name)),
      pain: pains[0],
      pains: joined(pains, language.and),
      bothPains: pains.length === 2 ? language.and(pains) : undefined,
      interest: interests[0],
      interests: joined(interests, language.and),
      bothInterests: interests.length === 2 ? language.and(interests) : undefined,
      either: interests.length === 2 ? language.or(interests) : undefined,
      medium: contact === 'none' ? undefined : language.medium[medium],
      occasion: language.occasion[medium],
      event: isTold ? event : undefined,
      agenda: language.agenda[stage],
      claim: claim ?? undefined,
      ...offeredBy(facts, language),
    },
    forbidden,
    identity: JSON.stringify([
      facts.lead.name,
      facts.lead.company,
      facts.lead.email,
      facts.lead.phone,
      ...(turn > 0 ? [turn] : []),
    ]),
    said: (facts.sequence?.earlier ?? []).flatMap(({ messages }) =>
      Object.values(messages).map(({ title, message }) => `${title}\n${message}`.toLowerCase()),
    ),
  };
}

/** Whether a text contains one of the words, given in lower case. */
export function contains(text: string, words: readonly string[]): boolean {
  const lower = text.toLowerCase();
  return words.some((word) => lower.includes(word));
}

function askOf(followUpType: string | null): Ask {
  if (followUpType === null) return 'reply';
  if (/meet|demo|visit|appointment|video|reuni|cita/i.test(followUpType)) return 'meeting';
  return /call|phone|llamada|tel[eé]f/i.test(followUpType) ? 'call' : 'reply';
}

function phrases(texts: readonly string[]): string[] {
  const usable = texts.map((text) => nounPhrase(text)).filter((phrase) => phrase !== null);
  const lower = usable.map((phrase) => phrase.toLowerCase());
  return usable.filter((_, index) => lower.indexOf(lower[index] ?? '') === index);
}

function rotated<Item>(items: readonly Item[], turn: number): Item[] {
  const start = items.length > 0 ? turn % items.length : 0;
  return [...items.slice(start), ...items.slice(0, start)];
}

function joined(items: readonly string[], join: (items: readonly string[]) => string): string | undefined {
  return items.length === 0 ? undefined : join(items);
}

/** The name without the word that the sign-off adds: "The Acme Team" signs as "The Acme team". */
function teamName(siteName: string): string | null {
  return (
    organisationName(siteName)
      ?.replace(/^the\s+(?=\S)/i, '')
      .replace(/(?<=\S)\s+team$/i, '') ?? null
  );
}
