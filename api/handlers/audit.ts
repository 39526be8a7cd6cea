import { auditQuerySchema } from '../../src/contract/resources/audit.ts';
import { listAudit } from '../../src/directory/audit.ts';
import type { Handler } from '../handler.ts';
import { parseQuery } from '../parse-request.ts';
import { list } from '../respond.ts';

export const getAudit: Handler = async (request, { services }) =>
  list(await listAudit(services.database, request.principal, parseQuery(auditQuerySchema, request)));
