import { z } from 'zod';
import { authorDescription, type InteractionAuthor, interactionAuthorSchema } from '../facts.ts';
import { parseBody } from '../parse-body.ts';
import { moment, optionalText, requiredLine } from './fields.ts';

export const interactionDirectionSchema = z.enum(['inbound', 'outbound']);

export const interactionBodySchema = z
  .object({
    date: moment.describe('ISO 8601 date or date-time'),
    type: requiredLine.describe(
      'Such as "email", "call" or "meeting". `reply`, `meeting_booked`, `bounce` and `unsubscribe` stop sequences that have a rule for them; `out_of_office` makes them wait',
    ),
    direction: interactionDirectionSchema
      .nullable()
      .optional()
      .describe('`inbound`: from the lead. An inbound interaction counts as a reply'),
    until: moment.nullable().optional().describe('Until when the lead is out of office'),
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
  direction: z.infer<typeof interactionDirectionSchema> | null;
  until: Date | null;
}

export const interactionViewSchema = z
  .object({
    id: z.string(),
    lead_id: z.string(),
    date: z.string(),
    type: z.string(),
    author: interactionAuthorSchema.nullable().describe('Null if it was not sent'),
    summary: z.string(),
    direction: interactionDirectionSchema.nullable(),
    until: z.string().nullable(),
    created_at: z.string(),
  })
  .meta({ id: 'Interaction' });
export type InteractionView = z.infer<typeof interactionViewSchema>;

/** @throws AppError INVALID_REQUEST */
export function parseInteractionBody(body: unknown): InteractionBody {
  const { value } = parseBody(interactionBodySchema, body, { required: ['date', 'type'] });
  const { date, type, author, summary, content, direction, until } = value;
  return {
    date,
    type,
    author: author ?? null,
    summary: summary ?? content ?? '',
    direction: direction ?? null,
    until: until ?? null,
  };
}
