import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { demoIds, demoKey, otherKey } from '../../prisma/demo-data.ts';
import { auditEntrySchema } from '../../src/contract/resources/audit.ts';
import { deleteExpired } from '../../src/follow-ups/delete-expired.ts';
import { startService, type TestService } from '../harness/start-service.ts';

const { sites, leads } = demoIds;
let service: TestService;

beforeAll(async () => {
  service = await startService({ workers: false });
});

afterAll(() => service.close());

const as = (method: string, path: string, key = demoKey, body?: unknown) =>
  service.request(method, path, { headers: { 'x-api-key': key }, body });
const auditOf = async (query: string, key = demoKey) =>
  (await as('GET', `/api/audit?${query}`, key)).body.data;
const newKey = async (body: object) =>
  (await as('POST', '/api/api-keys', demoKey, { name: 'X', scopes: ['admin'], ...body })).body.data;

describe('the audit', () => {
  test('says who did what, and from where', async () => {
    const { id, key } = await newKey({ expires_at: '2099-01-01' });
    const made = await newKey({ scopes: ['data:read'] });
    await as('DELETE', `/api/api-keys/${made.id}`, key);
    const [revoked, created] = await auditOf(`subject=${made.id}`);
    expect(auditEntrySchema.strict().parse(revoked)).toMatchObject({
      actor: id,
      action: 'api_key.revoked',
      subject: made.id,
      address: expect.stringMatching(/127\.0\.0\.1$/),
    });
    expect(created).toMatchObject({ action: 'api_key.created', details: { scopes: ['data:read'] } });
    expect(await auditOf(`actor=${id}`)).toEqual([revoked]);
    expect((await auditOf('action=api_key.revoked')).length).toBeGreaterThan(0);
  });

  test('holds every deletion', async () => {
    const site = 'd0000000-0000-4000-8000-00000000d001';
    const agent = 'd0000000-0000-4000-8000-00000000d002';
    const lead = 'd0000000-0000-4000-8000-00000000d003';
    const visitor = 'd0000000-0000-4000-8000-00000000d004';
    await as('PUT', `/api/sites/${site}`, demoKey, { name: 'Short-lived' });
    await as('PUT', `/api/sites/${site}/channels/email`, demoKey, {});
    await as('PUT', `/api/sites/${site}/agents/${agent}`, demoKey, {
      name: 'A',
      role: 'Sales/CRM Specialist',
    });
    await as('PUT', `/api/sites/${site}/leads/${lead}`, demoKey, { name: 'Ada' });
    await as('PUT', `/api/visitors/${visitor}`, demoKey, { site_id: site });
    const interaction = await as('POST', `/api/leads/${lead}/interactions`, demoKey, {
      date: '2024-04-15',
      type: 'call',
      summary: 'Talked',
    });
    const bound = await newKey({ site_id: site });
    const paths = [
      `/api/leads/${lead}/interactions/${interaction.body.data.id}`,
      `/api/visitors/${visitor}`,
      `/api/sites/${site}/leads/${lead}`,
      `/api/sites/${site}/agents/${agent}`,
      `/api/sites/${site}/channels/email`,
      `/api/sites/${site}`,
    ];
    for (const path of paths) expect((await as('DELETE', path)).status).toBe(204);
    const entries = await auditOf('limit=6');
    expect(entries.map(({ action }: { action: string }) => action)).toEqual([
      'site.deleted',
      'channel.deleted',
      'agent.deleted',
      'lead.erased',
      'visitor.deleted',
      'interaction.deleted',
    ]);
    expect(entries[0].details).toEqual({ api_keys: [bound.id] });
    for (const path of paths) expect((await as('DELETE', path)).status).toBe(404);
    expect((await auditOf('limit=1'))[0].id).toBe(entries[0].id);
  });

  test('is read in pages, newest first', async () => {
    for (let count = 0; count < 3; count += 1) await newKey({});
    const seen: string[] = [];
    let cursor = '';
    do {
      const { body } = await as('GET', `/api/audit?limit=2${cursor && `&cursor=${cursor}`}`);
      seen.push(...body.data.map(({ id }: { id: string }) => id));
      cursor = body.next_cursor;
    } while (cursor);
    const all = await service.services.database.prisma.audit.findMany({
      where: { organisationId: demoIds.organisation },
      orderBy: [{ at: 'desc' }, { id: 'desc' }],
    });
    expect(seen).toEqual(all.map(({ id }) => id));
  });

  test('is for admins of the whole organisation, and shows nothing of another', async () => {
    for (const body of [{ scopes: ['data:read', 'data:write'] }, { site_id: sites.acme }]) {
      const { key } = await newKey(body);
      expect((await as('GET', '/api/audit', key)).body.error.code).toBe('FORBIDDEN');
    }
    expect(await auditOf('limit=100', otherKey)).toEqual([]);
  });

  test.each(['cursor=abc', 'limit=0', 'actor=%00', 'subject='])('refuses ?%s', async (query) => {
    expect((await as('GET', `/api/audit?${query}`)).body.error.code).toBe('INVALID_REQUEST');
  });

  test('is deleted after AUDIT_RETENTION_DAYS', async () => {
    const { prisma } = service.services.database;
    const { id } = await newKey({});
    const daysAgo = (days: number) => new Date(Date.now() - days * 86_400_000);
    const entry = await prisma.audit.findFirstOrThrow({ where: { subject: id } });
    await prisma.audit.update({ where: { id: entry.id }, data: { at: daysAgo(364) } });
    await deleteExpired(service.services, new AbortController().signal);
    expect(await prisma.audit.count({ where: { id: entry.id } })).toBe(1);
    await prisma.audit.update({ where: { id: entry.id }, data: { at: daysAgo(366) } });
    await deleteExpired(service.services, new AbortController().signal);
    expect(await prisma.audit.count({ where: { id: entry.id } })).toBe(0);
  });
});

test('a key that is bound to a site does not delete it, nor the keys of others with it', async () => {
  const { key } = await newKey({ scopes: ['data:write'], site_id: sites.emailOnly });
  const other = await newKey({ site_id: sites.emailOnly });
  const refused = await as('DELETE', `/api/sites/${sites.emailOnly}`, key);
  expect([refused.status, refused.body.error.code]).toEqual([403, 'FORBIDDEN']);
  expect((await as('DELETE', `/api/sites/${sites.acme}`, key)).status).toBe(404);
  expect((await as('GET', `/api/sites/${sites.emailOnly}`, other.key)).status).toBe(200);
  expect((await as('GET', `/api/sites/${sites.emailOnly}/leads/${leads.onEmailOnlySite}`)).status).toBe(200);
});
