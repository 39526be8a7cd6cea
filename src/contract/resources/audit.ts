import { z } from 'zod';
import { pageQuerySchema } from '../page.ts';

const exact = z
  .string()
  .regex(/^[\w.-]{1,100}$/, 'must have 1 to 100 letters, digits, dots, hyphens or underscores')
  .optional();

export const auditQuerySchema = pageQuerySchema.extend({
  actor: exact.describe('The id of an API key, `operator` or `service`'),
  action: exact.describe('Such as `api_key.revoked`'),
  subject: exact.describe('The id of the object of the action'),
});
export type AuditQuery = z.output<typeof auditQuerySchema>;

/** An entry of the audit: who did what, and from where. */
export const auditEntrySchema = z
  .object({
    id: z.string(),
    at: z.string(),
    actor: z
      .string()
      .describe('The id of the API key, `operator`, or `service` for automatic actions of the service'),
    action: z.string().describe('Such as `api_key.created`, `site.deleted`, `lead.erased`'),
    subject: z.string().describe('The id of the object of the action'),
    address: z.string().nullable().describe('The IP address of the client. Null without a request'),
    details: z.record(z.string(), z.unknown()).describe('Ids, counts and settings'),
  })
  .meta({ id: 'AuditEntry' });
export type AuditEntryView = z.infer<typeof auditEntrySchema>;
