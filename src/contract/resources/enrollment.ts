import { z } from 'zod';
import { enrollmentStatuses, enrollmentViewSchema } from '../enrollment-view.ts';
import { errorBodySchema } from '../errors.ts';
import { cleanRequestLead, leadDataSchema, readCallbackUrl } from '../lead-follow-up-request.ts';
import { limits, metadata } from '../limits.ts';
import { pageQuerySchema } from '../page.ts';
import { type ParsedBody, parseBody } from '../parse-body.ts';
import { checkPhoneNumber } from '../phone-number.ts';
import { checkUuid, uuidSchema } from '../uuid.ts';
import type { WebhookUrlPolicy } from '../webhook-url.ts';
import { moment } from './fields.ts';

/** Body of POST /api/sequences/{id}/enrollments. */
export const enrollmentBodySchema = z.object({
  lead_id: z.string(),
  lead_data: leadDataSchema
    .optional()
    .describe('As in POST leadFollowUp; it is used for every step of this enrollment'),
  start_at: moment.optional().describe('When the first step is due, in place of its wait'),
  metadata: metadata.optional().describe('Echoed on the enrollment and on its follow-ups'),
  callback_url: z
    .string()
    .max(limits.url, `must have at most ${limits.url} characters`)
    .optional()
    .describe('URL for the webhook events of the enrollment and of its follow-ups'),
});
export type EnrollmentBody = z.output<typeof enrollmentBodySchema>;

/** The most enrollments of one bulk request. */
export const mostEnrollments = 1_000;

export const bulkEnrollmentSchema = z.object({
  enrollments: z
    .array(z.unknown())
    .min(1, 'must name at least one enrollment')
    .max(mostEnrollments, `must name at most ${mostEnrollments} enrollments`),
});

/** The same with the schema of each enrollment, for the API reference. */
export const describedBulkEnrollmentSchema = z.object({
  enrollments: z.array(enrollmentBodySchema).min(1).max(mostEnrollments),
});

export const bulkOutcomeSchema = z.union([
  z.object({ status: z.number().int(), data: enrollmentViewSchema }),
  z.object({ status: z.number().int(), error: errorBodySchema }),
]);

export const enrollmentQuerySchema = pageQuerySchema.extend({
  site_id: uuidSchema.optional(),
  sequence_id: uuidSchema.optional(),
  lead_id: uuidSchema.optional(),
  status: z.enum(enrollmentStatuses).optional(),
  reason: z.string().max(limits.line).optional().describe('What stopped it, such as `reply`'),
});

/** @throws AppError INVALID_REQUEST, INVALID_INPUT, INVALID_PHONE_NUMBER */
export function parseEnrollmentBody(body: unknown, policy: WebhookUrlPolicy): ParsedBody<EnrollmentBody> {
  const parsed = parseBody(enrollmentBodySchema, body, {
    required: ['lead_id'],
    clean: (fields) => cleanRequestLead(fields, 'lead_data.'),
  });
  const { value } = parsed;
  value.lead_id = checkUuid(value.lead_id, 'lead_id');
  if (value.lead_data?.phone !== undefined) checkPhoneNumber(value.lead_data.phone, 'lead_data.phone');
  if (value.callback_url !== undefined) {
    value.callback_url = readCallbackUrl(value.callback_url, 'callback_url', policy);
  }
  return parsed;
}

/** @throws AppError INVALID_REQUEST */
export function parseBulkEnrollment(body: unknown): unknown[] {
  return parseBody(bulkEnrollmentSchema, body, { required: ['enrollments'] }).value.enrollments;
}
