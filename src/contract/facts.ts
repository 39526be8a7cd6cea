import { z } from 'zod';
import { offerSchema } from './offer.ts';

const text = z.string().nullable();

/**
 * Who wrote the summary of an interaction: `team`, a colleague's note, or `lead`, the lead's own words. Without it, the
 * type decides.
 */
export const interactionAuthorSchema = z.enum(['team', 'lead']);
export const authorDescription =
  "Who wrote the summary: `team`, a note of a colleague, or `lead`, the words of the lead. By itself a call, a meeting and a note are the team's, all else the lead's";
export type InteractionAuthor = z.infer<typeof interactionAuthorSchema>;

export const interactionFactSchema = z.object({
  /** ISO 8601 date or date-time, as the caller gave it. */
  date: z.string(),
  type: z.string(),
  /** Absent where nobody has said it. */
  author: interactionAuthorSchema.optional(),
  summary: z.string(),
});

/**
 * Where a fact comes from: the request, the stored lead, its stored history, the visitor's page views, the site,
 * the agent that signs.
 */
export const factSourceSchema = z.enum(['request', 'lead', 'history', 'visitor', 'site', 'agent']);
export type FactSource = z.infer<typeof factSourceSchema>;

/**
 * Everything that is known about a follow-up, gathered once and stored with it. It is the only source that the
 * writers may use. Empty strings never occur: what is not known is null or an empty list.
 * Only for the writers, the summary of an interaction is empty if all of it was withheld.
 */
export const factsSchema = z.object({
  lead: z.object({
    name: text,
    company: text,
    position: text,
    email: text,
    phone: text,
    pain_points: z.array(z.string()),
    budget_range: text,
    preferences: z.record(z.string(), z.unknown()),
  }),
  site: z.object({
    name: z.string(),
    url: text,
    /** IANA; null on follow-ups from before it was a fact. */
    timezone: text.default(null),
    voice: z.object({
      tone: text,
      approved_claims: z.array(z.string()),
      forbidden_words: z.array(z.string()),
    }),
  }),
  /** Who signs: the agent of the sales phase. Null on follow-ups from before it was a fact. */
  sender: z
    .object({ name: z.string(), title: text, email: text, phone: text, signature: text })
    .nullable()
    .default(null),
  /** What the site offers, with what the request says over it. */
  offer: offerSchema.nullable().default(null),
  /** What the site tells its agents. It is known to be true, like the site's own data. */
  instructions: z.array(z.string()).default([]),
  /** BCP 47 tag of the language to write in: the lead's, else the site's. */
  language: z.string(),
  lead_stage: text,
  /** What the message should lead to, such as "email", "call" or "meeting". */
  follow_up_type: text,
  follow_up_interval: text,
  product_interest: z.array(z.string()),
  /** Newest last. */
  previous_interactions: z.array(interactionFactSchema),
  /** Newest last; empty without a visitor. */
  page_views: z.array(z.object({ url: z.string(), title: text, viewed_at: z.string() })),
  /** The source of each fact that is known, by its path, such as `lead.name`. */
  sources: z.record(z.string(), factSourceSchema).default({}),
});
export type Facts = z.infer<typeof factsSchema>;
