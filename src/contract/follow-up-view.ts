import { z } from 'zod';
import { channelSchema, perChannel } from './channels.ts';
import { claimSchema } from './claims.ts';
import { enrollmentSummarySchema } from './enrollment-view.ts';
import { errorBodySchema } from './errors.ts';
import { interactionFactSchema } from './facts.ts';
import { messageSchema } from './messages.ts';
import { skippedChannelSchema } from './plan.ts';
import { reviewSummarySchema, reviewViewSchema } from './review.ts';
import { followUpStatuses } from './status.ts';

const text = z.string().nullable();

const milliseconds = z.number().int().nullable();

const commandIds = z.object({ sales: z.string(), copywriter: text });
const schedule = z.object({ follow_up_interval: text, next_follow_up_at: text });
const metadata = z.record(z.string(), z.string());

/**
 * An element of GET /api/follow-ups. Each of its fields is also in the complete follow-up, whose texts can add up to a
 * megabyte.
 */
export const followUpSummarySchema = z
  .object({
    id: z.string(),
    status: z.enum(followUpStatuses),
    retry_of: text,
    site_id: z.string(),
    lead_id: z.string(),
    lead: z.object({
      name: text,
      company: text,
      email: text,
      phone: text,
      sites: z.object({ name: z.string() }),
    }),
    command_ids: commandIds,
    channels: z.array(channelSchema),
    skipped_channels: z.array(skippedChannelSchema),
    schedule,
    metadata,
    enrollment: z
      .object({ id: z.string(), step: z.string() })
      .nullable()
      .describe('The enrollment that it is a step of, and the key of the step'),
    review: reviewSummarySchema.nullable().describe('Null if no review is needed, or before it starts'),
    error: errorBodySchema.nullable(),
    urls: z.object({ self: z.string() }),
    created_at: z.string(),
    finished_at: text,
  })
  .meta({ id: 'FollowUpSummary' });
export type FollowUpSummary = z.infer<typeof followUpSummarySchema>;

export const followUpUrlsSchema = z.object({
  self: z.string(),
  sales: z.string(),
  copywriter: text,
  events: z.string(),
  cancel: z.string(),
});

/** `data` of the 202 of POST leadFollowUp. */
export const acceptedFollowUpSchema = z
  .object({
    id: z.string(),
    status: z.enum(followUpStatuses),
    command_ids: commandIds,
    channels: z.array(channelSchema),
    skipped_channels: z.array(skippedChannelSchema),
    enrollment: enrollmentSummarySchema.nullable().describe('The sequence that it is a step of'),
    urls: followUpUrlsSchema,
    warnings: z.array(z.string()),
  })
  .meta({ id: 'AcceptedFollowUp' });
export type AcceptedFollowUp = z.infer<typeof acceptedFollowUpSchema>;

/** `data` of GET /api/follow-ups/{id}. Clients depend on `messages`, `lead` and `command_ids`. */
export const followUpViewSchema = acceptedFollowUpSchema
  .extend({
    retry_of: text,
    site_id: z.string(),
    lead_id: z.string(),
    messages: perChannel(messageSchema)
      .nullable()
      .describe(
        'Null until the follow-up is completed, and in the response to a cancel with a key that cannot see `lead`',
      ),
    lead: z
      .object({
        name: text,
        company: text,
        email: text,
        phone: text,
        position: text,
        pain_points: z.array(z.string()),
        budget_range: text,
        lead_stage: text,
        previous_interactions: z.array(interactionFactSchema),
        preferences: z.record(z.string(), z.unknown()),
        sites: z.object({ name: z.string(), url: text }),
      })
      .nullable()
      .describe('Null for a key with neither `follow_ups:read` nor `data:read`, and for its callbacks'),
    quality: perChannel(
      z.object({
        refined: z.boolean(),
        reason: text.describe(
          'Why the version of the sales phase is published. Null for a refined message, and on older follow-ups',
        ),
        warnings: z.array(z.string()),
      }),
    ),
    claims: perChannel(z.array(claimSchema)).describe(
      'The sources of the statements in each message. A channel without a fact check is missing',
    ),
    schedule,
    usage: z.object({
      input_tokens: z.number().int(),
      output_tokens: z.number().int(),
      cost_usd: z.number().nullable(),
    }),
    timing: z.object({
      queued_ms: milliseconds,
      sales_ms: milliseconds,
      copywriter_ms: milliseconds,
      total_ms: milliseconds,
    }),
    metadata,
    review: reviewViewSchema.nullable().describe('Null if no review is needed, or before it starts'),
    error: errorBodySchema.nullable(),
    created_at: z.string(),
    finished_at: text,
  })
  .meta({ id: 'FollowUp' });
export type FollowUpView = z.infer<typeof followUpViewSchema>;
