import { z } from 'zod';
import { perChannel } from './channels.ts';
import { limits, line } from './limits.ts';
import { parseBody } from './parse-body.ts';

const reviewer = line
  .transform((name) => name || undefined)
  .optional()
  .describe('Who decides: stored with the decision and in the audit');
const reason = z
  .string()
  .trim()
  .min(1, 'must not be blank')
  .max(limits.shortText, `must have at most ${limits.shortText} characters`);

export const messageEditSchema = z
  .object({
    title: z.string().max(limits.text, `must have at most ${limits.text} characters`).optional(),
    message: z.string().max(limits.message, `must have at most ${limits.message} characters`).optional(),
    override: z
      .object({
        rules: z.array(z.string()).min(1, 'must name at least one rule').max(limits.list),
        reason,
      })
      .optional()
      .describe(
        'Rules of the class *claim* that this text may break, because a person takes responsibility for it',
      ),
    reviewer,
  })
  .refine(({ title, message }) => title !== undefined || message !== undefined, {
    path: ['message'],
    error: 'needs a title, a message or both',
  });
export type MessageEdit = z.output<typeof messageEditSchema>;

export const regenerationSchema = z.object({
  instructions: z
    .string()
    .trim()
    .max(limits.shortText, `must have at most ${limits.shortText} characters`)
    .transform((wish) => wish || undefined)
    .optional()
    .describe('What to change, such as "shorter, mention the trial". The facts in it count as true'),
});
export type Regeneration = z.output<typeof regenerationSchema>;

const revisionNumber = z.number().int('must be a whole number').min(1, 'must be at least 1');

export const approvalSchema = z.object({
  revisions: perChannel(revisionNumber)
    .refine((revisions) => Object.keys(revisions).length > 0, 'must name at least one message')
    .describe('The revision of each message to publish. The other messages are skipped'),
  reviewer,
  stale: z.enum(['accept']).optional().describe('Publishes texts that were written before the lead changed'),
});
export type Approval = z.output<typeof approvalSchema>;

export const rejectionSchema = z.object({ reason, reviewer });
export type Rejection = z.output<typeof rejectionSchema>;

/** @throws AppError INVALID_REQUEST, also for an unknown field: what a person decides must not be ignored in part */
export function parseMessageEdit(body: unknown): MessageEdit {
  return parseBody(messageEditSchema, body, { unknown: 'refused' }).value;
}

/** The body is optional. @throws AppError INVALID_REQUEST, also for an unknown field */
export function parseRegeneration(body: unknown): Regeneration {
  return parseBody(regenerationSchema, body ?? {}, { unknown: 'refused' }).value;
}

/** @throws AppError INVALID_REQUEST, also for an unknown field */
export function parseApproval(body: unknown): Approval {
  return parseBody(approvalSchema, body, { required: ['revisions'], unknown: 'refused' }).value;
}

/** @throws AppError INVALID_REQUEST, also for an unknown field */
export function parseRejection(body: unknown): Rejection {
  return parseBody(rejectionSchema, body, { required: ['reason'], unknown: 'refused' }).value;
}
