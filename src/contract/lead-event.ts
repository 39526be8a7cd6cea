import { z } from 'zod';
import { limits, line } from './limits.ts';
import { parseBody } from './parse-body.ts';
import { emailText, moment, requiredLine } from './resources/fields.ts';
import { interactionDirectionSchema, interactionViewSchema } from './resources/interaction.ts';
import { checkUuid } from './uuid.ts';

/** Types that mean something to sequences. Any other type is only recorded. */
export const leadEventTypes = [
  'reply',
  'meeting_booked',
  'bounce',
  'unsubscribe',
  'out_of_office',
  'auto',
] as const;

export const leadEventSchema = z
  .object({
    source: requiredLine.describe('The system that reports it, such as "mailgun"'),
    external_id: requiredLine.describe('Its id there. The same event sent again changes nothing'),
    type: requiredLine.describe(
      '`reply`, `meeting_booked`, `bounce`, `unsubscribe`, `out_of_office`, `auto` (an automatic answer, which is no reply), or any other, which is only recorded',
    ),
    at: moment,
    lead_id: z.string().optional(),
    email: emailText
      .transform((email) => email || undefined)
      .optional()
      .describe(
        'In place of `lead_id`: the address of one or more leads that are stored, or enrolled with `lead_data`',
      ),
    direction: interactionDirectionSchema.optional(),
    summary: line.optional(),
    until: moment.optional().describe('Until when the lead is out of office'),
    headers: z
      .record(z.string().max(limits.line), z.string().max(limits.text))
      .optional()
      .describe(
        'Headers of the mail. `Auto-Submitted`, `X-Autoreply` and `Precedence` decide whether a reply is automatic',
      ),
  })
  .refine(({ lead_id, email }) => lead_id !== undefined || email !== undefined, {
    path: ['lead_id'],
    error: 'needs a lead_id or an email',
  });
export type LeadEvent = z.output<typeof leadEventSchema>;

/** `data` of POST /api/lead-events. */
export const recordedLeadEventSchema = z
  .object({
    type: z.string().describe('As it counts: an automatic reply is `auto`'),
    interactions: z.array(interactionViewSchema).describe('Empty if the event was recorded before'),
    stopped: z.array(z.string()).describe('The enrollments that it stopped'),
  })
  .meta({ id: 'RecordedLeadEvent' });
export type RecordedLeadEvent = z.infer<typeof recordedLeadEventSchema>;

/** @throws AppError INVALID_REQUEST, INVALID_INPUT */
export function parseLeadEvent(body: unknown): LeadEvent {
  const { value } = parseBody(leadEventSchema, body, { required: ['source', 'external_id', 'type', 'at'] });
  return value.lead_id === undefined ? value : { ...value, lead_id: checkUuid(value.lead_id, 'lead_id') };
}

/**
 * Whether the headers of a mail say that a program wrote it (RFC 3834, and what Microsoft and others send). Without a
 * sign, a mail is a person's.
 */
export function isAutomatic(headers: Readonly<Record<string, string>>): boolean {
  const byName = new Map(
    Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value.trim().toLowerCase()]),
  );
  const submitted = byName.get('auto-submitted');
  if (submitted !== undefined && !/^no\b/.test(submitted)) return true;
  if (/\b(?:auto_reply|auto-reply|bulk|junk)\b/.test(byName.get('precedence') ?? '')) return true;
  const marks = ['x-autoreply', 'x-autorespond', 'x-autoresponder', 'x-auto-reply', 'x-vacation'];
  return marks.some((name) => byName.has(name) && byName.get(name) !== 'no');
}
