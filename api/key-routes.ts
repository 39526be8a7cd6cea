import * as audit from '../src/contract/operations/audit.ts';
import * as keys from '../src/contract/operations/keys.ts';
import * as organisations from '../src/contract/operations/organisations.ts';
import { deleteApiKey, getApiKey, getApiKeys, postApiKey, postRotateApiKey } from './handlers/api-keys.ts';
import { getAudit } from './handlers/audit.ts';
import {
  deleteOrganisation,
  getOrganisation,
  getOrganisations,
  patchOrganisation,
  postOrganisation,
  postResume,
  postSuspend,
} from './handlers/organisations.ts';
import type { Route } from './route.ts';

// biome-ignore format: a table is read by its columns
export const keyRoutes: readonly Route[] = [
  ['get', '/api/api-keys', 'admin', getApiKeys, keys.listApiKeys],
  ['post', '/api/api-keys', 'admin', postApiKey, keys.createApiKey],
  ['get', '/api/api-keys/:id', 'admin', getApiKey, keys.readApiKey],
  ['post', '/api/api-keys/:id/rotate', 'admin', postRotateApiKey, keys.rotateApiKey],
  ['delete', '/api/api-keys/:id', 'admin', deleteApiKey, keys.revokeApiKey],
  ['get', '/api/audit', 'admin', getAudit, audit.listAudit],
  ['get', '/api/organisations', 'operator', getOrganisations, organisations.listOrganisations],
  ['post', '/api/organisations', 'operator', postOrganisation, organisations.createOrganisation],
  ['get', '/api/organisations/:id', 'operator', getOrganisation, organisations.readOrganisation],
  ['patch', '/api/organisations/:id', 'operator', patchOrganisation, organisations.changeOrganisation],
  ['delete', '/api/organisations/:id', 'operator', deleteOrganisation, organisations.deleteOrganisation],
  ['post', '/api/organisations/:id/suspend', 'operator', postSuspend, organisations.suspendOrganisation],
  ['post', '/api/organisations/:id/resume', 'operator', postResume, organisations.resumeOrganisation],
];
