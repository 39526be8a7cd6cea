import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { demoIds } from '../../prisma/demo-data.ts';
import { addApiKey } from '../../src/directory/api-keys.ts';
import { startService, type TestService } from '../harness/start-service.ts';

const id = (number: number) => `d0000000-0000-4000-8000-${String(number).padStart(12, '0')}`;
const site = `/api/sites/${id(1)}`;
const lead = `${site}/leads/${id(2)}`;
const agent = `${site}/agents/${id(3)}`;
let service: TestService;

beforeAll(async () => {
  service = await startService({
    workers: false,
    settings: { RATE_LIMIT_PER_MINUTE: '100000', MODELS_ALLOWED: 'big' },
  });
});

afterAll(() => service.close());

beforeEach(async () => {
  await put(site, {
    name: 'Acme',
    locale: 'de',
    voice: { tone: 'warm', forbidden_words: ['best'] },
    offer: { booking_url: 'https://acme.example/meet', meeting_minutes: 20, products: [{ name: 'Plan' }] },
    fact_check: 'warn',
  });
  await put(lead, {
    name: 'Kim',
    company: 'New Co',
    email: 'kim@new.example',
    pain_points: ['slow', 'dear'],
    preferences: { contact: { time: 'morning', day: 'Monday' }, newsletter: true },
    opt_outs: ['web'],
  });
  await put(agent, { name: 'Ada', role: 'Sales/CRM Specialist', title: 'Account Executive', model: 'big' });
});

const put = (path: string, body: unknown) => service.request('PUT', path, { body });
const get = async (path: string) => (await service.request('GET', path)).body.data;
const patch = (path: string, body: unknown, headers: Record<string, string> = {}) =>
  service.request('PATCH', path, { body, headers });

/** Patches, and compares everything but the time of the change with what was there. */
async function expectChange(path: string, body: unknown, changed: Record<string, unknown>): Promise<void> {
  const before = await get(path);
  const answer = await patch(path, body);
  expect({ status: answer.status, data: answer.body.data }).toEqual({
    status: 200,
    data: { ...before, ...changed, updated_at: expect.any(String) },
  });
  expect(await get(path)).toEqual(answer.body.data);
}

test('changes the given fields of a lead and no other', () =>
  expectChange(
    lead,
    { company: 'Newer Co', leadStage: 'proposal' },
    { company: 'Newer Co', lead_stage: 'proposal' },
  ));

test('null removes a field, also one of an object of the caller', () =>
  expectChange(
    lead,
    { email: null, pain_points: null, preferences: { contact: { day: null }, language: 'Dutch' } },
    {
      email: null,
      pain_points: [],
      preferences: { contact: { time: 'morning' }, newsletter: true, language: 'Dutch' },
    },
  ));

test('a list is replaced', () => expectChange(lead, { pain_points: ['loud'] }, { pain_points: ['loud'] }));

test('opt-outs stay without the field, are replaced with it, and go with null', async () => {
  await expectChange(lead, { name: 'Kim Lee' }, { name: 'Kim Lee', opt_outs: ['web'] });
  await expectChange(lead, { optOuts: ['email'] }, { opt_outs: ['email'] });
  await expectChange(lead, { opt_outs: null }, { opt_outs: [] });
});

test('an empty patch changes nothing', () => expectChange(lead, {}, {}));

test('objects of a site are merged, and a removed field gets its default', async () => {
  const { voice, offer } = await get(site);
  await expectChange(
    site,
    { locale: null, voice: { tone: null, approvedClaims: ['Free'] }, offer: { meetingMinutes: 30 } },
    {
      locale: 'en',
      voice: { ...voice, tone: null, approved_claims: ['Free'] },
      offer: { ...offer, meeting_minutes: 30 },
    },
  );
  await expectChange(site, { offer: null, fact_check: null }, { offer: null, fact_check: null });
});

test('an agent is patched likewise', () =>
  expectChange(agent, { title: null, maxTokens: 900 }, { title: null, max_tokens: 900 }));

test('takes the content type of JSON Merge Patch', async () => {
  const headers = { 'content-type': 'application/merge-patch+json; charset=utf-8' };
  expect((await patch(lead, { company: 'Newer Co' }, headers)).body.data).toMatchObject({
    name: 'Kim',
    company: 'Newer Co',
  });
});

test('a field that is named __proto__ changes no prototype', async () => {
  const { status, body } = await patch(lead, '{"preferences": {"__proto__": {"polluted": true}}}');
  expect(status).toBe(200);
  expect(body.data.preferences).toMatchObject({ newsletter: true });
  expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
});

describe('the result must be valid for PUT', () => {
  test.each<[string, unknown, string, string]>([
    [site, { name: null }, 'INVALID_REQUEST', 'name'],
    [site, { offer: { meeting_minutes: 0 } }, 'INVALID_REQUEST', 'offer.meeting_minutes'],
    [
      site,
      { offer: { products: [{ name: 'Plan', price: 5 }] } },
      'INVALID_REQUEST',
      'offer.products.0.currency',
    ],
    [lead, { email: 'kim' }, 'INVALID_REQUEST', 'email'],
    [lead, { phone: 'call me' }, 'INVALID_PHONE_NUMBER', 'phone'],
    [lead, { painPoints: [], pain_points: ['x'] }, 'INVALID_REQUEST', 'painPoints'],
    [agent, { role: null }, 'INVALID_REQUEST', 'role'],
    [agent, { max_tokens: 0 }, 'INVALID_REQUEST', 'max_tokens'],
    [agent, { model: 'secret' }, 'INVALID_REQUEST', 'model'],
    [agent, { user_id: 'x' }, 'INVALID_INPUT', 'user_id'],
  ])('%s %j', async (path, body, code, parameter) => {
    const before = await get(path);
    const answer = await patch(path, body);
    expect([answer.status, answer.body.error.code]).toEqual([400, code]);
    expect(answer.body.error.details).toEqual({ parameter });
    expect(await get(path)).toEqual(before);
  });

  test.each([[null], [[]], ['"text"'], ['1']])('the body %j is no object', async (body) => {
    const answer = await patch(lead, body);
    expect([answer.status, answer.body.error.message]).toEqual([400, 'the body must be a JSON object']);
  });
});

test.each([
  [`/api/sites/${id(99)}`, 'SITE_NOT_FOUND'],
  [`/api/sites/${id(99)}/leads/${id(2)}`, 'SITE_NOT_FOUND'],
  [`${site}/leads/${id(99)}`, 'LEAD_NOT_FOUND'],
  [`${site}/leads/${demoIds.leads.jane}`, 'LEAD_NOT_FOUND'],
  [`${site}/agents/${id(99)}`, 'AGENT_NOT_FOUND'],
  [`${site}/agents/${demoIds.agents.sales}`, 'AGENT_NOT_FOUND'],
])('creates nothing and moves nothing: %s', async (path, code) => {
  const answer = await patch(path, { name: 'Kim' });
  expect([answer.status, answer.body.error.code]).toEqual([404, code]);
});

test('needs data:write, and the site that the key is bound to', async () => {
  const { database } = service.services;
  const keyOf = async (key: string, options: { scopes: ('data:read' | 'data:write')[]; siteId?: string }) => {
    await addApiKey(database.prisma, { organisationId: demoIds.organisation, name: key, key, ...options });
    return { 'x-api-key': key };
  };
  const reader = await keyOf('lf_merge_patch_reader', { scopes: ['data:read'] });
  const bound = await keyOf('lf_merge_patch_bound', { scopes: ['data:write'], siteId: demoIds.sites.acme });
  for (const path of [site, lead, agent]) {
    expect((await patch(path, { name: 'Mine' }, reader)).status).toBe(403);
    expect((await patch(path, { name: 'Mine' }, bound)).body.error.code).toBe('SITE_NOT_FOUND');
  }
});

describe('concurrent patches lose nothing of each other', () => {
  async function patchAtOnce(path: string, changes: Record<string, unknown>[]): Promise<void> {
    const answers = await Promise.all(changes.map((change) => patch(path, change)));
    expect(answers.map(({ status }) => status)).toEqual(changes.map(() => 200));
  }

  test('of a lead', async () => {
    const fields = Array.from({ length: 20 }, (_, number) => `field${number}`);
    await patchAtOnce(
      lead,
      fields.map((field) => ({ preferences: { [field]: true } })),
    );
    expect((await get(lead)).preferences).toMatchObject(
      Object.fromEntries(fields.map((field) => [field, true])),
    );
  });

  test.each([
    [
      site,
      [{ url: 'https://x.example' }, { timezone: 'Europe/Rome' }, { locale: 'it' }, { fact_check: 'off' }],
    ],
    [
      agent,
      [{ title: 'CEO' }, { email: 'ada@x.example' }, { signature: 'Ada' }, { instructions: 'Be brief' }],
    ],
  ])('of %s', async (path, changes) => {
    await patchAtOnce(path, changes);
    expect(await get(path)).toMatchObject(Object.assign({}, ...changes));
  });
});
