import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { pino } from 'pino';
import { demoIds, demoKey, otherKey } from '../../prisma/demo-data.ts';
import { leadFollowUpPath } from '../../src/contract/documented-example.ts';
import { apiKeySchema, createdApiKeySchema } from '../../src/contract/resources/api-key.ts';
import { createKeyUsage } from '../../src/directory/key-usage.ts';
import type { Database } from '../../src/platform/database.ts';
import { startService, type TestService } from '../harness/start-service.ts';
import { until } from '../harness/until.ts';

const { sites, leads } = demoIds;
let service: TestService;

beforeAll(async () => {
  service = await startService({ workers: false });
});

afterAll(() => service.close());

const as = (method: string, path: string, key: string, body?: unknown) =>
  service.request(method, path, { headers: { 'x-api-key': key }, body });
const create = (body: unknown, key = demoKey) => as('POST', '/api/api-keys', key, body);
const prisma = () => service.services.database.prisma;
const reader = { name: 'Reader', scopes: ['follow_ups:read'] };
const namesOf = (body: { data: { name: string }[] }) => body.data.map(({ name }) => name);

describe('a new key', () => {
  test('is shown this one time, and opens what its scopes say', async () => {
    const { status, headers, body } = await create(reader);
    expect(status).toBe(201);
    expect(headers.get('location')).toBe(`/api/api-keys/${body.data.id}`);
    expect(headers.get('cache-control')).toBe('no-store');
    expect(createdApiKeySchema.strict().parse(body.data)).toMatchObject({
      ...reader,
      prefix: body.data.key.slice(0, 11),
      site_id: null,
      last_used_at: null,
      revoked_at: null,
    });
    expect((await as('GET', '/api/follow-ups', body.data.key)).status).toBe(200);
    const refused = await as('POST', leadFollowUpPath, body.data.key, {});
    expect([refused.status, refused.body.error.code]).toEqual([403, 'FORBIDDEN']);

    const again = await as('GET', `/api/api-keys/${body.data.id}`, demoKey);
    const list = await as('GET', '/api/api-keys', demoKey);
    expect(apiKeySchema.strict().parse(again.body.data).id).toBe(body.data.id);
    const rows = await prisma().apiKey.findMany();
    expect(JSON.stringify([again.body, list.body, rows])).not.toContain(body.data.key);
  });

  test('may be bound to a site, its fields in either spelling', async () => {
    const { body } = await create({ ...reader, siteId: sites.acme.toUpperCase() });
    expect(body.data.site_id).toBe(sites.acme);
  });

  test('has each scope once', async () => {
    const { body } = await create({ name: 'Twice', scopes: ['admin', 'admin'] });
    expect(body.data.scopes).toEqual(['admin']);
  });

  test('is audited with who made it', async () => {
    const { body } = await create(reader);
    const maker = await prisma().apiKey.findFirstOrThrow({ where: { name: 'Demo' } });
    const audit = await prisma().audit.findMany({ where: { subject: body.data.id } });
    expect(audit).toMatchObject([
      { organisationId: demoIds.organisation, actor: maker.id, action: 'api_key.created' },
    ]);
  });

  test.each<[string, number, string, unknown]>([
    ['INVALID_REQUEST', 400, 'name is required', {}],
    ['INVALID_REQUEST', 400, 'scopes is required', { name: 'X' }],
    ['INVALID_REQUEST', 400, 'name: must not be blank', { ...reader, name: ' ' }],
    ['INVALID_REQUEST', 400, 'name: must have at most', { ...reader, name: 'x'.repeat(201) }],
    ['INVALID_REQUEST', 400, 'scopes: must name at least one scope', { name: 'X', scopes: [] }],
    ['INVALID_REQUEST', 400, 'scopes.0', { name: 'X', scopes: ['operator'] }],
    ['INVALID_REQUEST', 400, 'site_id', { ...reader, site_id: null }],
    ['INVALID_INPUT', 400, 'site_id must be a UUID', { ...reader, site_id: 'x' }],
    ['SITE_NOT_FOUND', 404, 'no such site', { ...reader, site_id: sites.other }],
  ])('%s (%i): %s', async (code, status, message, body) => {
    const before = await prisma().apiKey.count();
    const answer = await create(body);
    expect([answer.status, answer.body.error.code]).toEqual([status, code]);
    expect(answer.body.error.message).toContain(message);
    expect(await prisma().apiKey.count()).toBe(before);
  });
});

describe('keys are for the admin of the organisation', () => {
  test.each([
    ['GET', '/api/api-keys'],
    ['POST', '/api/api-keys'],
    ['GET', '/api/api-keys/key_x'],
    ['DELETE', '/api/api-keys/key_x'],
  ])('%s %s asks for the scope admin', async (method, path) => {
    const scopes = ['follow_ups:write', 'follow_ups:read', 'data:write', 'data:read'];
    const { body } = await create({ name: 'All but admin', scopes });
    const answer = await as(method, path, body.data.key);
    expect([answer.status, answer.body.error.code]).toEqual([403, 'FORBIDDEN']);
  });

  test('who sees and revokes no key of another', async () => {
    const { body } = await create(reader);
    const path = `/api/api-keys/${body.data.id}`;
    for (const method of ['GET', 'DELETE']) {
      const answer = await as(method, path, otherKey);
      expect([answer.status, answer.body.error.code]).toEqual([404, 'NOT_FOUND']);
    }
    expect(namesOf((await as('GET', '/api/api-keys', otherKey)).body)).toEqual(['Other']);
    expect((await as('GET', '/api/follow-ups', body.data.key)).status).toBe(200);
  });

  test.each(['x', 'key_x', '%00', demoIds.organisation])('there is no key %s', async (id) => {
    expect((await as('GET', `/api/api-keys/${id}`, demoKey)).status).toBe(404);
    expect((await as('DELETE', `/api/api-keys/${id}`, demoKey)).status).toBe(404);
  });
});

test('keys are listed newest first, in pages', async () => {
  for (const name of ['First', 'Second', 'Third']) await create({ ...reader, name }, otherKey);
  const first = await as('GET', '/api/api-keys?limit=2', otherKey);
  expect(namesOf(first.body)).toEqual(['Third', 'Second']);
  const second = await as('GET', `/api/api-keys?limit=2&cursor=${first.body.next_cursor}`, otherKey);
  expect(namesOf(second.body)).toEqual(['First', 'Other']);
  expect(second.body.next_cursor).toBeNull();
  expect((await as('GET', '/api/api-keys?limit=0', otherKey)).body.error.code).toBe('INVALID_REQUEST');
});

describe('a revoked key', () => {
  test('opens nothing from the next request on, and stays in the list', async () => {
    const { body } = await create(reader);
    const path = `/api/api-keys/${body.data.id}`;
    const answer = await as('DELETE', path, demoKey);
    expect([answer.status, answer.body]).toEqual([204, null]);
    expect((await as('GET', '/api/follow-ups', body.data.key)).status).toBe(401);

    const { revoked_at: revokedAt } = (await as('GET', path, demoKey)).body.data;
    expect(Date.parse(revokedAt)).not.toBeNaN();
    expect((await as('DELETE', path, demoKey)).status).toBe(204);
    expect((await as('GET', path, demoKey)).body.data.revoked_at).toBe(revokedAt);
    const audit = await prisma().audit.findMany({ where: { subject: body.data.id }, orderBy: { at: 'asc' } });
    expect(audit.map(({ action }) => action)).toEqual(['api_key.created', 'api_key.revoked']);
  });

  test('is refused soon by a process that was not told', async () => {
    const { body } = await create(reader);
    const opens = async () => (await as('GET', '/api/follow-ups', body.data.key)).status;
    expect(await opens()).toBe(200);
    await prisma().apiKey.update({ where: { id: body.data.id }, data: { revokedAt: new Date() } });
    await until(async () => (await opens()) === 401);
  });

  test('may have revoked itself', async () => {
    const { body } = await create({ name: 'Last act', scopes: ['admin'] });
    const path = `/api/api-keys/${body.data.id}`;
    expect((await as('DELETE', path, body.data.key)).status).toBe(204);
    expect((await as('DELETE', path, body.data.key)).status).toBe(401);
  });
});

describe('an admin key that is bound to a site', () => {
  let bound: { id: string; key: string };

  beforeAll(async () => {
    const { body } = await create({ name: 'Bound admin', scopes: ['admin'], site_id: sites.emailOnly });
    bound = body.data;
  });

  test('creates keys of that site alone', async () => {
    const own = await create({ ...reader, site_id: sites.emailOnly }, bound.key);
    expect(own.body.data.site_id).toBe(sites.emailOnly);
    expect((await create({ ...reader, site_id: sites.acme }, bound.key)).body.error.code).toBe(
      'SITE_NOT_FOUND',
    );
    const unbound = await create(reader, bound.key);
    expect(unbound.body.error).toMatchObject({
      code: 'FORBIDDEN',
      message: expect.stringContaining('site_id'),
    });
  });

  test('sees and revokes keys of that site alone', async () => {
    const elsewhere = await create({ ...reader, name: 'Elsewhere', site_id: sites.acme });
    const unbound = await create(reader);
    const { body } = await as('GET', '/api/api-keys', bound.key);
    expect(new Set(body.data.map((key: { site_id: string }) => key.site_id))).toEqual(
      new Set([sites.emailOnly]),
    );
    for (const { id } of [elsewhere.body.data, unbound.body.data]) {
      expect((await as('GET', `/api/api-keys/${id}`, bound.key)).status).toBe(404);
      expect((await as('DELETE', `/api/api-keys/${id}`, bound.key)).status).toBe(404);
    }
    expect((await as('GET', '/api/follow-ups', elsewhere.body.data.key)).status).toBe(200);
  });

  test('writes follow-ups on that site alone', async () => {
    const write = (siteId: string, leadId: string) =>
      as('POST', leadFollowUpPath, bound.key, { siteId, leadId });
    expect((await write(sites.emailOnly, leads.onEmailOnlySite)).status).toBe(202);
    expect((await write(sites.acme, leads.jane)).body.error.code).toBe('SITE_NOT_FOUND');
  });
});

describe('the last use of a key', () => {
  const idOf = async (name: string) => (await prisma().apiKey.findFirstOrThrow({ where: { name } })).id;
  const lastUsedAt = async (id: string) =>
    (await prisma().apiKey.findUniqueOrThrow({ where: { id } })).lastUsedAt;

  test('is noted by a request', async () => {
    const { body } = await create(reader);
    await as('GET', '/api/follow-ups', body.data.key);
    await until(async () => (await lastUsedAt(body.data.id)) !== null);
    const { last_used_at: at } = (await as('GET', `/api/api-keys/${body.data.id}`, demoKey)).body.data;
    expect(Math.abs(Date.now() - Date.parse(at))).toBeLessThan(60_000);
  });

  test('is written once a minute at most', async () => {
    await create({ ...reader, name: 'Busy' });
    const id = await idOf('Busy');
    const markUsed = createKeyUsage(service.services.database, pino({ level: 'silent' }));
    const clock = jest.spyOn(Date, 'now');
    try {
      const start = Date.now();
      await Promise.all(Array.from({ length: 10 }, () => markUsed({ id, lastUsedAt: null })));
      const first = await lastUsedAt(id);
      expect(first).not.toBeNull();
      clock.mockReturnValue(start + 59_000);
      await markUsed({ id, lastUsedAt: first });
      await markUsed({ id, lastUsedAt: null });
      expect(await lastUsedAt(id)).toEqual(first);
      clock.mockReturnValue(start + 121_000);
      await markUsed({ id, lastUsedAt: first });
      expect(await lastUsedAt(id)).toEqual(new Date(start + 121_000));
    } finally {
      clock.mockRestore();
    }
  });

  test('that cannot be noted is logged and fails nothing', async () => {
    const logger = pino({ level: 'silent' });
    const warn = jest.spyOn(logger, 'warn');
    const updateMany = jest.fn(() => Promise.reject(new Error('read-only')));
    const markUsed = createKeyUsage({ prisma: { apiKey: { updateMany } } } as unknown as Database, logger);
    await markUsed({ id: 'key_x', lastUsedAt: null });
    await markUsed({ id: 'key_x', lastUsedAt: null });
    expect(updateMany).toHaveBeenCalledTimes(1);
    expect(warn).toHaveBeenCalledTimes(1);
  });
});
