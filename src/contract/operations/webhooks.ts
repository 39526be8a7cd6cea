import { pageQuerySchema } from '../page.ts';
import { deliveryQuerySchema, deliverySchema, replayedSchema } from '../resources/delivery.ts';
import {
  createdWebhookEndpointSchema,
  newWebhookEndpointSchema,
  replaySchema,
  rotationSchema,
  signingSecretSchema,
  webhookEndpointChangesSchema,
  webhookEndpointSchema,
  webhookTestSchema,
} from '../resources/webhook-endpoint.ts';
import type { Operation } from './operation.ts';

const tag = 'Webhooks';
const unbound =
  'Not available to a key that is bound to a site, because webhooks belong to the whole organisation.';

export const createWebhookEndpoint: Operation = {
  id: 'createWebhookEndpoint',
  tag,
  summary: 'Register an endpoint for webhooks',
  description: `The secret is shown only once. ${unbound}`,
  body: newWebhookEndpointSchema,
  example: { url: 'https://crm.example/hooks/follow-ups', events: ['follow_up.completed', 'command.failed'] },
  answers: { 201: { description: 'Created', data: createdWebhookEndpointSchema } },
  errors: [],
};

export const listWebhookEndpoints: Operation = {
  id: 'listWebhookEndpoints',
  tag,
  summary: 'The endpoints for webhooks, newest first',
  query: pageQuerySchema,
  answers: { 200: { description: 'A page of endpoints', data: webhookEndpointSchema, list: true } },
  errors: [],
};

export const readWebhookEndpoint: Operation = {
  id: 'readWebhookEndpoint',
  tag,
  summary: 'One endpoint for webhooks',
  answers: { 200: { description: 'The endpoint', data: webhookEndpointSchema } },
  errors: ['NOT_FOUND'],
};

export const changeWebhookEndpoint: Operation = {
  id: 'changeWebhookEndpoint',
  tag,
  summary: 'Change an endpoint for webhooks',
  description:
    'Missing fields do not change. Disabling the endpoint fails its pending deliveries. A replay sends them after it is enabled again.',
  body: webhookEndpointChangesSchema,
  example: { enabled: true },
  answers: { 200: { description: 'The endpoint as it is now', data: webhookEndpointSchema } },
  errors: ['NOT_FOUND'],
};

export const removeWebhookEndpoint: Operation = {
  id: 'removeWebhookEndpoint',
  tag,
  summary: 'Delete an endpoint for webhooks, with its deliveries',
  answers: { 204: { description: 'Deleted', data: null } },
  errors: ['NOT_FOUND'],
};

export const rotateWebhookSecret: Operation = {
  id: 'rotateWebhookSecret',
  tag,
  summary: "Rotate an endpoint's secret",
  description: 'Both secrets sign during the overlap. The new one is shown only once.',
  optionalBody: rotationSchema,
  answers: { 200: { description: 'The new secret', data: signingSecretSchema } },
  errors: ['NOT_FOUND'],
};

export const testWebhookEndpoint: Operation = {
  id: 'testWebhookEndpoint',
  tag,
  summary: 'Send a test event to an endpoint',
  description:
    'Sends an event `webhook.test` once and returns the result. Also works for a disabled endpoint. The attempt is not logged as a delivery.',
  answers: { 200: { description: 'The result', data: webhookTestSchema } },
  errors: ['NOT_FOUND'],
};

export const replayWebhookEndpoint: Operation = {
  id: 'replayWebhookEndpoint',
  tag,
  summary: 'Resend all failed deliveries of an endpoint',
  description:
    'Deliveries of events since `since`, including events while the service had disabled the endpoint.',
  body: replaySchema,
  example: { since: '2026-01-01T00:00:00Z' },
  answers: { 202: { description: 'Queued again', data: replayedSchema } },
  errors: ['NOT_FOUND'],
};

export const listEndpointDeliveries: Operation = {
  id: 'listEndpointDeliveries',
  tag,
  summary: 'The deliveries to an endpoint with their attempts, newest first',
  query: deliveryQuerySchema,
  answers: { 200: { description: 'A page of deliveries', data: deliverySchema, list: true } },
  errors: ['NOT_FOUND'],
};

export const listFollowUpDeliveries: Operation = {
  id: 'listFollowUpDeliveries',
  tag,
  summary: 'The deliveries of a follow-up with their attempts, newest first',
  description:
    'A key that is bound to a site sees the deliveries to callback URLs, not those to the endpoints of the organisation.',
  query: deliveryQuerySchema,
  answers: { 200: { description: 'A page of deliveries', data: deliverySchema, list: true } },
  errors: ['FOLLOW_UP_NOT_FOUND'],
};

export const redeliver: Operation = {
  id: 'redeliver',
  tag,
  summary: 'Resend a delivery',
  description: 'The same event with the same `webhook-id`; the retry schedule starts again.',
  answers: { 202: { description: 'Queued again', data: deliverySchema } },
  errors: ['FOLLOW_UP_NOT_FOUND', 'NOT_FOUND'],
};

export const readCallbackSecret: Operation = {
  id: 'readCallbackSecret',
  tag,
  summary: 'The secret that signs webhooks to a callbackUrl',
  description: `Reading it is audited. ${unbound}`,
  answers: { 200: { description: 'The secret', data: signingSecretSchema } },
  errors: [],
};

export const rotateCallbackSecret: Operation = {
  id: 'rotateCallbackSecret',
  tag,
  summary: 'Rotate the secret that signs webhooks to a callbackUrl',
  description: `Both secrets sign during the overlap. ${unbound}`,
  optionalBody: rotationSchema,
  answers: { 200: { description: 'The new secret', data: signingSecretSchema } },
  errors: [],
};
