import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from '@jest/globals';
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
let tests = 0;

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
  // A provider of its own for each test: the pause after a rate limit is shared by all clients of a provider.
  tests += 1;
  const limits = createModelLimits(
    { baseUrl: `${baseUrl}/${tests}`, requestsPerMinute: undefined },
    { redis: null, pool, logger },
  );
  client = createModelClient(
    { apiKey: undefined, baseUrl, concurrency: 10, timeoutMs: 10_000 },
    { limits, logger },
  );
  before = server.requests.length;
});

afterEach(() => client.close());

const ask = (model = 'a-model', maxTokens?: number) =>
  client.complete({
    maxTokens,
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

test('a model that refuses each format is asked no further, and its refusals are not remembered', async () => {
  server.respond({ kind: 'status', status: 400, body: { error: { message: 'INVALID_ARGUMENT' } } });
  await expect(ask()).rejects.toMatchObject({ code: 'MODEL_REJECTED_REQUEST' });
  expect(formats()).toEqual(['json_schema', 'json_object', 'text']);
  server.respond(undefined);
  await ask();
  expect(formats().at(-1)).toBe('json_schema');
});

const refuseSystem = (message: string) =>
  server.respond(({ body }) =>
    body.messages[0]?.role === 'system'
      ? { kind: 'status', status: 400, body: { error: { message } } }
      : undefined,
  );

test.each([
  'System role not supported',
  'Developer instruction is not enabled for models/gemma-3-27b-it',
  'Conversation roles must alternate user/assistant/user/assistant/...',
  'Only user and assistant roles are supported!',
  "This model does not support the role 'system'",
])(
  'a model without a system role finds the instructions in front of the prompt, from then on: %s',
  async (message) => {
    refuseSystem(message);
    await ask();
    await ask();
    const roles = asked().map(({ messages }) => messages.map(({ role }) => role).join());
    expect(roles).toEqual(['system,user', 'user', 'user']);
    expect(asked()[1]?.messages[0]?.content).toBe('The rules.\n\nThe facts.');
  },
);

test('the limit of an answer has the name that the server knows', async () => {
  server.respond(({ body }) =>
    'max_tokens' in body
      ? {
          kind: 'status',
          status: 400,
          body: {
            error: {
              message:
                "Unsupported parameter: 'max_tokens' is not supported with this model. Use 'max_completion_tokens' instead.",
              code: 'unsupported_parameter',
            },
          },
        }
      : undefined,
  );
  await ask('a-model', 900);
  await ask('a-model', 900);
  const limits = asked().map((body) => [body['max_tokens'], body['max_completion_tokens']]);
  expect(limits).toEqual([
    [900, undefined],
    [undefined, 900],
    [undefined, 900],
  ]);
});

test('a server that knows neither name is asked twice and no more', async () => {
  server.respond({
    kind: 'status',
    status: 400,
    body: { error: { message: 'unknown parameter max_tokens' } },
  });
  await expect(ask('a-model', 900)).rejects.toMatchObject({ code: 'MODEL_REJECTED_REQUEST' });
  expect(asked()).toHaveLength(2);
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
  [
    'vLLM with a grammar it cannot compile',
    400,
    { error: { message: 'Grammar error: unsupported pattern' } },
  ],
  ['llama.cpp', 500, { error: { code: 500, message: 'failed to parse grammar', type: 'server_error' } }],
  ['Gemini', 400, [{ error: { code: 400, message: 'Unknown name "$schema": Cannot find field.' } }]],
  ['a strict validator', 400, { error: { message: "'additionalProperties' is not supported" } }],
  [
    'Google, which says nothing',
    400,
    [{ error: { code: 400, message: 'Request contains an invalid argument.', status: 'INVALID_ARGUMENT' } }],
  ],
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
  ['after thoughts that have no beginning', `So {"title" it is, not {}.</think>${good}`],
  ['after a thought with an open brace', `<think>{ "hm</think>\n${good}`],
  [
    'behind channel marks',
    `<|channel|>analysis<|message|>They want {"title"}.<|end|><|start|>assistant<|channel|>final<|message|>${good}`,
  ],
  [
    'in a fence with braces around it',
    `Fill {title}:\n\`\`\`json\n${good}\n\`\`\`\nReplace {count} as needed.`,
  ],
  ['twice, the second time for good', `{"title": "a first try", "count": 1}\n${good}`],
  ['with a trailing comma', '{"title": "a {brace}", "count": 2,}'],
])('the last complete object of an answer is read: %s', async (_how, text) => {
  server.respond({ kind: 'text', text });
  expect((await ask()).output).toEqual({ title: 'a {brace}', count: 2 });
});

test('line breaks inside a string are read as line breaks', async () => {
  server.respond({ kind: 'text', text: '{"title": "one\ntwo", "count": 2}' });
  expect((await ask()).output.title).toBe('one\ntwo');
});

test('an answer in parts is read as one text', async () => {
  const parts = [
    { type: 'text', text: good.slice(0, 9) },
    { type: 'text', text: good.slice(9) },
  ];
  server.respond({ kind: 'message', message: { content: parts } });
  expect((await ask()).output).toEqual({ title: 'a {brace}', count: 2 });
});

test('ten thousand open braces are given up on, in time', async () => {
  server.respond({ kind: 'text', text: '{'.repeat(10_000) });
  await expect(ask()).rejects.toMatchObject({ code: 'MODEL_ANSWER_UNREADABLE' });
});

test.each<[string, object, string, RegExp]>([
  ['reasoning alone', { content: null, reasoning_content: good }, 'MODEL_ANSWER_EMPTY', /reasoning/],
  ['a refusal', { content: null, refusal: 'I would rather not.' }, 'MODEL_REFUSED', /refused/],
])('%s is no answer', async (_what, message, code, words) => {
  server.respond({ kind: 'message', message });
  await expect(ask()).rejects.toMatchObject({ code, message: expect.stringMatching(words) });
});

test.each<[string, unknown, string, string]>([
  [
    'in place of a completion',
    { error: { code: 502, message: 'jane@acme.com' } },
    'MODEL_UNAVAILABLE',
    'the model provider answered with an error (502)',
  ],
  [
    'inside a choice',
    {
      choices: [
        { finish_reason: 'error', error: { code: 'upstream_error', message: 'x' }, message: { content: '' } },
      ],
    },
    'MODEL_UNAVAILABLE',
    'the model provider answered with an error (upstream_error)',
  ],
  [
    'that is a rate limit',
    { error: { code: 429, message: 'x' } },
    'MODEL_RATE_LIMITED',
    'the model provider limits the rate',
  ],
])('an error %s with status 200 is the error of the provider', async (_where, body, code, message) => {
  server.respond({ kind: 'status', status: 200, body });
  await expect(ask()).rejects.toMatchObject({ code, message });
});

test.each([
  ['an object that does not end', '{"title": "a", "count": '],
  ['a text that is cut off inside a string', '{"count": 1, "title": "half a sent'],
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
