import { z } from 'zod';
import { enrollmentViewSchema } from '../enrollment-view.ts';
import { leadEventSchema, recordedLeadEventSchema } from '../lead-event.ts';
import { pageQuerySchema } from '../page.ts';
import {
  bulkOutcomeSchema,
  describedBulkEnrollmentSchema,
  enrollmentBodySchema,
  enrollmentQuerySchema,
} from '../resources/enrollment.ts';
import { sequenceBodySchema, sequenceStatsSchema, sequenceViewSchema } from '../resources/sequence.ts';
import type { Operation } from './operation.ts';

const tag = 'Sequences';

export const listSequences: Operation = {
  id: 'listSequences',
  tag,
  summary: 'The sequences of a site, newest first',
  query: pageQuerySchema,
  answers: { 200: { description: 'A page of sequences', data: sequenceViewSchema, list: true } },
  errors: ['INVALID_INPUT', 'SITE_NOT_FOUND'],
};

export const readSequence: Operation = {
  id: 'readSequence',
  tag,
  summary: 'A sequence',
  answers: { 200: { description: 'The sequence', data: sequenceViewSchema } },
  errors: ['INVALID_INPUT', 'SEQUENCE_NOT_FOUND'],
};

export const storeSequence: Operation = {
  id: 'storeSequence',
  tag,
  summary: 'Create or replace a sequence by your own id',
  description:
    'A change applies to steps that have not started, in new and running enrollments alike. Steps are known by their keys. While a sequence is paused, no enrollment advances and nothing is published: a step that is being written or reviewed is cancelled, and written again when the sequence is active.',
  body: sequenceBodySchema,
  example: {
    name: 'After a demo',
    steps: [
      { key: 'thanks', wait: '0 days', follow_up_type: 'email', brief: 'thank them, sum up what they saw' },
      {
        key: 'question',
        wait: '3 business days',
        channels: ['email', 'whatsapp'],
        brief: 'answer the open question',
      },
      { key: 'last', wait: 'P1W', brief: 'last note, leave the door open', review: true },
    ],
    window: { days: ['mon', 'tue', 'wed', 'thu', 'fri'], from: '09:00', to: '17:00', timezone: 'lead' },
    stop_on: ['reply', 'meeting_booked', 'opt_out', 'bounce', 'stage:won', 'stage:lost'],
    daily_limit: 200,
  },
  answers: {
    200: { description: 'Replaced', data: sequenceViewSchema },
    201: { description: 'Created', data: sequenceViewSchema },
  },
  errors: ['INVALID_INPUT', 'SITE_NOT_FOUND'],
};

export const readSequenceStats: Operation = {
  id: 'readSequenceStats',
  tag,
  summary: 'What became of the steps and enrollments of a sequence',
  answers: { 200: { description: 'Counts', data: sequenceStatsSchema } },
  errors: ['INVALID_INPUT', 'SEQUENCE_NOT_FOUND'],
};

const enrollmentExample = {
  lead_id: 'b0000000-0000-4000-8000-000000000001',
  metadata: { campaign: 'autumn' },
};

export const enrollLead: Operation = {
  id: 'enrollLead',
  tag,
  summary: 'Enroll a lead in a sequence',
  description:
    'A lead that is active in this sequence stays enrolled as it is. A lead that is active in another sequence of the site is refused, unless one of the two says `"exclusive": false`.',
  body: enrollmentBodySchema,
  example: enrollmentExample,
  answers: {
    200: { description: 'It was enrolled already', data: enrollmentViewSchema },
    201: { description: 'Enrolled', data: enrollmentViewSchema },
  },
  errors: [
    'INVALID_INPUT',
    'INVALID_PHONE_NUMBER',
    'SEQUENCE_NOT_FOUND',
    'LEAD_NOT_FOUND',
    'LEAD_ALREADY_ENROLLED',
  ],
};

export const enrollLeads: Operation = {
  id: 'enrollLeads',
  tag,
  summary: 'Enroll up to 1,000 leads in a sequence',
  description: 'Each enrollment has an outcome of its own, in the order of the request.',
  body: describedBulkEnrollmentSchema,
  example: { enrollments: [enrollmentExample] },
  answers: { 200: { description: 'The outcomes', data: z.array(bulkOutcomeSchema) } },
  errors: ['INVALID_INPUT', 'SEQUENCE_NOT_FOUND'],
};

export const listEnrollments: Operation = {
  id: 'listEnrollments',
  tag,
  summary: 'Enrollments, newest first',
  query: enrollmentQuerySchema,
  answers: { 200: { description: 'A page of enrollments', data: enrollmentViewSchema, list: true } },
  errors: ['INVALID_INPUT'],
};

export const readEnrollment: Operation = {
  id: 'readEnrollment',
  tag,
  summary: 'An enrollment: where it stands, and what it waits for',
  answers: { 200: { description: 'The enrollment', data: enrollmentViewSchema } },
  errors: ['ENROLLMENT_NOT_FOUND'],
};

const change = (id: string, summary: string, description: string): Operation => ({
  id,
  tag,
  summary,
  description,
  answers: { 200: { description: 'The enrollment as it is now', data: enrollmentViewSchema } },
  errors: ['ENROLLMENT_NOT_FOUND', 'ENROLLMENT_ENDED'],
});

export const pauseEnrollment = change(
  'pauseEnrollment',
  'Pause an enrollment',
  'Nothing is started or published until it is resumed. A step that is being written or reviewed is cancelled and written again then.',
);
export const resumeEnrollment = change(
  'resumeEnrollment',
  'Resume an enrollment',
  'The time of the pause does not count as waiting.',
);
export const stopEnrollment = change(
  'stopEnrollment',
  'Stop an enrollment',
  'Cancels what is being written or reviewed. Stopping again changes nothing.',
);
export const skipStep = change(
  'skipStep',
  'Move on to the next step',
  'The current step is left out, and the next one is due now, in its window.',
);

export const recordLeadEvent: Operation = {
  id: 'recordLeadEvent',
  tag,
  summary: 'Record what another system reports about a lead',
  description:
    'For webhooks of mail systems and CRMs: the same `source` and `external_id` again change nothing. A reply, a booked meeting, a bounce or an unsubscribe stops the enrollments whose rules name it. An automatic answer is no reply.',
  body: leadEventSchema,
  example: {
    source: 'mailgun',
    external_id: 'msg-4711',
    type: 'reply',
    at: '2026-11-26T10:00:00Z',
    email: 'jane@acme.com',
    summary: 'Asked for a quote',
    headers: { 'Auto-Submitted': 'no' },
  },
  answers: { 200: { description: 'What was recorded and stopped', data: recordedLeadEventSchema } },
  errors: ['INVALID_INPUT', 'LEAD_NOT_FOUND'],
};
