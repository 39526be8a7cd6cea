import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { documentedExample, leadFollowUpPath } from '../../src/contract/documented-example.ts';
import { describeEachQueueBackend, type OpenQueueBackend } from '../harness/queue-backends.ts';
import { startService, type TestService } from '../harness/start-service.ts';

const adminKey = 'the-operators-key-of-the-tests-01';
const readKey = 'the-reading-key-of-the-tests-0123';

describeEachQueueBackend("the queues' pages", (backend) => {
  let queue: OpenQueueBackend;
  let service: TestService;

  beforeAll(async () => {
    queue = await backend.open();
    service = await startService({ redisUrl: queue.redisUrl, settings: { ADMIN_READ_KEY: readKey } });
  });

  afterAll(async () => {
    await service.close();
    await queue.close();
  });

  const ask = (path: string, init: RequestInit = {}) =>
    fetch(`${service.url}${path}`, { redirect: 'manual', ...init });
  const signIn = (key: string) => ask('/ops/sign-in', { method: 'POST', body: new URLSearchParams({ key }) });
  const asBrowser = { accept: 'text/html,application/xhtml+xml,*/*;q=0.8' };

  async function sessionOf(key: string): Promise<Record<string, string>> {
    const response = await signIn(key);
    expect(response.status).toBe(303);
    const [cookie = ''] = response.headers.getSetCookie();
    expect(cookie).toMatch(/; HttpOnly/i);
    expect(cookie).toMatch(/; SameSite=Strict/i);
    expect(cookie).not.toContain(key);
    return { cookie: cookie.split(';')[0] ?? '' };
  }

  test('show a browser the way in, and a program an error', async () => {
    const page = await ask('/ops/queues', { headers: asBrowser });
    expect(page.status).toBe(401);
    expect(await page.text()).toContain('action="/ops/sign-in"');
    const answer = await ask('/ops/queues/api/queues');
    expect(answer.status).toBe(401);
    expect(await answer.json()).toMatchObject({ success: false, error: { code: 'UNAUTHORIZED' } });
  });

  test('refuse what is no key of the operator, in the form and in the header', async () => {
    const page = await signIn('lf_demo_key');
    expect(page.status).toBe(401);
    expect(page.headers.getSetCookie()).toEqual([]);
    expect(await page.text()).toContain('role="alert"');
    for (const key of ['lf_demo_key', 'wrong']) {
      const answer = await ask('/ops/queues', { headers: { 'x-api-key': key, ...asBrowser } });
      expect(answer.status).toBe(401);
    }
    const forged = await ask('/ops/queues', { headers: { cookie: 'lead_followup_operator=forged' } });
    expect(forged.status).toBe(401);
  });

  test('show every queue to who has signed in, with ids alone in the jobs', async () => {
    const headers = await sessionOf(adminKey);
    const { body } = await service.request('POST', `${leadFollowUpPath}?wait=30`, {
      body: documentedExample,
    });
    const page = await ask('/ops/queues', { headers });
    expect(page.status).toBe(200);
    expect(page.headers.get('content-security-policy')).toContain("default-src 'self'");
    expect(page.headers.get('content-security-policy')).not.toMatch(/script-src[^;]*unsafe-inline/);
    const shown = await ask('/ops/queues/api/queues?activeQueue=sales&status=completed', { headers });
    const text = await shown.text();
    const { queues } = JSON.parse(text) as { queues: { name: string; readOnlyMode: boolean }[] };
    expect(queues.map(({ name }) => name)).toEqual(expect.arrayContaining(['sales', 'copywriter', 'settle']));
    expect(text).toContain(body.data.command_ids.sales);
    expect(text).not.toMatch(/Jane|Acme|jane@acme/);
  });

  test('open to ADMIN_KEY in the header too', async () => {
    const answer = await ask('/ops/queues/api/queues', { headers: { 'x-api-key': adminKey } });
    expect(answer.status).toBe(200);
  });

  test('let an operator pause and resume a queue, and no other page in their name', async () => {
    const headers = await sessionOf(adminKey);
    const change = (what: string, from: string) =>
      ask(`/ops/queues/api/queues/settle/${what}`, {
        method: 'PUT',
        headers: { ...headers, 'sec-fetch-site': from },
      });
    expect((await change('pause', 'cross-site')).status).toBe(403);
    expect((await change('pause', 'same-origin')).status).toBe(200);
    const settle = service.services.queues.openQueues().find(({ name }) => name === 'settle');
    expect(await settle?.isPaused()).toBe(true);
    expect((await change('resume', 'same-origin')).status).toBe(200);
    expect(await settle?.isPaused()).toBe(false);
  });

  test('are for looking alone with the key for reading', async () => {
    const headers = await sessionOf(readKey);
    const shown = await ask('/ops/queues/api/queues', { headers });
    const { queues } = (await shown.json()) as { queues: { readOnlyMode: boolean }[] };
    expect(queues.every(({ readOnlyMode }) => readOnlyMode)).toBe(true);
    const paused = await ask('/ops/queues/api/queues/settle/pause', { method: 'PUT', headers });
    expect(paused.status).toBe(403);
    expect((await paused.json()) as unknown).toMatchObject({ error: { code: 'FORBIDDEN' } });
  });

  test('end the session at the wish of who opened it', async () => {
    const headers = await sessionOf(adminKey);
    const out = await ask('/ops/sign-out', { headers });
    expect(out.status).toBe(303);
    expect(out.headers.getSetCookie()[0]).toMatch(/Max-Age=0/i);
    // A copy of the cookie is worth nothing either.
    expect((await ask('/ops/queues/api/queues', { headers })).status).toBe(401);
    const { prisma } = service.services.database;
    const audit = await prisma.audit.findMany({
      where: { actor: 'operator' },
      orderBy: { at: 'desc' },
      take: 2,
    });
    expect(audit.map(({ action }) => action)).toEqual(['operator.signed_out', 'operator.signed_in']);
  });

  test('end a session that has expired', async () => {
    const headers = await sessionOf(adminKey);
    expect((await ask('/ops/queues/api/queues', { headers })).status).toBe(200);
    await service.services.database.prisma.operatorSession.updateMany({ data: { expiresAt: new Date() } });
    expect((await ask('/ops/queues/api/queues', { headers })).status).toBe(401);
  });

  test.each(['https://evil.example', 'null', 'http://127.0.0.1:1'])(
    'take no change from a page of %s, in browsers without Sec-Fetch-Site too',
    async (origin) => {
      const headers = { ...(await sessionOf(adminKey)), origin };
      const change = await ask('/ops/queues/api/queues/settle/pause', { method: 'PUT', headers });
      expect(change.status).toBe(403);
      const own = { ...headers, origin: service.url };
      expect(
        (await ask('/ops/queues/api/queues/settle/resume', { method: 'PUT', headers: own })).status,
      ).toBe(200);
    },
  );

  test('are guessed at a limited number of times', async () => {
    const statuses: number[] = [];
    for (let guess = 0; guess < 32; guess += 1) statuses.push((await signIn(`guess ${guess}`)).status);
    expect(statuses.at(-1)).toBe(429);
    const inHeader = (key: string) => ask('/ops/queues/api/queues', { headers: { 'x-api-key': key } });
    expect((await inHeader('guess')).status).toBe(429);
    expect((await inHeader(adminKey)).status).toBe(200);
    expect((await signIn(adminKey)).status).toBe(303);
  });
});
