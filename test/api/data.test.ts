import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { demoIds } from '../../prisma/demo-data.ts';
import type { Scope } from '../../src/contract/principal.ts';
import { addApiKey } from '../../src/directory/api-keys.ts';
import { type Answer, startService, type TestService } from '../harness/start-service.ts';

const { sites, leads, agents } = demoIds;
const nobody = 'a0000000-0000-4000-8000-00000000dead';
const id = (number: number) => `d0000000-0000-4000-8000-${String(number).padStart(12, '0')}`;
const timestamp = expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
let service: TestService;

beforeAll(async () => {
  service = await startService({ workers: false, settings: { RATE_LIMIT_PER_MINUTE: '100000' } });
});

afterAll(() => service.close());

const get = (path: string) => service.request('GET', path);
const put = (path: string, body: unknown) => service.request('PUT', path, { body });
const remove = (path: string) => service.request('DELETE', path);

function expectError({ status, headers, body }: Answer, code: string, parameter?: string): void {
  expect({ status, ...body.error }).toEqual({
    status: code.endsWith('NOT_FOUND') ? 404 : 400,
    code,
    message: expect.any(String),
    ...(parameter === undefined ? {} : { details: { parameter } }),
    request_id: headers.get('x-request-id'),
  });
}

/** What every resource does that is stored under its caller's id. */
describe.each([
  {
    path: `/api/sites/${id(1)}`,
    code: 'SITE_NOT_FOUND',
    body: { name: 'New', locale: 'EN-us', voice: { approvedClaims: ['We answer within a day', ' '] } },
    view: {
      id: id(1),
      name: 'New',
      url: null,
      locale: 'en-US',
      timezone: 'UTC',
      voice: {
        tone: null,
        language: null,
        approved_claims: ['We answer within a day'],
        forbidden_words: [],
      },
      offer: null,
      fact_check: null,
      review: null,
      country: null,
      holidays: null,
      created_at: timestamp,
      updated_at: timestamp,
    },
    replacement: { name: 'Newer', url: 'https://new.example', timezone: 'Europe/Berlin' },
    replaced: { name: 'Newer', locale: 'en', voice: { approved_claims: [] } },
  },
  {
    path: `/api/sites/${id(3)}`,
    code: 'SITE_NOT_FOUND',
    body: {
      name: 'Offering',
      offer: {
        bookingUrl: ' https://cal.example/sam ',
        meetingMinutes: 30,
        availability: 'Tue-Thu 09:00-12:00; Fri 14:00-16:00',
        products: [{ name: 'Plan', price: 12.5, currency: 'eur', per: 'seat per month' }, { name: 'Setup' }],
        proofPoints: [{ text: 'Northwind saves 6 hours a week', source: 'their CFO' }],
        callToAction: '',
      },
      fact_check: 'enforce',
    },
    view: {
      id: id(3),
      name: 'Offering',
      url: null,
      locale: 'en',
      timezone: 'UTC',
      voice: { tone: null, language: null, approved_claims: [], forbidden_words: [] },
      offer: {
        booking_url: 'https://cal.example/sam',
        meeting_minutes: 30,
        availability: 'Tue-Thu 09:00-12:00; Fri 14:00-16:00',
        products: [
          { name: 'Plan', description: null, price: 12.5, currency: 'EUR', per: 'seat per month', url: null },
          { name: 'Setup', description: null, price: null, currency: null, per: null, url: null },
        ],
        proof_points: [{ text: 'Northwind saves 6 hours a week', source: 'their CFO' }],
        call_to_action: null,
      },
      fact_check: 'enforce',
      review: null,
      country: null,
      holidays: null,
      created_at: timestamp,
      updated_at: timestamp,
    },
    replacement: { name: 'Offering', offer: { products: [], booking_url: null } },
    replaced: { offer: null, fact_check: null },
  },
  {
    path: `/api/sites/${sites.noChannels}/channels/whatsapp`,
    code: 'NOT_FOUND',
    body: { enabled: false, config: { from: '+12025550143' } },
    view: { kind: 'whatsapp', enabled: false, config: { from: '+12025550143' } },
    replacement: {},
    replaced: { enabled: true, config: {} },
  },
  {
    path: `/api/sites/${sites.acme}/agents/${id(1)}`,
    code: 'AGENT_NOT_FOUND',
    body: {
      name: 'Ada',
      role: 'Content Creator & Copywriter',
      userId: id(7).toUpperCase(),
      model: 'big',
      maxTokens: 2000,
      title: ' Account  Executive ',
      email: 'ada@acme.example',
      phone: '+1 (202) 555-0143',
      signature: ' Ada\r\nAcme ',
    },
    view: {
      id: id(1),
      site_id: sites.acme,
      name: 'Ada',
      role: 'Content Creator & Copywriter',
      status: 'active',
      user_id: id(7),
      title: 'Account Executive',
      email: 'ada@acme.example',
      phone: '+1 (202) 555-0143',
      signature: 'Ada\nAcme',
      instructions: null,
      model: 'big',
      max_tokens: 2000,
      created_at: timestamp,
      updated_at: timestamp,
    },
    replacement: { name: 'Ada', role: 'Sales/CRM Specialist', status: 'inactive' },
    replaced: {
      role: 'Sales/CRM Specialist',
      status: 'inactive',
      user_id: null,
      model: null,
      max_tokens: null,
      title: null,
      signature: null,
    },
  },
  {
    path: `/api/sites/${sites.acme}/leads/${id(1)}`,
    code: 'LEAD_NOT_FOUND',
    body: {
      name: ' Kim ',
      email: 'kim@new.example',
      phone: '+1 (202) 555-0100',
      painPoints: ['slow', ''],
      budget_range: '$1',
      leadStage: 'new',
      locale: 'pt-br',
      preferences: { leadStage: { anyCase: true } },
      optOuts: ['web', 'email', 'web'],
      shoeSize: 42,
    },
    view: {
      id: id(1),
      site_id: sites.acme,
      name: 'Kim',
      company: null,
      position: null,
      email: 'kim@new.example',
      phone: '+1 (202) 555-0100',
      pain_points: ['slow'],
      budget_range: '$1',
      lead_stage: 'new',
      locale: 'pt-BR',
      timezone: null,
      preferences: { leadStage: { anyCase: true } },
      opt_outs: ['email', 'web'],
      created_at: timestamp,
      updated_at: timestamp,
    },
    replacement: { company: 'New Co', email: '  ', opt_outs: [] },
    replaced: { name: null, company: 'New Co', email: null, preferences: {}, pain_points: [], opt_outs: [] },
  },
  {
    path: `/api/visitors/${id(1)}`,
    code: 'NOT_FOUND',
    body: {
      siteId: sites.acme,
      leadId: leads.jane,
      pageViews: [
        { url: '/pricing', viewedAt: '2024-04-01' },
        { url: 'https://acme.example/', title: 'Home', viewed_at: '2024-04-02T10:00:00+02:00' },
      ],
    },
    view: {
      id: id(1),
      site_id: sites.acme,
      lead_id: leads.jane,
      page_views: [
        { url: 'https://acme.example/', title: 'Home', viewed_at: '2024-04-02T08:00:00.000Z' },
        { url: '/pricing', title: null, viewed_at: '2024-04-01T00:00:00.000Z' },
      ],
      created_at: timestamp,
    },
    replacement: { site_id: sites.acme, page_views: [{ url: '/', viewed_at: '2024-05-01' }] },
    replaced: {
      lead_id: null,
      page_views: [{ url: '/', title: null, viewed_at: '2024-05-01T00:00:00.000Z' }],
    },
  },
])('$path', ({ path, code, body, view, replacement, replaced }) => {
  test('is created, read, replaced as a whole and deleted', async () => {
    expectError(await get(path), code);
    const created = await put(path, body);
    expect(created.status).toBe(201);
    expect(created.body).toEqual({ success: true, data: view });
    expect((await get(path)).body).toEqual(created.body);

    // What GET answers is a body that PUT takes.
    const again = await put(path, created.body.data);
    expect(again.status).toBe(200);
    expect(again.body.data).toEqual(view);

    const second = await put(path, replacement);
    expect(second.status).toBe(200);
    expect(second.body.data).toMatchObject(replaced);
    expect((await get(path)).body).toEqual(second.body);
    expect(second.body.data.created_at).toBe(created.body.data.created_at);

    const removed = await remove(path);
    expect(removed.status).toBe(204);
    expect(removed.body).toBeNull();
    expectError(await remove(path), code);
    expectError(await get(path), code);
  });

  test('is created once when many store it at once', async () => {
    const answers = await Promise.all(Array.from({ length: 10 }, () => put(path, body)));
    expect(answers.map(({ status }) => status).sort()).toEqual([...Array(9).fill(200), 201]);
    await remove(path);
  });
});

describe('a body is refused', () => {
  const lead = `/api/sites/${sites.acme}/leads/${id(2)}`;
  const agent = `/api/sites/${sites.acme}/agents/${id(2)}`;
  const visitor = `/api/visitors/${id(2)}`;
  const history = `/api/leads/${leads.jane}/interactions`;
  const sales = 'Sales/CRM Specialist';
  const view = { url: '/', viewed_at: '2024-01-01' };

  test.each<[string, string, unknown, string | undefined]>([
    [`/api/sites/${id(2)}`, 'INVALID_REQUEST', undefined, undefined],
    [`/api/sites/${id(2)}`, 'INVALID_REQUEST', [], undefined],
    [`/api/sites/${id(2)}`, 'INVALID_REQUEST', {}, 'name'],
    [`/api/sites/${id(2)}`, 'INVALID_REQUEST', { name: '  ' }, 'name'],
    [`/api/sites/${id(2)}`, 'INVALID_REQUEST', { name: 5 }, 'name'],
    [`/api/sites/${id(2)}`, 'INVALID_REQUEST', { name: 'A', url: 'ftp://a.example' }, 'url'],
    [`/api/sites/${id(2)}`, 'INVALID_REQUEST', { name: 'A', locale: 'klingon' }, 'locale'],
    [`/api/sites/${id(2)}`, 'INVALID_REQUEST', { name: 'A', timezone: 'Mars/Olympus' }, 'timezone'],
    [`/api/sites/${id(2)}`, 'INVALID_REQUEST', { name: 'A', timezone: '+02:00' }, 'timezone'],
    [`/api/sites/${id(2)}`, 'INVALID_REQUEST', { name: 'A', voice: { language: '?' } }, 'voice.language'],
    [
      `/api/sites/${id(2)}`,
      'INVALID_REQUEST',
      { name: 'A', voice: { approvedClaims: [], approved_claims: ['x'] } },
      'voice.approvedClaims',
    ],
    ...(
      [
        [{ booking_url: 'http://cal.example' }, 'offer.booking_url'],
        [{ booking_url: 'https://me:secret@cal.example' }, 'offer.booking_url'],
        [{ booking_url: 'https://cal.example/a b' }, 'offer.booking_url'],
        [{ meeting_minutes: 481 }, 'offer.meeting_minutes'],
        [{ meeting_minutes: 20.5 }, 'offer.meeting_minutes'],
        [{ meeting_minutes: '20' }, 'offer.meeting_minutes'],
        [{ availability: 'Tue 12:00-09:00' }, 'offer.availability'],
        [{ products: [{ price: 1, currency: 'EUR' }] }, 'offer.products.0.name'],
        [{ products: [{ name: 'A', price: -1, currency: 'EUR' }] }, 'offer.products.0.price'],
        [{ products: [{ name: 'A', price: 1 }] }, 'offer.products.0.currency'],
        [{ products: [{ name: 'A', price: 1, currency: 'EURO' }] }, 'offer.products.0.currency'],
        [{ products: [{ name: 'A', url: 'javascript:alert(1)' }] }, 'offer.products.0.url'],
        [{ products: Array(21).fill({ name: 'A' }) }, 'offer.products'],
        [{ products: [{ name: 'A', description: 'x'.repeat(1_001) }] }, 'offer.products.0.description'],
        [{ proof_points: [{ text: ' ' }] }, 'offer.proof_points.0.text'],
        [{ proof_points: 'many' }, 'offer.proof_points'],
      ] as const
    ).map(([offer, parameter]): [string, string, unknown, string] => [
      `/api/sites/${id(2)}`,
      'INVALID_REQUEST',
      { name: 'A', offer },
      parameter,
    ]),
    [history, 'INVALID_REQUEST', { date: '2024-01-01', type: 'a', content: 'b', author: 'bot' }, 'author'],
    ['/api/sites/x', 'INVALID_INPUT', { name: 'A' }, 'id'],
    [`/api/sites/${sites.acme}/channels/web`, 'INVALID_REQUEST', {}, 'kind'],
    [`/api/sites/${sites.acme}/channels/email`, 'INVALID_REQUEST', { enabled: 'yes' }, 'enabled'],
    [`/api/sites/${sites.acme}/channels/email`, 'INVALID_REQUEST', { config: [] }, 'config'],
    [`/api/sites/${nobody}/channels/email`, 'SITE_NOT_FOUND', {}, undefined],
    [agent, 'INVALID_REQUEST', { name: 'A' }, 'role'],
    [agent, 'INVALID_REQUEST', { name: 'A', role: 'Boss' }, 'role'],
    [agent, 'INVALID_REQUEST', { name: 'A', role: sales, status: 'asleep' }, 'status'],
    [agent, 'INVALID_INPUT', { name: 'A', role: sales, user_id: 'x' }, 'user_id'],
    [agent, 'INVALID_REQUEST', { name: 'A', role: sales, email: 'nobody at home' }, 'email'],
    [agent, 'INVALID_PHONE_NUMBER', { name: 'A', role: sales, phone: '12' }, 'phone'],
    [agent, 'INVALID_REQUEST', { name: 'A', role: sales, signature: 'x'.repeat(501) }, 'signature'],
    [agent, 'INVALID_REQUEST', { name: 'A', role: sales, signature: '<b>Ada</b>' }, 'signature'],
    [`/api/sites/${sites.acme}/agents/x`, 'INVALID_INPUT', { name: 'A', role: sales }, 'agentId'],
    [`/api/sites/${nobody}/agents/${id(2)}`, 'SITE_NOT_FOUND', { name: 'A', role: sales }, undefined],
    [
      `/api/sites/${sites.emailOnly}/agents/${agents.sales}`,
      'INVALID_REQUEST',
      { name: 'A', role: sales },
      'agentId',
    ],
    [lead, 'INVALID_REQUEST', { email: 'nobody at home' }, 'email'],
    [lead, 'INVALID_REQUEST', { email: `${'x'.repeat(250)}@a.example` }, 'email'],
    [lead, 'INVALID_PHONE_NUMBER', { phone: '12' }, 'phone'],
    [lead, 'INVALID_REQUEST', { phone: 4930901820 }, 'phone'],
    [lead, 'INVALID_REQUEST', { name: 'nul \0' }, 'name'],
    [lead, 'INVALID_REQUEST', { pain_points: 'many' }, 'pain_points'],
    [lead, 'INVALID_REQUEST', { locale: 'not a tag' }, 'locale'],
    [lead, 'INVALID_REQUEST', { preferences: [] }, 'preferences'],
    [lead, 'INVALID_REQUEST', { optOuts: ['fax'] }, 'opt_outs.0'],
    [lead, 'INVALID_REQUEST', { leadStage: 'a', lead_stage: 'b' }, 'leadStage'],
    [`/api/sites/${sites.acme}/leads/x`, 'INVALID_INPUT', {}, 'leadId'],
    [`/api/sites/${nobody}/leads/${id(2)}`, 'SITE_NOT_FOUND', {}, undefined],
    [`/api/sites/${sites.emailOnly}/leads/${leads.jane}`, 'INVALID_REQUEST', { name: 'A' }, 'leadId'],
    [visitor, 'INVALID_REQUEST', {}, 'site_id'],
    [visitor, 'INVALID_INPUT', { site_id: 'x' }, 'site_id'],
    [visitor, 'INVALID_INPUT', { site_id: sites.acme, lead_id: 'x' }, 'lead_id'],
    [visitor, 'SITE_NOT_FOUND', { site_id: nobody }, undefined],
    [visitor, 'LEAD_NOT_FOUND', { site_id: sites.acme, lead_id: leads.onEmailOnlySite }, undefined],
    [visitor, 'INVALID_REQUEST', { site_id: sites.acme, page_views: Array(201).fill(view) }, 'page_views'],
    [
      visitor,
      'INVALID_REQUEST',
      { site_id: sites.acme, page_views: [{ ...view, url: 'javascript:alert(1)' }] },
      'page_views.0.url',
    ],
    [
      visitor,
      'INVALID_REQUEST',
      { site_id: sites.acme, page_views: [{ url: '/', viewed_at: 'yesterday' }] },
      'page_views.0.viewed_at',
    ],
    [history, 'INVALID_REQUEST', { type: 'call', summary: 'x' }, 'date'],
    [history, 'INVALID_REQUEST', { date: '2024-02-30', type: 'call', summary: 'x' }, 'date'],
    [history, 'INVALID_REQUEST', { date: '12:00', type: 'call', summary: 'x' }, 'date'],
    [history, 'INVALID_REQUEST', { date: '0001-01-01', type: 'call', summary: 'x' }, 'date'],
    [history, 'INVALID_REQUEST', { date: '2024-02-03', summary: 'x' }, 'type'],
    [history, 'INVALID_REQUEST', { date: '2024-02-03', type: 'call', content: ' ' }, 'summary'],
    ['/api/leads/x/interactions', 'INVALID_INPUT', { date: '2024-02-03', type: 'a', content: 'b' }, 'id'],
    [
      `/api/leads/${nobody}/interactions`,
      'LEAD_NOT_FOUND',
      { date: '2024-02-03', type: 'a', content: 'b' },
      undefined,
    ],
  ])('%s: %s %j', async (path, code, body, parameter) => {
    const method = path.endsWith('/interactions') ? 'POST' : 'PUT';
    expectError(await service.request(method, path, { body }), code, parameter);
    for (const stored of [`/api/sites/${id(2)}`, agent, lead, visitor])
      expect((await get(stored)).status).toBe(404);
  });

  test('when a visitor of another site is named', async () => {
    await put(visitor, { site_id: sites.acme });
    expectError(await put(visitor, { site_id: sites.emailOnly }), 'INVALID_REQUEST', 'site_id');
    await remove(visitor);
  });
});

test.each([
  ['GET', '/api/sites/x', 'INVALID_INPUT'],
  ['GET', `/api/sites/${nobody}`, 'SITE_NOT_FOUND'],
  ['GET', `/api/sites/${nobody}/channels`, 'SITE_NOT_FOUND'],
  ['GET', `/api/sites/${nobody}/agents`, 'SITE_NOT_FOUND'],
  ['GET', `/api/sites/${nobody}/leads`, 'SITE_NOT_FOUND'],
  ['GET', `/api/sites/${sites.acme}/channels/fax`, 'INVALID_REQUEST'],
  ['GET', `/api/sites/${sites.emailOnly}/channels/whatsapp`, 'NOT_FOUND'],
  ['GET', `/api/sites/${sites.emailOnly}/agents/${agents.sales}`, 'AGENT_NOT_FOUND'],
  ['GET', `/api/sites/${sites.emailOnly}/leads/${leads.jane}`, 'LEAD_NOT_FOUND'],
  ['DELETE', `/api/sites/${sites.emailOnly}/agents/${agents.sales}`, 'AGENT_NOT_FOUND'],
  ['DELETE', `/api/sites/${sites.emailOnly}/leads/${leads.jane}`, 'LEAD_NOT_FOUND'],
  ['GET', `/api/leads/${nobody}/interactions`, 'LEAD_NOT_FOUND'],
  ['GET', `/api/leads/${leads.jane}/interactions/int_00000000000000000000000000`, 'NOT_FOUND'],
  ['DELETE', `/api/leads/${leads.jane}/interactions/x%00`, 'NOT_FOUND'],
  ['GET', '/api/visitors/x', 'INVALID_INPUT'],
  ['GET', `/api/sites?limit=101`, 'INVALID_REQUEST'],
  ['GET', `/api/visitors?limit=0`, 'INVALID_REQUEST'],
  ['GET', `/api/sites?cursor=bm90IGEgY3Vyc29y`, 'INVALID_REQUEST'],
  [
    'GET',
    `/api/sites/${sites.acme}/leads?cursor=${cursor('2024-01-01T00:00:00Z', 'no-uuid')}`,
    'INVALID_REQUEST',
  ],
  [
    'GET',
    `/api/sites/${sites.acme}/agents?cursor=${cursor('0000-01-01T00:00:00Z', id(1))}`,
    'INVALID_REQUEST',
  ],
  [
    'GET',
    `/api/leads/${leads.jane}/interactions?cursor=${cursor('2024-01-01T00:00:00Z', id(1))}`,
    'INVALID_REQUEST',
  ],
])('%s %s: %s', async (method, path, code) => {
  expectError(
    await service.request(method, path),
    code,
    code.startsWith('INVALID') ? (expect.any(String) as never) : undefined,
  );
});

function cursor(at: string, of: string): string {
  return Buffer.from(JSON.stringify([at, of])).toString('base64url');
}

describe('opt-outs', () => {
  const path = `/api/sites/${sites.acme}/leads/${id(3)}`;
  const optedOutAt = async () => {
    const rows = await service.services.database.prisma.optOut.findMany({ where: { leadId: id(3) } });
    return Object.fromEntries(rows.map(({ channel, at }) => [channel, at.getTime()]));
  };

  test('that stay keep their time, and none is lost by leaving them out', async () => {
    await put(path, { name: 'Kim', opt_outs: ['email', 'whatsapp'] });
    const before = await optedOutAt();
    await put(path, { name: 'Kim', opt_outs: ['web', 'whatsapp'] });
    const after = await optedOutAt();
    expect(after).toEqual({ web: expect.any(Number), whatsapp: before['whatsapp'] });
    const { body } = await put(path, { name: 'Kim Two' });
    expect(body.data).toMatchObject({ name: 'Kim Two', opt_outs: ['whatsapp', 'web'] });
    expect(await optedOutAt()).toEqual(after);
    expect((await put(path, { name: 'Kim', opt_outs: [] })).body.data.opt_outs).toEqual([]);
    await remove(path);
  });
});

describe('a list', () => {
  const site = `/api/sites/${sites.noChannels}`;
  const count = 23;

  async function readAll(path: string, limit?: number): Promise<string[][]> {
    const pages: string[][] = [];
    for (let next: string | null = ''; next !== null; ) {
      const query = new URLSearchParams({
        ...(limit ? { limit: `${limit}` } : {}),
        ...(next ? { cursor: next } : {}),
      });
      const { status, body } = await get(`${path}?${query}`);
      expect(status).toBe(200);
      pages.push(body.data.map((item: { id: string }) => item.id));
      next = body.next_cursor;
    }
    return pages;
  }

  test.each<[string, string, (id: string) => [path: string, body: unknown]]>([
    ['sites', '/api/sites', (of) => [`/api/sites/${of}`, { name: 'S' }]],
    [
      'agents',
      `${site}/agents`,
      (of) => [`${site}/agents/${of}`, { name: 'A', role: 'Sales/CRM Specialist' }],
    ],
    ['leads', `${site}/leads`, (of) => [`${site}/leads/${of}`, { name: 'L', opt_outs: ['email'] }]],
    ['visitors', '/api/visitors', (of) => [`/api/visitors/${of}`, { site_id: sites.noChannels }]],
  ])('of %s is read page by page, newest first, 20 by default', async (_what, path, make) => {
    const before = (await readAll(path, 100)).flat();
    const made = Array.from({ length: count }, (_, number) => id(100 + number));
    for (const of of made) expect((await put(...make(of))).status).toBe(201);
    // Made within the same millisecond, they stand in the order of their ids.
    const all = (await readAll(path, 100)).flat();
    expect(new Set(all)).toEqual(new Set([...made, ...before]));
    expect(all.slice(count)).toEqual(before);
    expect((await readAll(path))[0]).toEqual(all.slice(0, 20));
    for (const limit of [1, 7]) expect((await readAll(path, limit)).flat()).toEqual(all);
    expect((await readAll(path, 7)).slice(0, -1).every((page) => page.length === 7)).toBe(true);
    for (const of of made) await remove(make(of)[0]);
  });

  test('of channels is one page', async () => {
    const { body } = await get(`/api/sites/${sites.acme}/channels`);
    expect(body).toEqual({
      success: true,
      data: [
        { kind: 'email', enabled: true, config: { from: 'hello@acme.example' } },
        { kind: 'whatsapp', enabled: true, config: { from: '+12025550143' } },
      ],
      next_cursor: null,
    });
  });

  test('of interactions goes by their dates', async () => {
    const lead = `${site}/leads/${id(4)}`;
    const path = `/api/leads/${id(4)}/interactions`;
    await put(lead, { name: 'Kim' });
    const days = [3, 1, 2, 2, 2];
    for (const day of days) {
      const author = day === 3 ? { author: 'lead' } : {};
      const body = { date: `2024-05-0${day}`, type: 'call', content: `day ${day}`, ...author };
      const { status, headers, body: answer } = await service.request('POST', path, { body });
      expect(status).toBe(201);
      expect(answer.data).toEqual({
        id: expect.stringMatching(/^int_[0-9a-z]{26}$/),
        lead_id: id(4),
        date: `2024-05-0${day}T00:00:00.000Z`,
        type: 'call',
        author: day === 3 ? 'lead' : null,
        summary: `day ${day}`,
        direction: null,
        until: null,
        created_at: timestamp,
      });
      expect((await get(headers.get('location') ?? '')).body).toEqual(answer);
    }
    const { body } = await get(path);
    expect(body.data.map(({ summary }: { summary: string }) => summary)).toEqual([
      'day 3',
      'day 2',
      'day 2',
      'day 2',
      'day 1',
    ]);
    const ids = body.data.map((item: { id: string }) => item.id);
    expect((await readAll(path, 2)).flat()).toEqual(ids);

    expect((await remove(`${path}/${ids[0]}`)).status).toBe(204);
    expectError(await remove(`${path}/${ids[0]}`), 'NOT_FOUND');
    expect((await readAll(path)).flat()).toEqual(ids.slice(1));
    await remove(lead);
    expectError(await get(path), 'LEAD_NOT_FOUND');
  });
});

test('what is deleted takes with it what belongs to it', async () => {
  const site = `/api/sites/${id(5)}`;
  const history = `/api/leads/${id(6)}/interactions`;
  await put(site, { name: 'Short-lived' });
  await put(`${site}/leads/${id(6)}`, { name: 'Kim', opt_outs: ['web'] });
  await service.request('POST', history, { body: { date: '2024-01-01', type: 'call', summary: 'x' } });
  const pageViews = [{ url: '/', viewed_at: '2024-01-01' }];
  await put(`/api/visitors/${id(7)}`, { site_id: id(5), lead_id: id(6), page_views: pageViews });
  await put(`/api/visitors/${id(8)}`, { site_id: id(5) });

  expect((await remove(`${site}/leads/${id(6)}`)).status).toBe(204);
  expectError(await get(history), 'LEAD_NOT_FOUND');
  expectError(await get(`/api/visitors/${id(7)}`), 'NOT_FOUND');
  expect((await get(`/api/visitors/${id(8)}`)).status).toBe(200);
  expect((await remove(site)).status).toBe(204);
  expectError(await get(`/api/visitors/${id(8)}`), 'NOT_FOUND');
});

test('each endpoint asks for its scope', async () => {
  const keys: Partial<Record<Scope, string>> = { 'data:read': 'lf_reader', 'data:write': 'lf_writer' };
  for (const [scope, key] of Object.entries(keys) as [Scope, string][]) {
    const { prisma } = service.services.database;
    await addApiKey(prisma, { organisationId: demoIds.organisation, name: scope, key, scopes: [scope] });
  }
  const lead = `/api/sites/${sites.acme}/leads/${id(9)}`;
  const history = `/api/leads/${leads.jane}/interactions`;
  const as = (key: string | undefined, method: string, path: string, body?: unknown) =>
    service.request(method, path, { headers: { 'x-api-key': key ?? '' }, body });
  for (const path of ['/api/sites', lead, history, '/api/visitors'])
    expect((await as(keys['data:write'], 'GET', path)).body.error.code).toBe('FORBIDDEN');
  expect((await as(keys['data:read'], 'PUT', lead, { name: 'A' })).body.error.code).toBe('FORBIDDEN');
  expect((await as(keys['data:read'], 'POST', history, {})).body.error.code).toBe('FORBIDDEN');
  expect((await as(keys['data:read'], 'DELETE', `/api/sites/${sites.acme}`)).body.error.code).toBe(
    'FORBIDDEN',
  );
  expect((await as(keys['data:write'], 'PUT', lead, { name: 'A' })).status).toBe(201);
  expect((await as(keys['data:read'], 'GET', lead)).status).toBe(200);
  expect((await as(keys['data:write'], 'DELETE', lead)).status).toBe(204);
});
