import { z } from 'zod';
import { channelSchema } from './channels.ts';
import { draftMessageSchema, ledgerSchema } from './messages.ts';
import { offerSchema } from './offer.ts';

const text = z.string().nullable();

/**
 * Who wrote the summary of an interaction: `team` (a colleague's note) or `lead` (the lead's own words). If it is missing,
 * the type decides.
 */
export const interactionAuthorSchema = z.enum(['team', 'lead']);
export const authorDescription =
  "Who wrote the summary: `team` (a colleague's note) or `lead` (the lead's own words). Defaults to `team` for a call, a meeting or a note, and to `lead` for any other type";
export type InteractionAuthor = z.infer<typeof interactionAuthorSchema>;

export const interactionFactSchema = z.object({
  /** ISO 8601 date or date-time, as sent by the caller. */
  date: z.string(),
  type: z.string(),
  /** Missing if the caller did not send it. */
  author: interactionAuthorSchema.optional(),
  summary: z.string(),
});

/**
 * The source of a fact: the request, the stored lead, its stored history, the visitor's page views, the site, or the agent
 * that signs.
 */
export const factSourceSchema = z.enum(['request', 'lead', 'history', 'visitor', 'site', 'agent']);
export type FactSource = z.infer<typeof factSourceSchema>;

/**
 * All facts of a follow-up, gathered once and stored with it. The writers may use no other source. Empty strings never
 * occur: an unknown value is null or an empty list. One exception: the writers get an empty summary for an interaction
 * whose whole text was quarantined.
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
    /** IANA; null on older follow-ups. */
    timezone: text.default(null),
    voice: z.object({
      tone: text,
      approved_claims: z.array(z.string()),
      forbidden_words: z.array(z.string()),
    }),
  }),
  /** Who signs: the agent of the sales phase. Null on older follow-ups. */
  sender: z
    .object({ name: z.string(), title: text, email: text, phone: text, signature: text })
    .nullable()
    .default(null),
  /** The offer of the site, overridden by the request field by field. */
  offer: offerSchema.nullable().default(null),
  /** The site's instructions to its agents. A trusted source, like the site's own data. */
  instructions: z.array(z.string()).default([]),
  /** BCP 47 tag of the language to write in: the lead's if set, else the site's. */
  language: z.string(),
  lead_stage: text,
  /** The goal of the message, such as "email", "call" or "meeting". */
  follow_up_type: text,
  follow_up_interval: text,
  product_interest: z.array(z.string()),
  /** Newest last. */
  previous_interactions: z.array(interactionFactSchema),
  /** Newest last; empty without a visitor. */
  page_views: z.array(z.object({ url: z.string(), title: text, viewed_at: z.string() })),
  /** The step of a sequence that is written. Null for a single follow-up. */
  sequence: z
    .object({
      step: z.number().int(),
      of: z.number().int(),
      brief: text,
      /** What the lead has got, oldest first. */
      earlier: z.array(
        z.object({
          date: z.string(),
          messages: z.partialRecord(channelSchema, draftMessageSchema),
          /** Null if the writer reported none. */
          ledger: ledgerSchema.nullable().default(null),
        }),
      ),
    })
    .nullable()
    .default(null),
  /** The source of each known fact, by path, such as `lead.name`. */
  sources: z.record(z.string(), factSourceSchema).default({}),
});
export type Facts = z.infer<typeof factsSchema>;
