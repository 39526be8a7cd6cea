import { AppError } from '../../src/contract/errors.ts';
import { uuidSchema } from '../../src/contract/ids.ts';
import { pageQuerySchema } from '../../src/contract/page.ts';
import { parseBody } from '../../src/contract/parse-body.ts';
import { newApiKeySchema } from '../../src/contract/resources/api-key.ts';
import { createApiKey, listApiKeys, readApiKey, revokeApiKey } from '../../src/directory/api-keys.ts';
import type { Handler } from '../handler.ts';
import { parseQuery } from '../parse-request.ts';
import { list, success } from '../respond.ts';

export const postApiKey: Handler = async ({ principal, body }, { services }) => {
  const { value } = parseBody(newApiKeySchema, body, { required: ['name', 'scopes'] });
  const created = await createApiKey(services.database, principal, {
    ...value,
    site_id: value.site_id === undefined ? undefined : siteId(value.site_id),
  });
  return success(201, created, { location: `/api/api-keys/${created.id}`, 'cache-control': 'no-store' });
};

export const getApiKeys: Handler = async (request, { services }) =>
  list(await listApiKeys(services.database, request.principal, parseQuery(pageQuerySchema, request)));

export const getApiKey: Handler = async ({ principal, params }, { services }) =>
  success(200, await readApiKey(services.database, principal, params['id'] ?? ''));

export const deleteApiKey: Handler = async ({ principal, params }, { services }) => {
  await revokeApiKey(services.database, principal, params['id'] ?? '');
  return { status: 204 };
};

function siteId(given: string): string {
  const parsed = uuidSchema.safeParse(given);
  if (parsed.success) return parsed.data;
  throw new AppError('INVALID_INPUT', 'site_id must be a UUID', { details: { parameter: 'site_id' } });
}
