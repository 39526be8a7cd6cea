import { z } from 'zod';
import { phases } from '../agents.ts';
import { commandViewSchema, modelCallViewSchema } from '../command-view.ts';
import { documentedExample } from '../documented-example.ts';
import { eventViewSchema } from '../event-view.ts';
import { acceptedFollowUpSchema, followUpSummarySchema, followUpViewSchema } from '../follow-up-view.ts';
import { publishedRequestSchema } from '../lead-follow-up-request.ts';
import { pageQuerySchema } from '../page.ts';
import { reviewStatuses } from '../review.ts';
import { followUpStatuses, statuses } from '../status.ts';
import { uuidSchema } from '../uuid.ts';
import type { Operation } from './operation.ts';

export const waitQuerySchema = z.object({
  wait: z
    .string()
    .regex(/^\d{1,9}$/, 'must be a whole number of seconds')
    .optional()
    .meta({
      description: 'Seconds to wait until the follow-up has ended, like `Prefer: wait=N`',
      override: { type: 'integer', minimum: 0 },
    }),
});

const waitHeaders = {
  prefer: z.string().optional().describe('`wait=N`: seconds to wait until the follow-up has ended'),
};

const workHeadersSchema = z.object({
  ...waitHeaders,
  'idempotency-key': z
    .string()
    .optional()
    .describe('1 to 255 characters. The same request sent again within 24 hours returns the first follow-up'),
});

export const followUpQuerySchema = pageQuerySchema.extend({
  lead_id: uuidSchema.optional(),
  site_id: uuidSchema.optional(),
  status: z.enum(followUpStatuses).optional(),
  review: z.enum(reviewStatuses).optional().describe('`pending`: the review queue'),
  order: z.enum(['desc', 'asc']).default('desc').describe('`asc`: oldest first'),
  view: z
    .enum(['summary', 'full'])
    .default('summary')
    .describe('`full`: each as GET /api/follow-ups/{id} returns it'),
});

export const commandQuerySchema = pageQuerySchema.extend({
  follow_up_id: z
    .string()
    .regex(/^fup_[0-7][0-9a-hjkmnp-tv-z]{25}$/, 'must be the id of a follow-up')
    .optional(),
  type: z.enum(phases).optional(),
  status: z.enum(statuses).optional(),
});

const endedBadly = [
  'SALES_COMMAND_FAILED',
  'NO_CONTENT_GENERATED',
  'NO_VALID_CHANNELS',
  'COMMAND_CANCELLED',
  'REVIEW_REJECTED',
  'REVIEW_EXPIRED',
] as const;

export const createFollowUp: Operation = {
  id: 'createFollowUp',
  tag: 'Follow-ups',
  summary: 'Write a follow-up for a lead',
  description:
    'Returns `202` at once. With a wait, returns the finished follow-up, or the error that it ended with. A wait that ends early never cancels the work. If the daily budget of the site or its organisation is used up, the request is refused with RATE_LIMITED, `details.reason` "daily_budget", `details.limit` "site" or "organisation", and `Retry-After` until midnight UTC. A key with neither `follow_ups:read` nor `data:read` gets the messages, but `lead` is null.',
  query: waitQuerySchema,
  headers: workHeadersSchema,
  body: publishedRequestSchema,
  example: documentedExample,
  callback: 'callbackUrl',
  answers: {
    200: { description: 'Finished while the request waited', data: followUpViewSchema },
    202: { description: 'Accepted', data: acceptedFollowUpSchema },
  },
  errors: [
    'INVALID_INPUT',
    'INVALID_PHONE_NUMBER',
    'IDEMPOTENCY_KEY_REUSED',
    'SITE_NOT_FOUND',
    'LEAD_NOT_FOUND',
    'AGENT_NOT_FOUND',
    'NO_CHANNELS_CONFIGURED',
    'NO_VALID_CHANNELS_FOR_LEAD',
    ...endedBadly,
  ],
};

export const readFollowUp: Operation = {
  id: 'readFollowUp',
  tag: 'Follow-ups',
  summary: 'The state of a follow-up',
  query: waitQuerySchema,
  headers: z.object(waitHeaders),
  answers: { 200: { description: 'The follow-up', data: followUpViewSchema } },
  errors: ['FOLLOW_UP_NOT_FOUND', ...endedBadly],
};

export const readCommand: Operation = {
  id: 'readCommand',
  tag: 'Follow-ups',
  summary: 'One phase of a follow-up',
  answers: { 200: { description: 'The command', data: commandViewSchema } },
  errors: ['COMMAND_NOT_FOUND'],
};

export const listFollowUps: Operation = {
  id: 'listFollowUps',
  tag: 'Follow-ups',
  summary: 'Follow-ups, newest first unless `order=asc`',
  description:
    'Summaries, without messages and history. `view=full` returns complete follow-ups; a page of large ones can end before `limit`, with a `next_cursor`.',
  query: followUpQuerySchema,
  answers: {
    200: {
      description: 'A page of summaries, or of follow-ups with `view=full`',
      data: z.union([followUpSummarySchema, followUpViewSchema]),
      list: true,
    },
  },
  errors: ['INVALID_INPUT'],
};

export const cancelFollowUp: Operation = {
  id: 'cancelFollowUp',
  tag: 'Follow-ups',
  summary: 'Cancel a follow-up',
  description:
    'A follow-up that has ended does not change. A running phase is stopped, and a late result is not published. A key with neither `follow_ups:read` nor `data:read` gets `lead` and `messages` as null.',
  answers: { 200: { description: 'The follow-up as it is now', data: followUpViewSchema } },
  errors: ['FOLLOW_UP_NOT_FOUND'],
};

export const retryFollowUp: Operation = {
  id: 'retryFollowUp',
  tag: 'Follow-ups',
  summary: 'Retry a failed follow-up as a new one',
  description: 'A key with neither `follow_ups:read` nor `data:read` gets the messages, but `lead` is null.',
  query: waitQuerySchema,
  headers: z.object(waitHeaders),
  answers: {
    200: { description: 'Finished while the request waited', data: followUpViewSchema },
    202: { description: 'Accepted', data: acceptedFollowUpSchema },
  },
  errors: ['FOLLOW_UP_NOT_FOUND', 'NOT_RETRYABLE', ...endedBadly],
};

export const streamFollowUpEvents: Operation = {
  id: 'streamFollowUpEvents',
  tag: 'Follow-ups',
  summary: 'Every status change of a follow-up, as Server-Sent Events',
  description:
    'Starts with the first event, or after `Last-Event-ID`, and closes after the event that ends the follow-up.',
  headers: z.object({
    'last-event-id': z.string().optional().describe('The id of the last event that the client received'),
  }),
  answers: {
    200: { description: 'A stream of events', data: eventViewSchema, stream: true },
    204: { description: 'The last event that the client received ended the follow-up', data: null },
  },
  errors: ['FOLLOW_UP_NOT_FOUND'],
};

export const listCommands: Operation = {
  id: 'listCommands',
  tag: 'Follow-ups',
  summary: 'Commands, newest first',
  query: commandQuerySchema,
  answers: { 200: { description: 'A page of commands', data: commandViewSchema, list: true } },
  errors: [],
};

export const listModelCalls: Operation = {
  id: 'listModelCalls',
  tag: 'Follow-ups',
  summary: 'The model calls of a command, oldest first',
  description: 'Purpose, cost and outcome of each call, never its texts.',
  answers: { 200: { description: 'All of them', data: modelCallViewSchema, list: true } },
  errors: ['COMMAND_NOT_FOUND'],
};
