import { z } from 'zod';
import { authorDescription, type InteractionAuthor, interactionAuthorSchema } from '../facts.ts';
import { parseBody } from '../parse-body.ts';
import { moment, optionalText, requiredLine } from './fields.ts';

export const interactionBodySchema = z
  .object({
    date: moment.describe('ISO 8601 date or date-time'),
    type: requiredLine.describe('Such as "email", "call" or "meeting"'),
    author: interactionAuthorSchema.nullable().optional().describe(authorDescription),
    summary: optionalText,
    content: optionalText.describe('Used if there is no summary'),
  })
  .refine(({ summary, content }) => summary ?? content, {
    path: ['summary'],
    error: 'needs a summary or a content',
  });

export interface InteractionBody {
  date: Date;
  type: string;
  author: InteractionAuthor | null;
  summary: string;
}

export const interactionViewSchema = z
  .object({
    id: z.string(),
    lead_id: z.string(),
    date: z.string(),
    type: z.string(),
    author: interactionAuthorSchema.nullable().describe('Null if it was not sent'),
    summary: z.string(),
    created_at: z.string(),
  })
  .meta({ id: 'Interaction' });
export type InteractionView = z.infer<typeof interactionViewSchema>;

/** @throws AppError INVALID_REQUEST */
export function parseInteractionBody(body: unknown): InteractionBody {
  const { value } = parseBody(interactionBodySchema, body, { required: ['date', 'type'] });
  const { date, type, author, summary, content } = value;
  return { date, type, author: author ?? null, summary: summary ?? content ?? '' };
}
