import * as keys from '../src/contract/operations/keys.ts';
import { deleteApiKey, getApiKey, getApiKeys, postApiKey } from './handlers/api-keys.ts';
import { getOrganisations, postOrganisation } from './handlers/organisations.ts';
import type { Route } from './route.ts';

// biome-ignore format: a table is read by its columns
export const keyRoutes: readonly Route[] = [
  ['get', '/api/api-keys', 'admin', getApiKeys, keys.listApiKeys],
  ['post', '/api/api-keys', 'admin', postApiKey, keys.createApiKey],
  ['get', '/api/api-keys/:id', 'admin', getApiKey, keys.readApiKey],
  ['delete', '/api/api-keys/:id', 'admin', deleteApiKey, keys.revokeApiKey],
  ['get', '/api/organisations', 'operator', getOrganisations, keys.listOrganisations],
  ['post', '/api/organisations', 'operator', postOrganisation, keys.createOrganisation],
];
