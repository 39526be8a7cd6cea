import { z } from 'zod';
import { commandViewSchema } from '../command-view.ts';
import { acceptedFollowUpSchema, followUpViewSchema } from '../follow-up-view.ts';
import { leadFollowUpRequestSchema } from '../lead-follow-up-request.ts';
import type { Operation } from './operation.ts';

const waitQuerySchema = z.object({
  wait: z.string().optional().describe('Seconds to wait for the end, like `Prefer: wait=N`'),
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
  query: waitQuerySchema,
  body: leadFollowUpRequestSchema,
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
