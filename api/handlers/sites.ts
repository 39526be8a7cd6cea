import { pageQuerySchema } from '../../src/contract/page.ts';
import { parseSiteBody } from '../../src/contract/resources/site.ts';
import {
  listSites,
  patchSite as mergeSite,
  readSite,
  removeSite,
  storeSite,
} from '../../src/directory/sites.ts';
import type { Handler } from '../handler.ts';
import { parseQuery, uuidParam } from '../parse-request.ts';
import { list, success } from '../respond.ts';

export const getSites: Handler = async (request, { services }) =>
  list(await listSites(services.database, request.principal, parseQuery(pageQuerySchema, request)));

export const getSite: Handler = async (request, { services }) =>
  success(200, await readSite(services.database, request.principal, uuidParam(request, 'id')));

export const putSite: Handler = async (request, { services }) => {
  const body = parseSiteBody(request.body);
  const { database } = services;
  const { created, view } = await storeSite(database, request.principal, uuidParam(request, 'id'), body);
  return success(created ? 201 : 200, view);
};

export const patchSite: Handler = async (request, { services }) => {
  const { principal, body } = request;
  return success(200, await mergeSite(services.database, principal, uuidParam(request, 'id'), body));
};

export const deleteSite: Handler = async (request, { services }) => {
  await removeSite(services.database, request.principal, uuidParam(request, 'id'));
  return { status: 204 };
};
