import { deliveryQuerySchema } from '../../src/contract/resources/delivery.ts';
import { readFollowUp } from '../../src/follow-ups/read.ts';
import { listDeliveries, redeliver } from '../../src/webhooks/deliveries.ts';
import type { Handler } from '../handler.ts';
import { parseQuery } from '../parse-request.ts';
import { list, success } from '../respond.ts';

export const getDeliveries: Handler = async (request, { services }) => {
  const query = parseQuery(deliveryQuerySchema, request);
  const { id } = await readFollowUp(services, request.principal, request.params['id'] ?? '');
  return list(await listDeliveries(services.database, request.principal, { followUpId: id }, query));
};

export const postRedeliver: Handler = async ({ principal, params }, { services }) => {
  const { id } = await readFollowUp(services, principal, params['id'] ?? '');
  return success(202, await redeliver(services, principal, id, params['deliveryId'] ?? ''));
};
