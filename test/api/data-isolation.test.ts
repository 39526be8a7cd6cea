import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { demoIds, demoKey, otherKey } from '../../prisma/demo-data.ts';
import { addApiKey } from '../../src/directory/api-keys.ts';
import { startService, type TestService } from '../harness/start-service.ts';

const { sites, leads } = demoIds;
const id = (number: number) => `d0000000-0000-4000-8000-${String(number).padStart(12, '0')}`;
/** Of demo's key, bound to the site Acme. */
const boundKey = 'lf_bound_to_acme';
let service: TestService;

beforeAll(async () => {
  service = await startService({ workers: false, settings: { RATE_LIMIT_PER_MINUTE: '100000' } });
  await addApiKey(service.services.database.prisma, {
    organisationId: demoIds.organisation,
    name: 'Bound',
    key: boundKey,
    scopes: ['data:read', 'data:write'],
    siteId: sites.acme,
  });
});

afterAll(() => service.close());

const as = (key: string) => {
  const send = (method: string, path: string, body?: unknown) =>
    service.request(method, path, { headers: { 'x-api-key': key }, body });
  return {
    get: (path: string) => send('GET', path),
    put: (path: string, body: unknown) => send('PUT', path, body),
    post: (path: string, body: unknown) => send('POST', path, body),
    remove: (path: string) => send('DELETE', path),
  };
};
const demo = as(demoKey);
const other = as(otherKey);
const bound = as(boundKey);
const codeOf = async (answer: ReturnType<typeof demo.get>) => (await answer).body?.error?.code;

/** Everything of one organisation that these endpoints show, as the database has it. */
async function snapshot(organisationId: string) {
  const { prisma } = service.services.database;
  const where = { organisationId };
  return {
    sites: await prisma.site.findMany({ where, orderBy: { id: 'asc' } }),
    channels: await prisma.channel.findMany({ where, orderBy: [{ siteId: 'asc' }, { kind: 'asc' }] }),
    agents: await prisma.agent.findMany({ where, orderBy: { id: 'asc' } }),
    leads: await prisma.lead.findMany({ where, orderBy: { id: 'asc' } }),
    optOuts: await prisma.optOut.findMany({ where, orderBy: [{ leadId: 'asc' }, { channel: 'asc' }] }),
    interactions: await prisma.interaction.findMany({ where, orderBy: { id: 'asc' } }),
    visitors: await prisma.visitor.findMany({ where, orderBy: { id: 'asc' } }),
    pageViews: await prisma.pageView.findMany({ where, orderBy: { id: 'asc' } }),
  };
}

/** The same ids in the hands of one organisation: a site with one of everything. */
async function fill(organisation: ReturnType<typeof as>, name: string): Promise<string> {
  const site = `/api/sites/${id(1)}`;
  expect((await organisation.put(site, { name, voice: { tone: name } })).status).toBe(201);
  await organisation.put(`${site}/channels/email`, { config: { from: name } });
  await organisation.put(`${site}/agents/${id(2)}`, { name, role: 'Sales/CRM Specialist' });
  await organisation.put(`${site}/leads/${id(3)}`, { name, opt_outs: ['web'] });
  const interaction = { date: '2024-01-01', type: 'call', summary: name };
  const { body } = await organisation.post(`/api/leads/${id(3)}/interactions`, interaction);
  const views = [{ url: '/', title: name, viewed_at: '2024-01-01' }];
  await organisation.put(`/api/visitors/${id(4)}`, { site_id: id(1), lead_id: id(3), page_views: views });
  return body.data.id;
}

test('two organisations that use the same ids never meet', async () => {
  const ofDemo = await fill(demo, 'of demo');
  const ofOther = await fill(other, 'of other');
  const site = `/api/sites/${id(1)}`;
  const history = `/api/leads/${id(3)}/interactions`;
  const paths = [
    '/api/sites',
    site,
    `${site}/channels`,
    `${site}/channels/email`,
    `${site}/agents`,
    `${site}/agents/${id(2)}`,
    `${site}/leads`,
    `${site}/leads/${id(3)}`,
    history,
    '/api/visitors',
    `/api/visitors/${id(4)}`,
  ];
  for (const path of paths) {
    const shown = { demo: (await demo.get(path)).body, other: (await other.get(path)).body };
    expect(JSON.stringify(shown.demo)).toContain('of demo');
    expect(JSON.stringify(shown.demo)).not.toContain('of other');
    expect(JSON.stringify(shown.other)).toContain('of other');
    expect(JSON.stringify(shown.other)).not.toContain('of demo');
  }
  expect(await codeOf(demo.get(`${history}/${ofOther}`))).toBe('NOT_FOUND');
  expect(await codeOf(demo.remove(`${history}/${ofOther}`))).toBe('NOT_FOUND');
  expect((await demo.get(`${history}/${ofDemo}`)).status).toBe(200);

  const before = await snapshot(demoIds.otherOrganisation);
  await demo.put(`${site}/leads/${id(3)}`, { name: 'changed', opt_outs: [] });
  await demo.put(`${site}/agents/${id(2)}`, { name: 'changed', role: 'Content Creator & Copywriter' });
  await demo.put(`${site}/channels/email`, { enabled: false });
  await demo.put(`/api/visitors/${id(4)}`, { site_id: id(1) });
  await demo.put(site, { name: 'changed' });
  await demo.remove(`${history}/${ofDemo}`);
  for (const path of [`/api/visitors/${id(4)}`, `${site}/leads/${id(3)}`, `${site}/agents/${id(2)}`, site])
    expect((await demo.remove(path)).status).toBe(204);
  expect(await snapshot(demoIds.otherOrganisation)).toEqual(before);
  for (const path of paths.slice(1)) {
    if (path !== '/api/visitors') expect((await demo.get(path)).status).toBe(404);
    expect((await other.get(path)).status).toBe(200);
  }
  await other.remove(site);
});

describe('a key that is bound to one site', () => {
  const elsewhere = `/api/sites/${sites.emailOnly}`;
  const interaction = { date: '2024-01-01', type: 'call', summary: 'x' };

  test('sees and changes that site', async () => {
    const acme = `/api/sites/${sites.acme}`;
    expect((await bound.get('/api/sites')).body.data.map((site: { id: string }) => site.id)).toEqual([
      sites.acme,
    ]);
    const { body } = await bound.get(acme);
    expect((await bound.put(acme, body.data)).status).toBe(200);
    expect((await bound.get(`${acme}/channels`)).status).toBe(200);
    expect((await bound.get(`${acme}/agents`)).body.data).toHaveLength(3);
    expect((await bound.put(`${acme}/leads/${id(5)}`, { name: 'Kim' })).status).toBe(201);
    expect((await bound.post(`/api/leads/${id(5)}/interactions`, interaction)).status).toBe(201);
    expect((await bound.put(`/api/visitors/${id(5)}`, { site_id: sites.acme })).status).toBe(201);
    await demo.put(`/api/visitors/${id(6)}`, { site_id: sites.emailOnly });
    expect((await bound.get('/api/visitors')).body.data).toMatchObject([{ id: id(5) }]);
  });

  test('finds nothing of the others and changes nothing there', async () => {
    await demo.put(`/api/visitors/${id(6)}`, { site_id: sites.emailOnly });
    const history = `/api/leads/${leads.onEmailOnlySite}/interactions`;
    const { body } = await demo.post(history, interaction);
    const agent = { name: 'A', role: 'Sales/CRM Specialist' };
    const before = await snapshot(demoIds.organisation);

    for (const path of [
      '',
      '/channels',
      '/channels/email',
      '/agents',
      '/leads',
      `/leads/${leads.onEmailOnlySite}`,
    ])
      expect(await codeOf(bound.get(`${elsewhere}${path}`))).toBe('SITE_NOT_FOUND');
    expect(await codeOf(bound.put(elsewhere, { name: 'Mine' }))).toBe('SITE_NOT_FOUND');
    expect(await codeOf(bound.put(`/api/sites/${id(9)}`, { name: 'New' }))).toBe('SITE_NOT_FOUND');
    expect(await codeOf(bound.put(`${elsewhere}/channels/email`, {}))).toBe('SITE_NOT_FOUND');
    expect(await codeOf(bound.put(`${elsewhere}/agents/${id(9)}`, agent))).toBe('SITE_NOT_FOUND');
    expect(await codeOf(bound.put(`${elsewhere}/leads/${id(9)}`, {}))).toBe('SITE_NOT_FOUND');
    expect(await codeOf(bound.put(`/api/visitors/${id(9)}`, { site_id: sites.emailOnly }))).toBe(
      'SITE_NOT_FOUND',
    );
    expect(await codeOf(bound.put(`/api/visitors/${id(6)}`, { site_id: sites.acme }))).toBe(
      'INVALID_REQUEST',
    );
    const acmeLead = `/api/sites/${sites.acme}/leads/${leads.onEmailOnlySite}`;
    expect(await codeOf(bound.put(acmeLead, { name: 'Mine' }))).toBe('INVALID_REQUEST');
    expect(await codeOf(bound.get(acmeLead))).toBe('LEAD_NOT_FOUND');
    for (const path of [
      elsewhere,
      `${elsewhere}/channels/email`,
      `${elsewhere}/leads/${leads.onEmailOnlySite}`,
    ])
      expect(await codeOf(bound.remove(path))).toBe('SITE_NOT_FOUND');

    expect(await codeOf(bound.get(history))).toBe('LEAD_NOT_FOUND');
    expect(await codeOf(bound.post(history, interaction))).toBe('LEAD_NOT_FOUND');
    expect(await codeOf(bound.get(`${history}/${body.data.id}`))).toBe('LEAD_NOT_FOUND');
    expect(await codeOf(bound.remove(`${history}/${body.data.id}`))).toBe('LEAD_NOT_FOUND');
    expect(await codeOf(bound.get(`/api/visitors/${id(6)}`))).toBe('NOT_FOUND');
    expect(await codeOf(bound.remove(`/api/visitors/${id(6)}`))).toBe('NOT_FOUND');
    expect(await snapshot(demoIds.organisation)).toEqual(before);
  });
});
