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
const unbound = 'Not for a key that is bound to a site: webhooks are of the whole organisation.';

export const createWebhookEndpoint: Operation = {
  id: 'createWebhookEndpoint',
  tag,
  summary: 'Register an endpoint for webhooks',
  description: `The secret is shown this one time. ${unbound}`,
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
    'What is not given stays. Disabling it gives its waiting deliveries up; a replay sends them once it is enabled again.',
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
  summary: "Change an endpoint's secret",
  description: 'Both secrets sign during the overlap. The new one is shown this one time.',
  optionalBody: rotationSchema,
  answers: { 200: { description: 'The new secret', data: signingSecretSchema } },
  errors: ['NOT_FOUND'],
};

export const testWebhookEndpoint: Operation = {
  id: 'testWebhookEndpoint',
  tag,
  summary: 'Send a test event to an endpoint',
  description:
    'One attempt of an event `webhook.test`, and what came of it. Also for an endpoint that is disabled; it stands in no log.',
  answers: { 200: { description: 'What came of it', data: webhookTestSchema } },
  errors: ['NOT_FOUND'],
};

export const replayWebhookEndpoint: Operation = {
  id: 'replayWebhookEndpoint',
  tag,
  summary: 'Send all failed deliveries of an endpoint again',
  description: 'Those of events since `since`, also of events while the service had disabled the endpoint.',
  body: replaySchema,
  example: { since: '2026-01-01T00:00:00Z' },
  answers: { 202: { description: 'On their way again', data: replayedSchema } },
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
  summary: 'Send a delivery again',
  description: 'The same event with the same `webhook-id`; the schedule starts anew.',
  answers: { 202: { description: 'On its way again', data: deliverySchema } },
  errors: ['FOLLOW_UP_NOT_FOUND', 'NOT_FOUND'],
};

export const readCallbackSecret: Operation = {
  id: 'readCallbackSecret',
  tag,
  summary: 'The secret that signs what goes to a callbackUrl',
  description: `Reading it is audited. ${unbound}`,
  answers: { 200: { description: 'The secret', data: signingSecretSchema } },
  errors: [],
};

export const rotateCallbackSecret: Operation = {
  id: 'rotateCallbackSecret',
  tag,
  summary: 'Change the secret that signs what goes to a callbackUrl',
  description: `Both secrets sign during the overlap. ${unbound}`,
  optionalBody: rotationSchema,
  answers: { 200: { description: 'The new secret', data: signingSecretSchema } },
  errors: [],
};
