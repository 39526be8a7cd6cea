import { auditEntrySchema, auditQuerySchema } from '../resources/audit.ts';
import type { Operation } from './operation.ts';

export const listAudit: Operation = {
  id: 'listAudit',
  tag: 'Audit',
  summary: 'Who did what in the organisation, and from where, newest first',
  description:
    'Deletions, and changes of API keys, webhook endpoints and signing secrets. Entries are kept for `AUDIT_RETENTION_DAYS`. Not available to a key that is bound to a site.',
  query: auditQuerySchema,
  answers: { 200: { description: 'A page of the audit', data: auditEntrySchema, list: true } },
  errors: [],
};
