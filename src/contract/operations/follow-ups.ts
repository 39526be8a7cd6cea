import { z } from 'zod';
import { phases } from '../agents.ts';
import { commandViewSchema, modelCallViewSchema } from '../command-view.ts';
import { documentedExample } from '../documented-example.ts';
import { eventViewSchema } from '../event-view.ts';
import { acceptedFollowUpSchema, followUpSummarySchema, followUpViewSchema } from '../follow-up-view.ts';
import { publishedRequestSchema } from '../lead-follow-up-request.ts';
import { pageQuerySchema } from '../page.ts';
import { statuses } from '../status.ts';
import { uuidSchema } from '../uuid.ts';
import type { Operation } from './operation.ts';

export const waitQuerySchema = z.object({
  wait: z
    .string()
    .regex(/^\d{1,9}$/, 'must be a whole number of seconds')
    .optional()
    .meta({
      description: 'Seconds to wait for the end, like `Prefer: wait=N`',
      override: { type: 'integer', minimum: 0 },
    }),
});

const waitHeaders = { prefer: z.string().optional().describe('`wait=N`: seconds to wait for the end') };

const workHeadersSchema = z.object({
  ...waitHeaders,
  'idempotency-key': z
    .string()
    .optional()
    .describe('1 to 255 characters; the same request sent again within 24 hours makes nothing new'),
});

export const followUpQuerySchema = pageQuerySchema.extend({
  lead_id: uuidSchema.optional(),
  site_id: uuidSchema.optional(),
  status: z.enum(statuses).optional(),
  view: z.enum(['summary', 'full']).default('summary').describe('`full`: each as GET of it answers it'),
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
] as const;

export const createFollowUp: Operation = {
  id: 'createFollowUp',
  tag: 'Follow-ups',
  summary: 'Write a follow-up for a lead',
  description:
    'Answers `202` at once, or with a wait the finished follow-up, or the error that it ended with. A wait that ends early never cancels the work. A site that has used up its budget of the day, or that of its organisation, is refused with RATE_LIMITED, `details.reason` "daily_budget", `details.limit` "site" or "organisation", and `Retry-After` until midnight UTC. A key with neither `follow_ups:read` nor `data:read` gets the messages and `lead: null`.',
  query: waitQuerySchema,
  headers: workHeadersSchema,
  body: publishedRequestSchema,
  example: documentedExample,
  callback: 'callbackUrl',
  answers: {
    200: { description: 'Waited for, and finished', data: followUpViewSchema },
    202: { description: 'Accepted; it is being written', data: acceptedFollowUpSchema },
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
  summary: 'Where a follow-up stands',
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
  summary: 'Follow-ups, newest first',
  description:
    'Summaries, without messages and history. With `view=full` they are whole; a page of large ones ends before `limit`, with a `next_cursor`.',
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
    'One that has ended stays as it is. A phase that is at work is stopped; a late result is not published. A key with neither `follow_ups:read` nor `data:read` gets `lead` and `messages` as null.',
  answers: { 200: { description: 'The follow-up as it is now', data: followUpViewSchema } },
  errors: ['FOLLOW_UP_NOT_FOUND'],
};

export const retryFollowUp: Operation = {
  id: 'retryFollowUp',
  tag: 'Follow-ups',
  summary: 'Try a failed follow-up again, as a new one',
  description: 'A key with neither `follow_ups:read` nor `data:read` gets the messages and `lead: null`.',
  query: waitQuerySchema,
  headers: z.object(waitHeaders),
  answers: {
    200: { description: 'Waited for, and finished', data: followUpViewSchema },
    202: { description: 'Accepted; it is being written', data: acceptedFollowUpSchema },
  },
  errors: ['FOLLOW_UP_NOT_FOUND', 'NOT_RETRYABLE', ...endedBadly],
};

export const streamFollowUpEvents: Operation = {
  id: 'streamFollowUpEvents',
  tag: 'Follow-ups',
  summary: 'Every status change of a follow-up, as Server-Sent Events',
  description:
    'Starts with what has happened, or after `Last-Event-ID`, and closes after the event that ends the follow-up.',
  headers: z.object({
    'last-event-id': z.string().optional().describe('The id of the last event that was seen'),
  }),
  answers: {
    200: { description: 'A stream of events', data: eventViewSchema, stream: true },
    204: { description: 'The last event that was seen is the one that ended the follow-up', data: null },
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
  summary: 'The calls to the model that a command made, oldest first',
  description: 'What each was for, what it cost and how it ended; never its texts.',
  answers: { 200: { description: 'All of them', data: modelCallViewSchema, list: true } },
  errors: ['COMMAND_NOT_FOUND'],
};
