import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import OpenAI from 'openai';
import { ContentFilterFinishReasonError, LengthFinishReasonError } from 'openai/error';
import { zodResponseFormat } from 'openai/helpers/zod';
import { z } from 'zod';
import { modelText } from './model-answer.ts';
import { type ModelServer, startModelServer } from './model-server.ts';

const message = z.object({ title: z.string(), message: z.string() });
const salesAnswer = z.object({ strategy: z.string(), channels: z.object({ email: message, web: message }) });

let model: ModelServer;
let openai: OpenAI;

beforeEach(async () => {
  model = await startModelServer();
  openai = new OpenAI({ baseURL: model.baseUrl, apiKey: 'test-key', maxRetries: 0, timeout: 10_000 });
});
afterEach(() => model.close());

function ask(signal?: AbortSignal) {
  return openai.chat.completions.parse(
    {
      model: 'some-model',
      messages: [{ role: 'user', content: 'Write.' }],
      response_format: zodResponseFormat(salesAnswer, 'sales'),
    },
    signal ? { signal } : {},
  );
}

describe('the stand-in model provider', () => {
  test('without being told, answers with what the schema asks for, the channel and the call in its texts', async () => {
    await ask();
    const { choices, usage, model: name } = await ask();
    expect(name).toBe('some-model');
    expect(usage).toEqual({ prompt_tokens: 100, completion_tokens: 50, total_tokens: 150 });
    expect(choices[0]?.message.parsed).toEqual({
      strategy: 'This is the strategy of call b, and a short reply is all it takes.',
      channels: {
        email: {
          title: 'Your next step for email, call b',
          message: 'This is the message for email of call b, and a short reply is all it takes.',
        },
        web: { title: modelText('title', 'web', 2), message: modelText('message', 'web', 2) },
      },
    });
  });

  test('fits an answer to every part of a JSON schema', async () => {
    const schema = z.object({
      kind: z.literal('letter'),
      tone: z.enum(['warm', 'plain']),
      reasons: z.array(z.object({ text: z.string().max(12), weight: z.number().min(3) })).min(2),
      urgent: z.boolean(),
      note: z.string().nullable(),
      scores: z.record(z.string(), z.number()),
    });
    const { choices } = await openai.chat.completions.create({
      model: 'some-model',
      messages: [],
      response_format: { type: 'json_schema', json_schema: { name: 'any', schema: z.toJSONSchema(schema) } },
    });
    const content: unknown = JSON.parse(choices[0]?.message.content ?? '');
    expect(schema.parse(content)).toEqual(content);
    expect(content).toMatchObject({ kind: 'letter', reasons: [{ text: 'This is the ' }, {}] });
  });

  test('records bodies and headers in the order of arrival', async () => {
    const answered = ask();
    const [request] = await model.waitForRequests(1);
    await answered;
    expect(request?.path).toBe('/v1/chat/completions');
    expect(request?.headers.authorization).toBe('Bearer test-key');
    expect(request?.body.messages).toEqual([{ role: 'user', content: 'Write.' }]);
    expect(request?.body.response_format?.json_schema?.name).toBe('sales');
  });

  test('answers with the content, the text and the usage that it is given', async () => {
    const content = {
      strategy: 's',
      channels: { email: { title: 't', message: 'm' }, web: { title: 'w', message: 'x' } },
    };
    model.respond({ kind: 'answer', content, usage: { prompt_tokens: 7, completion_tokens: 3 } });
    const { choices, usage } = await ask();
    expect(choices[0]?.message.parsed).toEqual(content);
    expect(usage?.total_tokens).toBe(10);
    model.respond({ kind: 'text', text: '{"strategy": ' });
    await expect(ask()).rejects.toThrow(SyntaxError);
  });

  test('decides by request and by their count, also asynchronously', async () => {
    model.respond((request, index) =>
      index === 0
        ? { kind: 'text', text: request.body.model }
        : Promise.resolve({ kind: 'status', status: 503 }),
    );
    const plain = { model: 'first', messages: [] };
    expect((await openai.chat.completions.create(plain)).choices[0]?.message.content).toBe('first');
    await expect(openai.chat.completions.create(plain)).rejects.toMatchObject({ status: 503 });
    model.respond(undefined);
    expect((await ask()).choices).toHaveLength(1);
  });

  test('answers with an HTTP status, a body and headers', async () => {
    model.respond({
      kind: 'status',
      status: 401,
      body: { error: { message: 'no such key', code: 'invalid_api_key' } },
      headers: { 'x-request-id': 'req-1' },
    });
    await expect(ask()).rejects.toMatchObject({ status: 401, code: 'invalid_api_key', requestID: 'req-1' });
  });

  test('limits the rate with Retry-After', async () => {
    model.respond({ kind: 'rate-limit', retryAfterSeconds: 7 });
    const error: unknown = await ask().catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(OpenAI.RateLimitError);
    expect((error as InstanceType<typeof OpenAI.RateLimitError>).headers?.get('retry-after')).toBe('7');
  });

  test('refuses, answers nothing, is cut off, is filtered', async () => {
    model.respond({ kind: 'refuse' });
    expect((await ask()).choices[0]?.message).toMatchObject({ content: null, refusal: expect.any(String) });
    model.respond({ kind: 'empty' });
    expect((await ask()).choices).toEqual([]);
    model.respond({ kind: 'truncated' });
    await expect(ask()).rejects.toBeInstanceOf(LengthFinishReasonError);
    model.respond({ kind: 'content-filter' });
    await expect(ask()).rejects.toBeInstanceOf(ContentFilterFinishReasonError);
  });

  test('destroys the connection', async () => {
    model.respond({ kind: 'disconnect' });
    await expect(ask()).rejects.toBeInstanceOf(OpenAI.APIConnectionError);
  });

  test('answers late, and not at all to a client that has gone', async () => {
    model.respond({ kind: 'slow', afterMs: 20, next: { kind: 'text', text: 'late' } });
    const plain = { model: 'm', messages: [] };
    expect((await openai.chat.completions.create(plain)).choices[0]?.message.content).toBe('late');

    model.respond({ kind: 'slow', afterMs: 60_000, next: { kind: 'refuse' } });
    const abort = new AbortController();
    const call = ask(abort.signal);
    const [, request] = await model.waitForRequests(2);
    abort.abort();
    await expect(call).rejects.toBeInstanceOf(OpenAI.APIUserAbortError);
    await request?.abandoned;
  });

  test.each(['hang', 'stall'] as const)(
    'leaves a call without its answer until it closes: %s',
    async (kind) => {
      model.respond({ kind });
      const call = ask().catch((error: unknown) => error);
      await model.waitForRequests(1);
      await model.close();
      expect(await call).toBeInstanceOf(Error);
    },
  );

  test('tells who waits for requests that do not come', async () => {
    const waiting = model.waitForRequests(1);
    await Promise.all([
      expect(waiting).rejects.toThrow('the model server was closed after 0 of 1 requests'),
      model.close(),
    ]);
  });

  test('lets the test fail when a responder threw', async () => {
    const failing = await startModelServer();
    failing.respond(() => {
      throw new Error('not what was expected');
    });
    const client = new OpenAI({ baseURL: failing.baseUrl, apiKey: 'k', maxRetries: 0 });
    const plain = { model: 'm', messages: [] };
    await expect(client.chat.completions.create(plain)).rejects.toBeInstanceOf(OpenAI.APIConnectionError);
    await expect(failing.close()).rejects.toThrow('not what was expected');
  });
});
