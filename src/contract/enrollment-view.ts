import { z } from 'zod';
import { errorBodySchema } from './errors.ts';
import { followUpStatuses } from './status.ts';

const text = z.string().nullable();

export const enrollmentStatuses = ['active', 'paused', 'finished', 'stopped', 'failed'] as const;
export type EnrollmentStatus = (typeof enrollmentStatuses)[number];

/** Why an enrollment waits. */
export const waitingReasons = ['wait', 'window', 'daily_limit', 'review', 'paused', 'out_of_office'] as const;
export type WaitingReason = (typeof waitingReasons)[number];

export const enrollmentViewSchema = z
  .object({
    id: z.string(),
    sequence_id: text.describe('Null for the steps of one request to leadFollowUp'),
    site_id: z.string(),
    lead_id: z.string(),
    status: z.enum(enrollmentStatuses),
    step: z.number().int().describe('The position of the current step, counted from 1'),
    of: z.number().int(),
    next_step_at: text.describe('When the next step starts. Null while a step is being written or reviewed'),
    waiting_for: z
      .object({ reason: z.enum(waitingReasons), until: text })
      .nullable()
      .describe('Null while a step is being written, and after the end'),
    stopped_by: z.object({ reason: z.string(), interaction_id: text }).nullable(),
    follow_ups: z.array(z.object({ step: z.string(), id: z.string(), status: z.enum(followUpStatuses) })),
    error: errorBodySchema.nullable(),
    warnings: z.array(z.string()),
    metadata: z.record(z.string(), z.string()),
    created_at: z.string(),
    finished_at: text,
  })
  .meta({ id: 'Enrollment' });
export type EnrollmentView = z.infer<typeof enrollmentViewSchema>;

/** The `enrollment` of a follow-up. */
export const enrollmentSummarySchema = z.object({
  id: z.string(),
  status: z.enum(enrollmentStatuses),
  step: z.number().int(),
  of: z.number().int(),
  next_step_at: text,
});
export type EnrollmentSummary = z.infer<typeof enrollmentSummarySchema>;
