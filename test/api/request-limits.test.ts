import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { demoIds } from '../../prisma/demo-data.ts';
import { leadFollowUpPath } from '../../src/contract/documented-example.ts';
import { limits } from '../../src/contract/limits.ts';
import { startService, type TestService } from '../harness/start-service.ts';

const ids = { siteId: demoIds.sites.acme, leadId: demoIds.leads.jane };
let service: TestService;
const lines: string[] = [];

beforeAll(async () => {
  service = await startService({
    workers: false,
    onLog: (line) => lines.push(line),
    settings: { TRUST_PROXY: '1' },
  });
});

afterAll(() => service.close());

const post = (body: object) => service.request('POST', leadFollowUpPath, { body: { ...ids, ...body } });
const stored = async () =>
  (await service.request('GET', '/api/follow-ups?limit=100')).body.data.length as number;

describe('leadData follows the rules of stored leads', () => {
  test.each([
    ['a link behind the address', { email: 'j@x.example https://evil.example/pay' }, 'leadData.email'],
    ['a header behind the address', { email: 'a@x.example\nBcc: b@x.example' }, 'leadData.email'],
    ['two addresses', { email: 'a@x.example,b@x.example' }, 'leadData.email'],
    ['a locale that is none', { locale: 'klingon please' }, 'leadData.locale'],
    ['a control character in a name', { name: 'Jane\u0007' }, 'leadData.name'],
  ])('%s is refused', async (_what, leadData, parameter) => {
    const before = await stored();
    const { status, body } = await post({ leadData });
    expect([status, body.error.code]).toEqual([400, 'INVALID_REQUEST']);
    expect(body.error.details).toMatchObject({ parameter });
    expect(await stored()).toBe(before);
  });

  test('a phone number with a link in it is refused as a phone number', async () => {
    const { status, body } = await post({ leadData: { phone: '+12025550100 https://evil.example' } });
    expect([status, body.error.code]).toEqual([400, 'INVALID_PHONE_NUMBER']);
    expect(body.error.message).toContain('leadData.phone');
  });

  test('a blank is no value, so that the stored one stays', async () => {
    const { status, body } = await post({ leadData: { name: ' ', email: '', locale: ' ' } });
    expect(status).toBe(202);
    const { data } = (await service.request('GET', body.data.urls.self)).body;
    expect(data.lead).toMatchObject({ name: 'Jane Smith', email: 'jane@acme.com' });
  });

  test('a line break in a name becomes a space', async () => {
    const { body } = await post({ leadData: { name: 'Jane\r\n Doe' } });
    expect((await service.request('GET', body.data.urls.self)).body.data.lead.name).toBe('Jane Doe');
  });
});

describe('a request is bounded', () => {
  const over = 'x'.repeat(limits.text + 1);
  test.each([
    ['a summary', { previousInteractions: [{ date: '2026-01-01', type: 'call', summary: over }] }],
    ['a pain point', { leadData: { pain_points: [over] } }],
    ['a name', { leadData: { name: 'x'.repeat(limits.line + 1) } }],
    ['a list', { productInterest: Array.from({ length: limits.list + 1 }, () => 'x') }],
    ['preferences', { leadData: { preferences: { note: 'x'.repeat(limits.json) } } }],
    ['a value of metadata', { metadata: { key: 'x'.repeat(limits.metadataValue + 1) } }],
    [
      'metadata',
      {
        metadata: Object.fromEntries(
          Array.from({ length: limits.metadataKeys + 1 }, (_, i) => [`k${i}`, 'v']),
        ),
      },
    ],
  ])('%s over its limit is refused with the limit', async (_what, body) => {
    const answer = await post(body);
    expect([answer.status, answer.body.error.code]).toEqual([400, 'INVALID_REQUEST']);
    expect(answer.body.error.message).toMatch(/must have at most \d+/);
    expect(answer.body.error.message.length).toBeLessThan(500);
  });

  test('a message under check over its limit is refused', async () => {
    const { status, body } = await service.request('POST', '/api/messages/check', {
      body: { channel: 'email', title: 'Hello', message: 'x'.repeat(limits.message + 1) },
    });
    expect([status, body.error.code]).toEqual([400, 'INVALID_REQUEST']);
  });

  test('thousands of unknown parameters make at most 20 warnings of at most 200 characters', async () => {
    const unknown = Object.fromEntries(
      Array.from({ length: 5_000 }, (_, index) => [
        `unknown${index}${'y'.repeat(index % 300)}`.slice(0, 40),
        1,
      ]),
    );
    const { status, body } = await post({ ...unknown, ['z'.repeat(1_000)]: 1 });
    expect(status).toBe(202);
    const { warnings } = body.data as { warnings: string[] };
    expect(warnings).toHaveLength(20);
    expect(Math.max(...warnings.map((warning) => warning.length))).toBeLessThanOrEqual(200);
    expect(warnings.at(-1)).toMatch(/^\d+ more unknown parameters ignored$/);
  });
});

test('answers below /api are kept by no cache', async () => {
  for (const path of ['/api/follow-ups', '/api/sites', '/api/unknown']) {
    const answer = await fetch(`${service.url}${path}`, { headers: { 'x-api-key': 'lf_demo_key' } });
    expect([path, answer.headers.get('cache-control')]).toEqual([path, 'no-store']);
  }
});

test('the access log names key, organisation and the address that a trusted proxy forwards', async () => {
  lines.length = 0;
  await service.request('GET', '/api/sites', { headers: { 'x-forwarded-for': '203.0.113.9' } });
  const line = lines.map((text) => JSON.parse(text)).find(({ msg }) => msg === 'request');
  expect(line).toMatchObject({
    route: 'GET /api/sites',
    status: 200,
    address: '203.0.113.9',
    organisationId: demoIds.organisation,
    apiKeyId: expect.stringMatching(/^key_/),
  });
});
