import { pageQuerySchema } from '../../src/contract/page.ts';
import { parseApiKeyRotation, parseNewApiKey } from '../../src/contract/resources/api-key.ts';
import {
  createApiKey,
  listApiKeys,
  readApiKey,
  revokeApiKey,
  rotateApiKey,
} from '../../src/directory/api-keys.ts';
import type { Handler } from '../handler.ts';
import { parseQuery } from '../parse-request.ts';
import { list, success } from '../respond.ts';

export const postApiKey: Handler = async ({ principal, body }, { services }) => {
  const created = await createApiKey(services.database, principal, parseNewApiKey(body));
  return success(201, created, headersOfNew(created.id));
};

export const postRotateApiKey: Handler = async ({ principal, params, body }, { services }) => {
  const rotation = parseApiKeyRotation(body);
  const rotated = await rotateApiKey(services, principal, params['id'] ?? '', rotation);
  return success(201, rotated, headersOfNew(rotated.id));
};

export const getApiKeys: Handler = async (request, { services }) =>
  list(await listApiKeys(services.database, request.principal, parseQuery(pageQuerySchema, request)));

export const getApiKey: Handler = async ({ principal, params }, { services }) =>
  success(200, await readApiKey(services.database, principal, params['id'] ?? ''));

export const deleteApiKey: Handler = async ({ principal, params }, { services }) => {
  await revokeApiKey(services, principal, params['id'] ?? '');
  return { status: 204 };
};

function headersOfNew(id: string): Record<string, string> {
  return { location: `/api/api-keys/${id}` };
}
