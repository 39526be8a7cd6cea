import { pageQuerySchema } from '../../src/contract/page.ts';
import { parseBody } from '../../src/contract/parse-body.ts';
import { deliveryQuerySchema } from '../../src/contract/resources/delivery.ts';
import {
  parseNewWebhookEndpoint,
  parseRotation,
  parseWebhookEndpointChanges,
  replaySchema,
} from '../../src/contract/resources/webhook-endpoint.ts';
import { listEndpointDeliveries, replayDeliveries } from '../../src/webhooks/deliveries.ts';
import {
  changeWebhookEndpoint,
  createWebhookEndpoint,
  listWebhookEndpoints,
  readWebhookEndpoint,
  removeWebhookEndpoint,
  rotateWebhookSecret,
} from '../../src/webhooks/endpoints.ts';
import { testWebhookEndpoint } from '../../src/webhooks/test-endpoint.ts';
import type { ApiContext, Handler } from '../handler.ts';
import { parseQuery } from '../parse-request.ts';
import { list, success } from '../respond.ts';

export const postWebhookEndpoint: Handler = async ({ principal, body }, context) => {
  const given = parseNewWebhookEndpoint(body, policyOf(context));
  const created = await createWebhookEndpoint(context.services, principal, given);
  return success(201, created, { location: `/api/webhook-endpoints/${created.id}` });
};

export const getWebhookEndpoints: Handler = async (request, { services }) =>
  list(await listWebhookEndpoints(services, request.principal, parseQuery(pageQuerySchema, request)));

export const getWebhookEndpoint: Handler = async ({ principal, params }, { services }) =>
  success(200, await readWebhookEndpoint(services, principal, params['id'] ?? ''));

export const patchWebhookEndpoint: Handler = async ({ principal, params, body }, context) => {
  const changes = parseWebhookEndpointChanges(body, policyOf(context));
  return success(200, await changeWebhookEndpoint(context.services, principal, params['id'] ?? '', changes));
};

export const deleteWebhookEndpoint: Handler = async ({ principal, params }, { services }) => {
  await removeWebhookEndpoint(services, principal, params['id'] ?? '');
  return { status: 204 };
};

export const postRotateSecret: Handler = async ({ principal, params, body }, { services }) => {
  const { overlapMs } = parseRotation(body);
  return success(200, await rotateWebhookSecret(services, principal, params['id'] ?? '', overlapMs));
};

export const postTest: Handler = async ({ principal, params }, { services }) =>
  success(200, await testWebhookEndpoint(services, principal, params['id'] ?? ''));

export const postReplay: Handler = async ({ principal, params, body }, { services }) => {
  const { since } = parseBody(replaySchema, body, { required: ['since'], unknown: 'refused' }).value;
  return success(202, { replayed: await replayDeliveries(services, principal, params['id'] ?? '', since) });
};

export const getEndpointDeliveries: Handler = async (request, { services }) => {
  const query = parseQuery(deliveryQuerySchema, request);
  return list(await listEndpointDeliveries(services, request.principal, request.params['id'] ?? '', query));
};

function policyOf({ services }: ApiContext) {
  return { allowPrivate: services.config.WEBHOOK_ALLOW_PRIVATE };
}
