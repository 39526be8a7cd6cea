import { pageQuerySchema } from '../../src/contract/page.ts';
import { parseLeadBody } from '../../src/contract/resources/lead.ts';
import { listLeads, readLead } from '../../src/directory/leads.ts';
import { eraseLead } from '../../src/follow-ups/erase-lead.ts';
import { patchLeadInSequences, storeLeadInSequences } from '../../src/sequences/store-lead.ts';
import type { ApiRequest, Handler } from '../handler.ts';
import { parseQuery, uuidParam } from '../parse-request.ts';
import { list, success } from '../respond.ts';

export const getLeads: Handler = async (request, { services }) => {
  const query = parseQuery(pageQuerySchema, request);
  return list(await listLeads(services.database, request.principal, uuidParam(request, 'id'), query));
};

export const getLead: Handler = async (request, { services }) =>
  success(200, await readLead(services.database, request.principal, ...idsOf(request)));

export const putLead: Handler = async (request, { services }) => {
  const body = parseLeadBody(request.body);
  const stored = await storeLeadInSequences(services, request.principal, ...idsOf(request), body);
  const { created, view } = stored;
  return success(created ? 201 : 200, view);
};

export const patchLead: Handler = async (request, { services }) => {
  const { principal, body } = request;
  return success(200, await patchLeadInSequences(services, principal, ...idsOf(request), body));
};

export const deleteLead: Handler = async (request, { services }) => {
  await eraseLead(services, request.principal, ...idsOf(request));
  return { status: 204 };
};

function idsOf(request: ApiRequest): [siteId: string, leadId: string] {
  return [uuidParam(request, 'id'), uuidParam(request, 'leadId')];
}
