import * as webhooks from '../src/contract/operations/webhooks.ts';
import { getCallbackSecret, postRotateCallbackSecret } from './handlers/callback-secret.ts';
import { getDeliveries, postRedeliver } from './handlers/deliveries.ts';
import {
  deleteWebhookEndpoint,
  getEndpointDeliveries,
  getWebhookEndpoint,
  getWebhookEndpoints,
  patchWebhookEndpoint,
  postReplay,
  postRotateSecret,
  postTest,
  postWebhookEndpoint,
} from './handlers/webhook-endpoints.ts';
import type { Route } from './route.ts';

// biome-ignore format: a table is read by its columns
export const webhookRoutes: readonly Route[] = [
  ['get', '/api/follow-ups/:id/deliveries', 'follow_ups:read', getDeliveries, webhooks.listFollowUpDeliveries],
  ['post', '/api/follow-ups/:id/deliveries/:deliveryId/redeliver', 'follow_ups:write', postRedeliver, webhooks.redeliver],
  ['get', '/api/webhook-endpoints', 'admin', getWebhookEndpoints, webhooks.listWebhookEndpoints],
  ['post', '/api/webhook-endpoints', 'admin', postWebhookEndpoint, webhooks.createWebhookEndpoint],
  ['get', '/api/webhook-endpoints/:id', 'admin', getWebhookEndpoint, webhooks.readWebhookEndpoint],
  ['patch', '/api/webhook-endpoints/:id', 'admin', patchWebhookEndpoint, webhooks.changeWebhookEndpoint],
  ['delete', '/api/webhook-endpoints/:id', 'admin', deleteWebhookEndpoint, webhooks.removeWebhookEndpoint],
  ['post', '/api/webhook-endpoints/:id/rotate-secret', 'admin', postRotateSecret, webhooks.rotateWebhookSecret],
  ['post', '/api/webhook-endpoints/:id/test', 'admin', postTest, webhooks.testWebhookEndpoint],
  ['post', '/api/webhook-endpoints/:id/replay', 'admin', postReplay, webhooks.replayWebhookEndpoint],
  ['get', '/api/webhook-endpoints/:id/deliveries', 'admin', getEndpointDeliveries, webhooks.listEndpointDeliveries],
  ['get', '/api/callback-secret', 'admin', getCallbackSecret, webhooks.readCallbackSecret],
  ['post', '/api/callback-secret/rotate', 'admin', postRotateCallbackSecret, webhooks.rotateCallbackSecret],
];
