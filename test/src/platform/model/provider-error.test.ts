import { expect, test } from '@jest/globals';
import OpenAI from 'openai';
import { ModelError } from '../../../../src/platform/model/model-error.ts';
import { toModelError } from '../../../../src/platform/model/provider-error.ts';
import { openProviderConnection } from '../../../../src/platform/model/provider-fetch.ts';
import { startModelServer } from '../../../harness/model-server.ts';

/** What a server's error comes to, sent over HTTP as that server sends it. */
async function errorOf(status: number, body: unknown, headers: Record<string, string> = {}) {
  const server = await startModelServer();
  const connection = openProviderConnection();
  try {
    server.respond({ kind: 'status', status, body, headers });
    const openai = new OpenAI({
      apiKey: 'sk-secret',
      baseURL: server.baseUrl,
      maxRetries: 0,
      fetch: connection.fetch,
    });
    const thrown = await openai.chat.completions
      .create({ model: 'm', messages: [] })
      .catch((e: unknown) => e);
    const error = toModelError(thrown);
    if (!(error instanceof ModelError)) throw error;
    return error;
  } finally {
    await connection.close();
    await server.close();
  }
}

test.each<[string, number, unknown]>([
  ['OpenAI', 400, { error: { message: 'too long', code: 'context_length_exceeded', type: 'x' } }],
  [
    'older vLLM',
    400,
    {
      object: 'error',
      message: "This model's maximum context length is 4096 tokens. However, you requested 5000 tokens.",
      type: 'BadRequestError',
      code: 400,
    },
  ],
  [
    'vLLM',
    400,
    {
      error: {
        message:
          "You passed 1015 input tokens and requested 10 output tokens. However, the model's context length is only 1024 tokens",
        code: 400,
      },
    },
  ],
  [
    'llama.cpp',
    400,
    {
      error: {
        code: 400,
        type: 'exceed_context_size_error',
        message: 'the request exceeds the available context size',
      },
    },
  ],
  ['Ollama', 400, { error: { message: 'prompt too long; exceeded max context length by 12 tokens' } }],
  [
    'LM Studio',
    400,
    { error: 'The number of tokens to keep from the initial prompt is greater than the context length' },
  ],
  ['a server that fails over it', 500, { error: { message: 'input is too long for this model' } }],
])('a prompt that is too long is named as such: %s', async (_server, status, body) => {
  const error = await errorOf(status, body);
  expect(error).toMatchObject({ code: 'MODEL_CONTEXT_TOO_LONG', permanent: true });
  expect(error.message).toMatch(/previousInteractions/);
});

test.each<[string, number, unknown, RegExp]>([
  ['quota', 429, { error: { code: 'insufficient_quota', message: 'x' } }, /quota.*\(insufficient_quota\)$/],
  ['balance', 402, { error: { message: 'Insufficient Balance', code: 'invalid_request_error' } }, /credit/],
  [
    'a request above the tokens per minute',
    429,
    {
      error: { message: 'Request too large for gpt-x on tokens per min (TPM)', code: 'rate_limit_exceeded' },
    },
    /exceeds the token limits/,
  ],
  ['a key that stands in the code', 401, { error: { message: 'x', code: 'sk-secret' } }, /HTTP 401$/],
  [
    'a decommissioned model',
    400,
    { error: { message: 'x', code: 'model_decommissioned' } },
    /decommissioned/,
  ],
  ['an error that is no JSON', 403, '<html>denied</html>', /denied access/],
])('what stays so ends the phase with a reason: %s', async (_fault, status, body, message) => {
  const error = await errorOf(status, body);
  expect(error).toMatchObject({ code: 'MODEL_REJECTED_REQUEST', permanent: true });
  expect(error.message).toMatch(message);
  expect(error.message).not.toContain('sk-secret');
});

test.each<[string, number, unknown, string]>([
  ['a full server', 498, { error: { message: 'capacity' } }, 'MODEL_UNAVAILABLE'],
  ['an overloaded one', 529, { type: 'error' }, 'MODEL_UNAVAILABLE'],
  [
    'an answer that a server held against the schema',
    400,
    { error: { message: 'Failed to generate JSON.', code: 'json_validate_failed' } },
    'MODEL_ANSWER_UNREADABLE',
  ],
])('what may pass is tried again: %s', async (_fault, status, body, code) => {
  expect(await errorOf(status, body)).toMatchObject({ code, permanent: false, retryAfterMs: undefined });
});

test('a 503 that says when to come back is a limit of the rate', async () => {
  const error = await errorOf(503, { error: { message: 'slow down' } }, { 'retry-after': '7' });
  expect(error).toMatchObject({ code: 'MODEL_RATE_LIMITED', retryAfterMs: 7_000 });
});

test.each<[string, Record<string, string>, unknown, number]>([
  ['retry-after-ms of OpenAI and Azure', { 'retry-after-ms': '2500', 'retry-after': '9' }, undefined, 2_500],
  [
    "Google's retryDelay",
    {},
    [
      {
        error: {
          code: 429,
          status: 'RESOURCE_EXHAUSTED',
          message: 'Please retry.',
          details: [
            { '@type': 'type.googleapis.com/google.rpc.QuotaFailure' },
            { '@type': 'type.googleapis.com/google.rpc.RetryInfo', retryDelay: '37.5s' },
          ],
        },
      },
    ],
    37_500,
  ],
  ['nothing', {}, { error: { message: 'slow down', details: 'none' } }, 5_000],
])('the time to wait is read from %s', async (_where, headers, body, retryAfterMs) => {
  expect(await errorOf(429, body, headers)).toMatchObject({ code: 'MODEL_RATE_LIMITED', retryAfterMs });
});

test('503 with a time to wait is a rate limit, in every form', async () => {
  expect((await errorOf(503, undefined, { 'retry-after-ms': '1500' })).code).toBe('MODEL_RATE_LIMITED');
  expect((await errorOf(503, undefined)).code).toBe('MODEL_UNAVAILABLE');
});

test("a code of Google's kind is named, and no other text of the provider", async () => {
  const error = await errorOf(400, {
    error: { message: 'jane@acme.com is wrong', code: 'FAILED_PRECONDITION' },
  });
  expect(error.message).toBe('the model provider refused the request: HTTP 400 (FAILED_PRECONDITION)');
});
