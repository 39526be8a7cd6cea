import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import pg from 'pg';
import { pino } from 'pino';
import { z } from 'zod';
import { createModelClient, type ModelClient } from '../../../../src/platform/model/model-client.ts';
import { createModelLimits } from '../../../../src/platform/model/model-limits.ts';
import { type ModelServer, startModelServer } from '../../../harness/model-server.ts';
import { createTestDatabase, type TestDatabase } from '../../../harness/test-database.ts';

const logger = pino({ level: 'silent' });
let server: ModelServer;
let database: TestDatabase;
let pool: pg.Pool;
let client: ModelClient;
let before: number;

beforeAll(async () => {
  server = await startModelServer();
  database = await createTestDatabase();
  pool = new pg.Pool({ connectionString: database.url });
});

afterAll(async () => {
  await server.close();
  await pool.end();
  await database.drop();
});

beforeEach(() => {
  const { baseUrl } = server;
  const limits = createModelLimits({ baseUrl, requestsPerMinute: undefined }, { redis: null, pool, logger });
  client = createModelClient(
    { apiKey: undefined, baseUrl, concurrency: 10, timeoutMs: 10_000 },
    { limits, logger },
  );
  before = server.requests.length;
});

const ask = (model = 'a-model') =>
  client.complete({
    model,
    system: 'The rules.',
    user: 'The facts.',
    answer: { name: 'an_answer', schema: z.object({ title: z.string(), count: z.number() }) },
    signal: new AbortController().signal,
  });
const asked = () => server.requests.slice(before).map(({ body }) => body);
const formats = () => asked().map((body) => body.response_format?.type ?? 'text');

test('a request holds nothing but the model, the prompts and the shape of the answer', async () => {
  server.respond(undefined);
  await ask();
  expect(asked()).toEqual([
    {
      model: 'a-model',
      messages: [
        { role: 'system', content: 'The rules.' },
        { role: 'user', content: 'The facts.' },
      ],
      response_format: expect.objectContaining({ type: 'json_schema' }),
    },
  ]);
});

test('a server without JSON schema is asked in JSON mode, and the refusal is paid for once', async () => {
  server.respond({ kind: 'refuse-formats', formats: ['json_schema'] });
  expect((await ask()).output.title).toMatch(/next step/);
  await ask();
  expect(formats()).toEqual(['json_schema', 'json_object', 'json_object']);
  const [, inJsonMode] = asked();
  expect(inJsonMode?.messages[0]?.content).toMatch(/^The rules\.\n\n# The shape/);
  expect(inJsonMode?.messages[0]?.content).toContain('"count":{"type":"number"}');
});

test('a server without JSON mode either is told in plain text; each model for itself', async () => {
  server.respond({ kind: 'refuse-formats', formats: ['json_schema', 'json_object'] });
  await ask();
  await ask();
  expect(formats()).toEqual(['json_schema', 'json_object', 'text', 'text']);
  server.respond(undefined);
  await ask('another-model');
  expect(formats().at(-1)).toBe('json_schema');
});

test('calls that are refused together step down together, by one step', async () => {
  server.respond({ kind: 'refuse-formats', formats: ['json_schema'] });
  await Promise.all([ask(), ask(), ask()]);
  expect(formats().filter((format) => format === 'text')).toEqual([]);
});

test.each<[string, number, unknown]>([
  ['DeepSeek', 400, { error: { message: 'This response_format type is unavailable now', param: null } }],
  ['LM Studio', 400, { error: "'response_format.type' must be 'json_object' or 'text'" }],
  ['xAI', 400, { code: 'invalid', error: 'The response_format parameter is unsupported at the moment.' }],
  ['FastAPI', 422, { detail: [{ loc: ['body', 'response_format', 'type'], msg: 'unexpected value' }] }],
  ['a server that has not got to it', 501, { error: { message: 'structured outputs: not implemented' } }],
  ['older vLLM', 400, { object: 'error', message: 'json_schema is not supported', code: 400 }],
])('the refusal is understood as it is worded by %s', async (_server, status, body) => {
  server.respond((request) =>
    request.body.response_format?.type === 'json_schema' ? { kind: 'status', status, body } : undefined,
  );
  await ask();
  expect(formats()).toEqual(['json_schema', 'json_object']);
});

test('another fault of the request is no reason to ask in another way', async () => {
  server.respond({ kind: 'status', status: 400, body: { error: { message: 'temperature is too hot' } } });
  await expect(ask()).rejects.toMatchObject({ code: 'MODEL_REJECTED_REQUEST' });
  expect(formats()).toEqual(['json_schema']);
});

const good = '{"title": "a {brace}", "count": 2}';
test.each([
  ['as it is', good],
  ['in a fence', `\`\`\`json\n${good}\n\`\`\``],
  ['with a sentence around it', `Here is your JSON:\n${good}\nAnything else?`],
  ['after its thoughts', `<think>Perhaps {"title": 1}?</think>\n${good}`],
])('the one object of an answer is read: %s', async (_how, text) => {
  server.respond({ kind: 'text', text });
  expect((await ask()).output).toEqual({ title: 'a {brace}', count: 2 });
});

test.each([
  ['two objects', `${good}\n${good}`],
  ['an object that does not end', '{"title": "a", "count": '],
  ['no object', 'I would rather talk.'],
  ['text that cannot be stored', '{"title": "\\u0000", "count": 1}'],
])('and what cannot be read is said to be so, with what it cost: %s', async (_what, text) => {
  server.respond({ kind: 'text', text });
  await expect(ask()).rejects.toMatchObject({
    code: 'MODEL_ANSWER_UNREADABLE',
    usage: { inputTokens: 100, outputTokens: 50 },
  });
});

test('a server that reports no tokens, or nonsense, leaves them unknown', async () => {
  server.respond({ kind: 'text', text: good, usage: null });
  expect((await ask()).usage).toBeNull();
  server.respond({ kind: 'text', text: good, usage: { prompt_tokens: -1, completion_tokens: 1.5 } });
  expect((await ask()).usage).toBeNull();
  const details = { cached_tokens: 60, cache_write_tokens: 90 };
  const usage = { prompt_tokens: 100, completion_tokens: 5, prompt_tokens_details: details };
  server.respond({ kind: 'text', text: good, usage });
  expect((await ask()).usage).toEqual({
    inputTokens: 100,
    cachedInputTokens: 60,
    cacheWriteTokens: 40,
    outputTokens: 5,
  });
});
