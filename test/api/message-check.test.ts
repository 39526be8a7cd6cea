import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { startService, type TestService } from '../harness/start-service.ts';

let service: TestService;

beforeAll(async () => {
  service = await startService({ workers: false });
});

afterAll(() => service.close());

const check = (body: unknown) => service.request('POST', '/api/messages/check', { body });
const web = { channel: 'web', title: 'Your question on analytics', message: 'Shall we look at it together?' };

test('a good message passes', async () => {
  const { status, body } = await check(web);
  expect(status).toBe(200);
  expect(body).toEqual({ success: true, data: { passed: true, violations: [] } });
});

test('a blank text is a violation, not a refused request', async () => {
  const { status, body } = await check({ ...web, title: ' ' });
  expect(status).toBe(200);
  expect(body.data.passed).toBe(false);
  expect(body.data.violations).toContainEqual({
    rule: 'blank',
    severity: 'error',
    field: 'title',
    excerpt: '',
    message: expect.any(String),
  });
});

test('a warning alone lets a message pass', async () => {
  const { body } = await check({ channel: 'email', title: 'Your question', message: 'Shall we talk, Jane?' });
  expect(body.data.passed).toBe(true);
  expect(body.data.violations).toMatchObject([{ rule: 'length', severity: 'warning', field: 'message' }]);
});

test('nothing is stored of it', async () => {
  const { prisma } = service.services.database;
  await check({ ...web, facts: { lead: { name: 'Somebody' } } });
  expect(await prisma.followUp.count()).toBe(0);
  expect(await prisma.audit.count()).toBe(0);
});

describe.each<[string, unknown, string]>([
  ['no channel', { title: 'x', message: 'y' }, 'channel'],
  ['a channel that there is not', { ...web, channel: 'fax' }, 'channel'],
  ['no title', { channel: 'web', message: 'y' }, 'title'],
  ['a message that is no text', { ...web, message: null }, 'message'],
  ['a locale that is none', { ...web, locale: 'not a language' }, 'locale'],
])('%s', (_, body, parameter) => {
  test('is refused by name', async () => {
    const answer = await check(body);
    expect(answer.status).toBe(400);
    expect(answer.body.error).toMatchObject({ code: 'INVALID_REQUEST', details: { parameter } });
  });
});

test.each([101, 4_000, 100_000])('facts that are nested %i deep are refused', async (depth) => {
  const nested = `${'['.repeat(depth)}${']'.repeat(depth)}`;
  const { status, body } = await check(`${JSON.stringify(web).slice(0, -1)},"facts":${nested}}`);
  expect(status).toBe(400);
  expect(body.error.code).toBe('INVALID_REQUEST');
});
