import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { Redis } from 'ioredis';
import { demoIds } from '../../prisma/demo-data.ts';
import { documentedExample, leadFollowUpPath } from '../../src/contract/documented-example.ts';
import type { ModelRequest } from '../harness/model-behaviour.ts';
import { type ModelServer, startModelServer } from '../harness/model-server.ts';
import { describeEachQueueBackend, type OpenQueueBackend } from '../harness/queue-backends.ts';
import { startService, type TestService } from '../harness/start-service.ts';

const { acme, emailOnly } = demoIds.sites;
const lead = 'b0000000-0000-4000-8000-00000000e001';
const visitor = 'd0000000-0000-4000-8000-00000000e001';
const strayVisitor = 'd0000000-0000-4000-8000-00000000e002';
const path = `/api/sites/${acme}/leads/${lead}`;
/** Stands in everything that is known of the lead. */
const mark = 'Zebulonia';
const person = { name: `${mark} Quux`, email: `${mark}@example.org`, phone: '+49 30 1234567' };

describeEachQueueBackend('the erasure of a lead', (backend) => {
  let queue: OpenQueueBackend;
  let model: ModelServer;
  let service: TestService;

  beforeAll(async () => {
    queue = await backend.open();
    model = await startModelServer();
    service = await startService({ redisUrl: queue.redisUrl, modelUrl: model.baseUrl });
  });

  afterAll(async () => {
    await service.close();
    await model.close();
    await queue.close();
  });

  const put = (to: string, body: object) => service.request('PUT', to, { body });
  const post = (to: string, body: object) => service.request('POST', to, { body });
  const erase = (from = path) => service.request('DELETE', from);
  const followUp = (body: object = {}, query = '') =>
    post(`${leadFollowUpPath}${query}`, { siteId: acme, leadId: lead, ...body });

  /** Every row of every table, the queue's too, in which the lead is still to be read. */
  async function traces(): Promise<string[]> {
    const { pool } = service.services.database;
    const { rows: tables } = await pool.query<{ name: string }>(
      `SELECT format('%I.%I', table_schema, table_name) AS name FROM information_schema.tables
       WHERE table_schema IN ('public', 'bullmq') AND table_type = 'BASE TABLE'`,
    );
    const found: string[] = [];
    for (const { name } of tables) {
      const { rows } = await pool.query(`SELECT 1 FROM ${name} AS t WHERE t::text LIKE $1`, [`%${mark}%`]);
      found.push(...rows.map(() => name));
    }
    return [...found, ...(await tracesInRedis(queue.redisUrl))];
  }

  test('leaves nothing of it anywhere, and stops what is being written', async () => {
    await put(path, { ...person, opt_outs: ['web'] });
    await post(`/api/leads/${lead}/interactions`, {
      date: '2024-04-15',
      type: 'call',
      summary: `Met ${mark}`,
    });
    const page = { url: `https://acme.example/${mark}`, viewed_at: '2024-04-15T00:00:00Z' };
    await put(`/api/visitors/${visitor}`, { site_id: acme, lead_id: lead, page_views: [page] });
    await put(`/api/visitors/${strayVisitor}`, { site_id: acme, page_views: [page] });
    const content = { strategy: mark, channels: {} };
    model.respond((request) => ({ kind: 'answer', content: { ...content, channels: written(request) } }));
    const done = await followUp({ visitorId: strayVisitor }, '?wait=20');
    expect(done.body.data.status).toBe('completed');
    model.respond({ kind: 'hang' });
    const calls = model.requests.length;
    const running = await followUp();
    const waiting = service.request('GET', `${running.body.data.urls.self}?wait=30`);
    const call = (await model.waitForRequests(calls + 1))[calls];
    const tables = ['lead', 'interaction', 'page_view', 'follow_up', 'command', 'model_call'];
    expect(await traces()).toEqual(expect.arrayContaining(tables.map((name) => `public.${name}`)));

    expect((await erase()).status).toBe(204);
    await call?.abandoned;
    expect((await waiting).body.error.code).toBe('FOLLOW_UP_NOT_FOUND');
    expect((await service.request('GET', path)).body.error.code).toBe('LEAD_NOT_FOUND');
    expect((await service.request('GET', done.body.data.urls.self)).status).toBe(404);
    expect(await traces()).toEqual([]);
    expect((await erase()).body.error.code).toBe('LEAD_NOT_FOUND');

    const audit = await service.services.database.prisma.audit.findMany({ where: { action: 'lead.erased' } });
    expect(audit.map(({ subject, actor, details }) => [subject, actor, details])).toEqual([
      [lead, expect.stringMatching(/^key_/), {}],
    ]);
  });

  test('keeps its opt-outs, so that it is not written to when it comes back', async () => {
    const { body } = await put(path, person);
    expect(body.data.opt_outs).toEqual(['web']);
    model.respond(undefined);
    const again = await followUp({}, '?wait=20');
    expect(again.body.data.skipped_channels).toContainEqual({
      channel: 'web',
      reason: 'the lead has opted out',
    });
    await put(path, { ...person, opt_outs: [] });
    expect((await erase()).status).toBe(204);
  });

  test('works for a lead that was only sent along', async () => {
    model.respond(undefined);
    await followUp({ leadData: person }, '?wait=20');
    expect((await traces()).length).toBeGreaterThan(0);
    expect((await erase(`/api/sites/${emailOnly}/leads/${lead}`)).body.error.code).toBe('LEAD_NOT_FOUND');
    expect((await traces()).length).toBeGreaterThan(0);
    expect((await erase()).status).toBe(204);
    expect(await traces()).toEqual([]);
  });

  test('by a key that is bound to a site stays on that site', async () => {
    const key = await post('/api/api-keys', { name: 'bound', scopes: ['data:write'], site_id: acme });
    const headers = { 'x-api-key': key.body.data.key };
    model.respond(undefined);
    await followUp({ leadData: person }, '?wait=20');
    const other = await followUp({ siteId: emailOnly, leadData: person }, '?wait=20');
    expect((await service.request('DELETE', path, { headers })).status).toBe(204);
    const elsewhere = await service.request('GET', other.body.data.urls.self);
    expect(elsewhere.status).toBe(200);
    expect((await erase(`/api/sites/${emailOnly}/leads/${lead}`)).status).toBe(204);
    expect(await traces()).toEqual([]);
  });

  test('takes more follow-ups than one batch has', async () => {
    model.respond(undefined);
    await put(path, person);
    const { body } = await followUp({}, '?wait=20');
    const { prisma, pool } = service.services.database;
    const { rows } = await pool.query<{ columns: string }>(
      `SELECT string_agg(quote_ident(column_name), ', ') AS columns FROM information_schema.columns
       WHERE table_name = 'follow_up' AND is_generated = 'NEVER' AND column_name <> 'id'`,
    );
    const [{ columns } = { columns: '' }] = rows;
    await pool.query(
      `INSERT INTO follow_up (id, ${columns})
       SELECT 'fup_copy_' || n, ${columns} FROM follow_up, generate_series(1, 250) n WHERE id = $1`,
      [body.data.id],
    );
    expect((await erase()).status).toBe(204);
    expect(await prisma.followUp.count({ where: { leadId: lead } })).toBe(0);
    expect(await traces()).toEqual([]);
  });

  test('leaves other leads alone', async () => {
    model.respond(undefined);
    const jane = await post(`${leadFollowUpPath}?wait=20`, documentedExample);
    await put(path, person);
    await erase();
    expect((await service.request('GET', jane.body.data.urls.self)).status).toBe(200);
    expect((await service.request('GET', `/api/sites/${acme}/leads/${demoIds.leads.jane}`)).status).toBe(200);
  });

  test('leaves nothing of requests that came at the same time', async () => {
    model.respond({ kind: 'hang' });
    await put(path, person);
    const [erased, ...answers] = await Promise.all([
      erase(),
      ...Array.from({ length: 12 }, () => followUp()),
    ]);
    expect(erased.status).toBe(204);
    for (const { status } of answers) expect([202, 404]).toContain(status);
    expect(await traces()).toEqual([]);
  });
});

function written({ body }: ModelRequest): Record<string, object> {
  const schema = JSON.stringify(body.response_format);
  const channels = ['email', 'whatsapp', 'notification', 'web'].filter((name) =>
    schema.includes(`"${name}"`),
  );
  const message = { title: 'A word', message: `Dear ${mark}, a message of some length` };
  return Object.fromEntries(channels.map((name) => [name, message]));
}

async function tracesInRedis(url: string | undefined): Promise<string[]> {
  if (!url) return [];
  const redis = new Redis(url);
  const found: string[] = [];
  for (const key of await redis.keys('*')) {
    const content = await redis.dumpBuffer(key);
    if (key.includes(mark) || content?.includes(mark)) found.push(key);
  }
  redis.disconnect();
  return found;
}
