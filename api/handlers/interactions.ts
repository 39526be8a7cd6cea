import { pageQuerySchema } from '../../src/contract/page.ts';
import { parseInteractionBody } from '../../src/contract/resources/interaction.ts';
import { listInteractions, readInteraction, removeInteraction } from '../../src/directory/interactions.ts';
import { recordInteraction } from '../../src/sequences/record-interaction.ts';
import type { ApiRequest, Handler } from '../handler.ts';
import { parseQuery, uuidParam } from '../parse-request.ts';
import { list, success } from '../respond.ts';

export const getInteractions: Handler = async (request, { services }) => {
  const query = parseQuery(pageQuerySchema, request);
  const leadId = uuidParam(request, 'id');
  return list(await listInteractions(services.database, request.principal, leadId, query));
};

export const postInteraction: Handler = async (request, { services }) => {
  const body = parseInteractionBody(request.body);
  const leadId = uuidParam(request, 'id');
  const view = await recordInteraction(services, request.principal, leadId, body);
  return success(201, view, { location: `/api/leads/${leadId}/interactions/${view.id}` });
};

export const getInteraction: Handler = async (request, { services }) =>
  success(200, await readInteraction(services.database, request.principal, ...idsOf(request)));

export const deleteInteraction: Handler = async (request, { services }) => {
  await removeInteraction(services.database, request.principal, ...idsOf(request));
  return { status: 204 };
};

/** The lead's id is a UUID. The interaction's id is not, because the service created it. */
function idsOf(request: ApiRequest): [leadId: string, interactionId: string] {
  return [uuidParam(request, 'id'), request.params['interactionId'] ?? ''];
}
