import { z } from 'zod';
import { factCheckSchema } from '../claims.ts';
import { limits } from '../limits.ts';
import { applyMergePatch } from '../merge-patch.ts';
import { completeOffer, offerBodySchema, offerSchema } from '../offer.ts';
import { parseBody } from '../parse-body.ts';
import {
  optionalCountry,
  optionalLocale,
  optionalText,
  optionalTimezone,
  requiredLine,
  textList,
} from './fields.ts';

const text = z.string().nullable();

export const siteReviewSchema = z.enum(['required']);

export const siteBodySchema = z.object({
  name: requiredLine,
  url: z
    .url({ protocol: /^https?$/, error: 'must be an http(s) URL' })
    .nullish()
    .transform((url) => url ?? null),
  locale: optionalLocale.transform((tag) => tag ?? 'en').describe('BCP 47. Defaults to "en"'),
  timezone: optionalTimezone.transform((zone) => zone ?? 'UTC').describe('IANA. Defaults to "UTC"'),
  voice: z
    .object({
      tone: optionalText,
      language: optionalLocale.describe('BCP 47; overrides the language of the locale'),
      approved_claims: textList,
      forbidden_words: textList,
    })
    .nullish()
    .transform((voice) => voice ?? { tone: null, language: null, approved_claims: [], forbidden_words: [] }),
  offer: offerBodySchema
    .nullish()
    .transform((offer) => completeOffer(offer ?? null, null))
    .describe('What messages may offer. Messages promise nothing beyond this and the other facts'),
  fact_check: factCheckSchema
    .nullish()
    .transform((check) => check ?? null)
    .describe(
      'Whether a model looks for the source of each statement in the finished messages. Applies if it is stricter than the setting FACT_CHECK',
    ),
  country: optionalCountry.describe(
    'ISO 3166 code, such as "DE": its public holidays are no business days for sequences',
  ),
  holidays: z
    .array(z.iso.date('must be a date such as "2026-12-24"'))
    .max(limits.holidays, `must have at most ${limits.holidays} dates`)
    .nullish()
    .transform((days) => days ?? null)
    .describe('Dates on which no step of a sequence starts, in place of the public holidays of the country'),
  review: siteReviewSchema
    .nullish()
    .transform((review) => review ?? null)
    .describe('`required`: a person decides before the messages of the site are published'),
});
export type SiteBody = z.output<typeof siteBodySchema>;

export const siteViewSchema = z
  .object({
    id: z.string(),
    name: z.string(),
    url: text,
    locale: z.string(),
    timezone: z.string(),
    voice: z.object({
      tone: text,
      language: text,
      approved_claims: z.array(z.string()),
      forbidden_words: z.array(z.string()),
    }),
    offer: offerSchema.nullable(),
    fact_check: factCheckSchema.nullable(),
    review: siteReviewSchema.nullable(),
    country: text,
    holidays: z.array(z.string()).nullable(),
    created_at: z.string(),
    updated_at: z.string(),
  })
  .meta({ id: 'Site' });
export type SiteView = z.infer<typeof siteViewSchema>;

/** @throws AppError INVALID_REQUEST */
export function parseSiteBody(body: unknown): SiteBody {
  return parseBody(siteBodySchema, body, { required: ['name'] }).value;
}

/** The site after a JSON Merge Patch. @throws AppError INVALID_REQUEST */
export function patchedSiteBody(stored: SiteView, patch: unknown): SiteBody {
  return parseSiteBody(applyMergePatch(siteBodySchema, stored, patch));
}
