import { pageQuerySchema } from '../page.ts';
import {
  apiKeyRotationSchema,
  apiKeySchema,
  createdApiKeySchema,
  newApiKeySchema,
  rotatedApiKeySchema,
} from '../resources/api-key.ts';
import type { Operation } from './operation.ts';

const keys = 'API keys';

export const createApiKey: Operation = {
  id: 'createApiKey',
  tag: keys,
  summary: 'Create an API key',
  description:
    'The key itself is shown only once. It can never do more than the key that creates it: a key that is bound to a site creates keys of that site only, and expiry and networks are inherited. Unknown fields are refused.',
  body: newApiKeySchema,
  example: { name: 'CRM', scopes: ['follow_ups:write', 'follow_ups:read'] },
  answers: { 201: { description: 'Created', data: createdApiKeySchema } },
  errors: ['INVALID_INPUT', 'SITE_NOT_FOUND'],
};

export const listApiKeys: Operation = {
  id: 'listApiKeys',
  tag: keys,
  summary: 'The API keys of the organisation, including revoked and expired ones, newest first',
  query: pageQuerySchema,
  answers: { 200: { description: 'A page of API keys', data: apiKeySchema, list: true } },
  errors: [],
};

export const readApiKey: Operation = {
  id: 'readApiKey',
  tag: keys,
  summary: 'One API key',
  answers: { 200: { description: 'The API key', data: apiKeySchema } },
  errors: ['NOT_FOUND'],
};

export const rotateApiKey: Operation = {
  id: 'rotateApiKey',
  tag: keys,
  summary: 'Replace an API key',
  description:
    'Returns a new key with the same permissions, which is shown only once. The previous key expires at the end of the overlap, by default after a day.',
  optionalBody: apiKeyRotationSchema,
  example: { overlap_seconds: 3600 },
  answers: { 201: { description: 'The new key', data: rotatedApiKeySchema } },
  errors: ['NOT_FOUND'],
};

export const revokeApiKey: Operation = {
  id: 'revokeApiKey',
  tag: keys,
  summary: 'Revoke an API key',
  description:
    'The next request with it is refused, and its open waits and event streams end. A key may revoke itself. Revoking a key twice has no further effect.',
  answers: { 204: { description: 'Revoked', data: null } },
  errors: ['NOT_FOUND'],
};
