import { z } from 'zod';

/**
 * Who wrote the summary of an interaction: `team`, a colleague's note, or `lead`, the lead's own words. Without it, the
 * type decides.
 */
export const interactionAuthorSchema = z.enum(['team', 'lead']);
export const authorDescription =
  "Who wrote the summary: `team`, a note of a colleague, or `lead`, the words of the lead. By itself a call, a meeting and a note are the team's, all else the lead's";
export type InteractionAuthor = z.infer<typeof interactionAuthorSchema>;
