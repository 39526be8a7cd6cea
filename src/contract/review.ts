import { z } from 'zod';
import { channelSchema, perChannel } from './channels.ts';
import { messageSchema } from './messages.ts';
import { violationSchema } from './violation.ts';

const text = z.string().nullable();

/** `rejected` also covers a follow-up that was cancelled during its review. */
export const reviewStatuses = ['pending', 'approved', 'rejected', 'expired'] as const;
export type ReviewStatus = (typeof reviewStatuses)[number];

/** The `review` of a follow-up in a list. */
export const reviewSummarySchema = z.object({ status: z.enum(reviewStatuses), expires_at: z.string() });

/** The `review` of a follow-up. */
export const reviewViewSchema = z
  .object({
    status: z.enum(reviewStatuses),
    messages: perChannel(messageSchema)
      .nullable()
      .describe('The newest revision of each message. Null for a key that cannot see `lead`'),
    revisions: perChannel(z.number().int()).describe('The number of the newest revision of each message'),
    stale: z
      .object({
        lead: z.boolean().describe('The stored lead was changed'),
        interactions: z.number().int().describe('The number of interactions that were added'),
      })
      .nullable()
      .describe('What changed after the oldest of these texts was written. Null if nothing has changed'),
    expires_at: z.string(),
    decided_at: text,
    decided_by: text.describe('The id of the API key. Null if the review is pending or has expired'),
    reviewer: text.describe('The person who decided, as the caller named them'),
    reason: text.describe('Why it was rejected'),
  })
  .meta({ id: 'Review' });
export type ReviewView = z.infer<typeof reviewViewSchema>;

const overrideSchema = z.object({ rules: z.array(z.string()), reason: z.string() });

/** A version of a message under review. */
export const revisionViewSchema = z
  .object({
    channel: channelSchema,
    revision: z.number().int(),
    title: z.string(),
    message: z.string(),
    author: z.object({
      type: z.enum(['model', 'person']),
      command_id: text.describe('The command that wrote it. Null for a person'),
      api_key_id: text.describe('The key that a person wrote it with. Null for a model'),
      reviewer: text,
    }),
    violations: z.array(violationSchema),
    override: overrideSchema.nullable().describe('The rules that a person overrode'),
    created_at: z.string(),
  })
  .meta({ id: 'Revision' });
export type RevisionView = z.infer<typeof revisionViewSchema>;
