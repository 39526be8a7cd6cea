import { pageQuerySchema } from '../../src/contract/page.ts';
import { parseAgentBody } from '../../src/contract/resources/agent.ts';
import {
  listAgents,
  patchAgent as mergeAgent,
  readAgent,
  removeAgent,
  storeAgent,
} from '../../src/directory/agents.ts';
import type { ApiRequest, Handler } from '../handler.ts';
import { parseQuery, uuidParam } from '../parse-request.ts';
import { list, success } from '../respond.ts';

export const getAgents: Handler = async (request, { services }) => {
  const query = parseQuery(pageQuerySchema, request);
  return list(await listAgents(services.database, request.principal, uuidParam(request, 'id'), query));
};

export const getAgent: Handler = async (request, { services }) =>
  success(200, await readAgent(services.database, request.principal, ...idsOf(request)));

export const putAgent: Handler = async (request, { services }) => {
  const body = parseAgentBody(request.body);
  const { created, view } = await storeAgent(services, request.principal, ...idsOf(request), body);
  return success(created ? 201 : 200, view);
};

export const patchAgent: Handler = async (request, { services }) => {
  const { principal, body } = request;
  return success(200, await mergeAgent(services, principal, ...idsOf(request), body));
};

export const deleteAgent: Handler = async (request, { services }) => {
  await removeAgent(services.database, request.principal, ...idsOf(request));
  return { status: 204 };
};

function idsOf(request: ApiRequest): [siteId: string, agentId: string] {
  return [uuidParam(request, 'id'), uuidParam(request, 'agentId')];
}
