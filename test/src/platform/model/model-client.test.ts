import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import pg from 'pg';
import { pino } from 'pino';
import { z } from 'zod';
import type { ModelRequest } from '../../../../src/platform/model/model-call.ts';
import {
  createModelClient,
  type ModelClient,
  type ModelSettings,
} from '../../../../src/platform/model/model-client.ts';
import { ModelError } from '../../../../src/platform/model/model-error.ts';
import { createModelLimits } from '../../../../src/platform/model/model-limits.ts';
import type { ModelBehaviour } from '../../../harness/model-behaviour.ts';
import { type ModelServer, startModelServer } from '../../../harness/model-server.ts';
import { createTestDatabase, type TestDatabase } from '../../../harness/test-database.ts';

const apiKey = 'sk-secret-of-the-operator';
const logger = pino({ level: 'silent' });
let server: ModelServer;
let database: TestDatabase;
let pool: pg.Pool;
let clients = 0;

beforeAll(async () => {
  server = await startModelServer();
  database = await createTestDatabase();
  pool = new pg.Pool({ connectionString: database.url });
});

afterAll(async () => {
  for (const made of open) await made.close();
  await server.close();
  await pool.end();
  await database.drop();
});

/** Each client calls a provider of its own, by name: the pause of one test is none of another's. */
const open: ModelClient[] = [];
function client(over: Partial<ModelSettings> = {}) {
  clients += 1;
  const limits = createModelLimits(
    { baseUrl: `${server.baseUrl}/${clients}`, requestsPerMinute: undefined },
    { redis: null, pool, logger },
  );
  const settings = { apiKey, baseUrl: server.baseUrl, concurrency: 10, timeoutMs: 10_000, ...over };
  const made = createModelClient(settings, { limits, logger });
  open.push(made);
  return made;
}
const request = (over: Partial<ModelRequest<{ text: string }>> = {}): ModelRequest<{ text: string }> => ({
  model: 'a-model',
  system: 'the rules',
  user: 'jane@acme.com',
  answer: { name: 'an_answer', schema: z.object({ text: z.string() }) },
  signal: new AbortController().signal,
  ...over,
});

async function errorOf(work: Promise<unknown>): Promise<ModelError> {
  const error = await work.then(
    () => new Error('it was answered'),
    (thrown: unknown) => thrown,
  );
  if (error instanceof ModelError) return error;
  throw error;
}

test('an answer that fits the schema comes back with what it cost', async () => {
  server.respond({
    kind: 'answer',
    content: { text: 'hello' },
    usage: { prompt_tokens: 12, completion_tokens: 3 },
  });
  expect(await client().complete(request())).toMatchObject({
    output: { text: 'hello' },
    model: 'a-model',
    usage: { inputTokens: 12, cachedInputTokens: 0, cacheWriteTokens: 0, outputTokens: 3 },
  });
  expect(server.requests.at(-1)).toMatchObject({
    path: '/v1/chat/completions',
    headers: { authorization: `Bearer ${apiKey}` },
    body: { model: 'a-model', response_format: { json_schema: { name: 'an_answer', strict: true } } },
  });
});

describe('a fault is named, says whether it passes, and is asked about once', () => {
  test.each<[string, ModelBehaviour, string, boolean]>([
    ['429', { kind: 'rate-limit', retryAfterSeconds: 2 }, 'MODEL_RATE_LIMITED', false],
    [
      '429 for want of quota',
      {
        kind: 'status',
        status: 429,
        body: { error: { code: 'insufficient_quota', message: 'jane@acme.com' } },
      },
      'MODEL_REJECTED_REQUEST',
      true,
    ],
    ['500', { kind: 'status', status: 500 }, 'MODEL_UNAVAILABLE', false],
    ['503', { kind: 'status', status: 503 }, 'MODEL_UNAVAILABLE', false],
    ['408', { kind: 'status', status: 408 }, 'MODEL_UNAVAILABLE', false],
    [
      '400',
      {
        kind: 'status',
        status: 400,
        body: { error: { code: 'context_length_exceeded', message: 'jane@acme.com' } },
      },
      'MODEL_CONTEXT_TOO_LONG',
      true,
    ],
    [
      '401',
      { kind: 'status', status: 401, body: { error: { message: `Incorrect API key: ${apiKey}` } } },
      'MODEL_REJECTED_REQUEST',
      true,
    ],
    ['403', { kind: 'status', status: 403 }, 'MODEL_REJECTED_REQUEST', true],
    ['404', { kind: 'status', status: 404 }, 'MODEL_REJECTED_REQUEST', true],
    ['a refusal', { kind: 'refuse' }, 'MODEL_REFUSED', false],
    ['a content filter', { kind: 'content-filter' }, 'MODEL_REFUSED', false],
    ['no choices', { kind: 'empty' }, 'MODEL_ANSWER_EMPTY', false],
    ['an empty text', { kind: 'text', text: '' }, 'MODEL_ANSWER_EMPTY', false],
    ['a cut-off answer', { kind: 'truncated' }, 'MODEL_ANSWER_UNREADABLE', false],
    ['broken JSON', { kind: 'text', text: '{"text": ' }, 'MODEL_ANSWER_UNREADABLE', false],
    ['another shape', { kind: 'answer', content: { words: 1 } }, 'MODEL_ANSWER_UNREADABLE', false],
    ['a broken connection', { kind: 'disconnect' }, 'MODEL_UNAVAILABLE', false],
  ])('%s', async (_what, behaviour, code, permanent) => {
    server.respond(behaviour);
    const before = server.requests.length;
    const error = await errorOf(client().complete(request()));
    expect({ code: error.code, permanent: error.permanent }).toEqual({ code, permanent });
    expect(error.message).not.toContain('jane');
    expect(error.message).not.toContain(apiKey);
    expect(server.requests.length - before).toBe(1);
  });

  test('a provider that is not there', async () => {
    const error = await errorOf(client({ baseUrl: 'http://127.0.0.1:1/v1' }).complete(request()));
    expect(error.code).toBe('MODEL_UNAVAILABLE');
  });
});

test.each([
  ['seconds', '3', 3_000, 3_000],
  ['a date', new Date(Date.now() + 500_000).toUTCString(), 300_000, 500_000],
  ['a date that has passed, as a second', new Date(0).toUTCString(), 1_000, 1_000],
  ['nothing to wait for, as a second', '0', 1_000, 1_000],
  ['three years, as ten minutes', '99999999', 600_000, 600_000],
  ['nonsense', 'soon', 5_000, 5_000],
])('Retry-After is read as %s', async (_form, value, least, most) => {
  server.respond({ kind: 'status', status: 429, headers: { 'retry-after': value } });
  const { retryAfterMs } = await errorOf(client().complete(request()));
  expect(retryAfterMs).toBeGreaterThanOrEqual(least);
  expect(retryAfterMs).toBeLessThanOrEqual(most);
});

test.each<[string, ModelBehaviour]>([
  ['before the headers', { kind: 'hang' }],
  ['in the middle of the body', { kind: 'stall' }],
])('a provider that hangs %s is given up at the time limit', async (_where, behaviour) => {
  server.respond(behaviour);
  const error = await errorOf(client({ timeoutMs: 200 }).complete(request()));
  expect(error.code).toBe('MODEL_TIMED_OUT');
});

test('an aborted call is one that may cost, and reaches the provider as aborted', async () => {
  server.respond({ kind: 'hang' });
  const abort = new AbortController();
  const arrived = server.waitForRequests(server.requests.length + 1);
  const call = client().complete(request({ signal: abort.signal }));
  const sent = (await arrived).at(-1);
  abort.abort();
  expect(await errorOf(call)).toMatchObject({ code: 'MODEL_CALL_ABORTED', usage: null, sent: true });
  await sent?.abandoned;

  const before = server.requests.length;
  const reason = new Error('cancelled');
  await expect(client().complete(request({ signal: AbortSignal.abort(reason) }))).rejects.toBe(reason);
  expect(server.requests.length).toBe(before);
});

test('no more calls than the limit are under way at once', async () => {
  let underWay = 0;
  let most = 0;
  server.respond(async () => {
    underWay += 1;
    most = Math.max(most, underWay);
    await new Promise((resolve) => setImmediate(resolve));
    underWay -= 1;
    return { kind: 'answer', content: { text: 'x' } };
  });
  const limited = client({ concurrency: 3 });
  await Promise.all(Array.from({ length: 12 }, () => limited.complete(request())));
  expect(most).toBeLessThanOrEqual(3);
});

test('the user and the password of the base URL are sent as Basic authorization, and its query with each request', async () => {
  server.respond({ kind: 'answer', content: { text: 'x' } });
  const baseUrl = server.baseUrl.replace('//', '//user:p%40ss@');
  await client({ apiKey: undefined, baseUrl: `${baseUrl}?api-version=2026-01-01&tenant=a` }).complete(
    request(),
  );
  expect(server.requests.at(-1)).toMatchObject({
    path: '/v1/chat/completions?api-version=2026-01-01&tenant=a',
    headers: { authorization: `Basic ${Buffer.from('user:p@ss').toString('base64')}` },
  });
});

test('an answer that was cut off names the setting and the field that help', async () => {
  server.respond({ kind: 'truncated' });
  expect((await errorOf(client().complete(request()))).message).toContain(
    "raise MODEL_MAX_TOKENS or the agent's max_tokens",
  );
});
