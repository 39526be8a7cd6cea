import { z } from 'zod';
import { acceptedRevisionSchema } from '../command-view.ts';
import { followUpViewSchema } from '../follow-up-view.ts';
import { revisionViewSchema } from '../review.ts';
import {
  approvalSchema,
  messageEditSchema,
  regenerationSchema,
  rejectionSchema,
} from '../review-requests.ts';
import type { Operation } from './operation.ts';

const tag = 'Review';
const undecided = ['FOLLOW_UP_NOT_FOUND', 'NOT_IN_REVIEW', 'ALREADY_DECIDED'] as const;

export const editMessage: Operation = {
  id: 'editMessage',
  tag,
  summary: 'Change a message under review',
  description:
    'Stores a new revision by a person. The quality gate checks it against the facts of the follow-up. A text with errors is refused with MESSAGE_REJECTED and `details.violations`; `override` lets claims pass, but no rule that keeps out what is never fit to send.',
  headers: z.object({
    'if-match': z
      .string()
      .optional()
      .describe(
        'The number of the newest revision, such as `"1"`. Required; an outdated one is refused with 412',
      ),
  }),
  body: messageEditSchema,
  example: {
    message: 'Hi Jane,\n\nShall we look at the dashboard together on Tuesday at 10?\n\nAcme',
    reviewer: 'Ana',
  },
  answers: { 200: { description: 'The new revision; its number is the ETag', data: revisionViewSchema } },
  errors: [
    ...undecided,
    'MESSAGE_REJECTED',
    'PRECONDITION_REQUIRED',
    'REVISION_OUTDATED',
    'REVISION_IN_PROGRESS',
  ],
};

export const regenerateMessage: Operation = {
  id: 'regenerateMessage',
  tag,
  summary: 'Write a message under review again',
  description:
    'The copywriter writes this message again, with the current revision and the newest data of the lead in view. The result is a new revision. Only one command can run for each message.',
  optionalBody: regenerationSchema,
  example: { instructions: 'shorter, mention the trial' },
  answers: { 202: { description: 'The command that writes it', data: acceptedRevisionSchema } },
  errors: [...undecided, 'REVISION_IN_PROGRESS', 'SITE_NOT_FOUND'],
};

export const listRevisions: Operation = {
  id: 'listRevisions',
  tag,
  summary: 'The revisions of a message, oldest first',
  answers: { 200: { description: 'All of them', data: revisionViewSchema, list: true } },
  errors: ['FOLLOW_UP_NOT_FOUND', 'NOT_IN_REVIEW'],
};

export const approveFollowUp: Operation = {
  id: 'approveFollowUp',
  tag,
  summary: 'Publish the messages of a follow-up',
  description:
    'Publishes exactly these revisions; other messages are skipped with the reason `not_approved`. The same approval again changes nothing. If a revision is not the newest, REVISION_OUTDATED; if the lead has changed since a text was written, REVIEW_STALE unless `stale` is `accept`. Opt-outs are checked again.',
  body: approvalSchema,
  example: { revisions: { email: 2, web: 1 }, reviewer: 'Ana' },
  answers: { 200: { description: 'The completed follow-up', data: followUpViewSchema } },
  errors: [...undecided, 'REVISION_OUTDATED', 'REVIEW_STALE', 'NO_VALID_CHANNELS'],
};

export const rejectFollowUp: Operation = {
  id: 'rejectFollowUp',
  tag,
  summary: 'Reject the messages of a follow-up',
  description:
    'Cancels the follow-up with the error REVIEW_REJECTED. The same rejection again changes nothing.',
  body: rejectionSchema,
  example: { reason: 'We spoke on the phone yesterday', reviewer: 'Ana' },
  answers: { 200: { description: 'The cancelled follow-up', data: followUpViewSchema } },
  errors: [...undecided],
};
