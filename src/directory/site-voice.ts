import { z } from 'zod';

/** The voice of a site. Fields that are missing or malformed in the stored JSON count as not set. */
export const siteVoiceSchema = z.object({
  tone: z.string().nullable().catch(null),
  /** BCP 47 tag; overrides the language of the site's locale. */
  language: z.string().nullable().catch(null),
  approved_claims: z.array(z.string()).catch([]),
  forbidden_words: z.array(z.string()).catch([]),
});
export type SiteVoice = z.output<typeof siteVoiceSchema>;
