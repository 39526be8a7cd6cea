import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { APIError } from 'openai';
import { offlineWriterModel, startOfflineWriter } from '../../src/offline-writer/start-offline-writer.ts';
import { block, clientOf, contentOf, copywriterFormat, draftOf, salesFormat } from './ask-writer.ts';
import { factsOf } from './leads.ts';

let writer: Awaited<ReturnType<typeof startOfflineWriter>>;

beforeAll(async () => {
  writer = await startOfflineWriter();
});
afterAll(() => writer.close());

const facts = factsOf();
const prompt = block('facts', facts);

async function refusal(body: unknown, path = '/chat/completions') {
  const response = await fetch(`${writer.baseUrl}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
  return { status: response.status, body: await response.text() };
}

describe('the offline writer as a server', () => {
  test('answers a chat completion with its usage', async () => {
    const completion = await clientOf(writer.baseUrl).chat.completions.create({
      model: 'any',
      messages: [{ role: 'user', content: [{ type: 'text', text: prompt }] }],
      response_format: salesFormat(['email']),
    });
    const [choice] = completion.choices;
    expect(completion).toMatchObject({ object: 'chat.completion', model: offlineWriterModel });
    expect(completion.id).toMatch(/^chatcmpl-\w+$/);
    expect(choice).toMatchObject({
      index: 0,
      finish_reason: 'stop',
      message: { role: 'assistant', refusal: null },
    });
    expect(completion.usage?.prompt_tokens).toBe(Math.ceil(prompt.length / 4));
    expect(completion.usage?.completion_tokens).toBe(Math.ceil((choice?.message.content?.length ?? 0) / 4));
    expect(completion.usage?.total_tokens).toBe(
      (completion.usage?.prompt_tokens ?? 0) + (completion.usage?.completion_tokens ?? 0),
    );
  });

  test('lists its model', async () => {
    const models = await clientOf(writer.baseUrl).models.list();
    expect(models.data.map(({ id }) => id)).toEqual([offlineWriterModel]);
  });

  test('writes exactly the channels of the schema', async () => {
    const client = clientOf(writer.baseUrl);
    const draft = await draftOf(client, facts, ['whatsapp', 'web']);
    expect(Object.keys(draft.channels)).toEqual(['whatsapp', 'web']);
    const refined = JSON.parse(
      await contentOf(client, `${prompt}\n${block('draft', draft)}`, copywriterFormat(['web'])),
    );
    expect(Object.keys(refined)).toEqual(['channels']);
    expect(Object.keys(refined.channels)).toEqual(['web']);
  });

  test('follows references in the schema', async () => {
    const message = {
      type: 'object',
      properties: { title: { type: 'string' }, message: { type: 'string' } },
    };
    const schema = {
      type: 'object',
      properties: { strategy: { type: 'string' }, channels: { $ref: '#/$defs/channels' } },
      $defs: { message, channels: { type: 'object', properties: { email: { $ref: '#/$defs/message' } } } },
    };
    const content = await contentOf(clientOf(writer.baseUrl), prompt, {
      type: 'json_schema',
      json_schema: { name: 'sales_follow_up', schema },
    });
    expect(Object.keys(JSON.parse(content).channels)).toEqual(['email']);
  });

  test('without a schema, writes all channels and a strategy, or refines the draft that is there', async () => {
    const client = clientOf(writer.baseUrl);
    const all = JSON.parse(await contentOf(client, prompt));
    expect(Object.keys(all)).toEqual(['strategy', 'channels']);
    expect(Object.keys(all.channels)).toEqual(['email', 'whatsapp', 'notification', 'web']);
    const draft = { strategy: 'Ask.', channels: { email: { title: 'A title', message: 'A message' } } };
    const refined = JSON.parse(await contentOf(client, `${prompt}\n${block('draft', draft)}`));
    expect(Object.keys(refined)).toEqual(['channels']);
    expect(Object.keys(refined.channels)).toEqual(['email']);
  });

  test('reads the facts from among other text and from an earlier turn', async () => {
    const completion = await clientOf(writer.baseUrl).chat.completions.create({
      model: offlineWriterModel,
      messages: [
        { role: 'user', content: `Write to this lead:\n\n${prompt}\n\nBe kind.` },
        { role: 'assistant', content: '{}' },
        { role: 'user', content: 'Once more, please.' },
      ],
      response_format: salesFormat(['email']),
    });
    expect(completion.choices[0]?.message.content).toContain('Jane');
  });

  test('refuses what it cannot serve, in the shape of OpenAI and without quoting the lead', async () => {
    const user = (content: string) => ({ model: 'm', messages: [{ role: 'user', content }] });
    const refused = await Promise.all([
      refusal('{"messages": "Jane Smith"'),
      refusal({ model: 'm', messages: 'Jane Smith' }),
      refusal(user('Write to Jane Smith')),
      refusal(user('<facts>\n{"lead": "Jane Smith"\n</facts>')),
      refusal(user('<facts>\n{"lead": "Jane Smith"}\n</facts>')),
      refusal(user(`${prompt}\n<draft>\n{"channels": {"email": "Jane Smith"}}\n</draft>`)),
      refusal({ ...user(prompt), stream: true }),
      refusal({
        ...user(prompt),
        response_format: { type: 'json_schema', json_schema: { name: 'x', schema: { properties: {} } } },
      }),
    ]);
    for (const { status, body } of refused) {
      expect(status).toBe(400);
      const { error } = JSON.parse(body);
      expect(Object.keys(error)).toEqual(['message', 'type', 'param', 'code']);
      expect(error).toMatchObject({ message: expect.any(String), type: 'invalid_request_error', code: null });
      expect(body).not.toMatch(/Jane|Smith/);
    }
  });

  test('is understood by the client when it refuses', async () => {
    const asked = clientOf(writer.baseUrl).chat.completions.create({ model: 'm', messages: [] });
    await expect(asked).rejects.toThrow(APIError);
    await expect(asked).rejects.toMatchObject({ status: 400 });
  });

  test('knows no other path and no other method', async () => {
    expect((await refusal({}, '/embeddings')).status).toBe(404);
    expect((await refusal({}, '/models')).status).toBe(404);
    expect((await fetch(`${writer.baseUrl}/chat/completions`)).status).toBe(404);
  });

  test('takes no more than 1 MiB', async () => {
    const { status, body } = await refusal(`{"model": "${'x'.repeat(1024 * 1024)}"}`);
    expect(status).toBe(413);
    expect(JSON.parse(body).error.type).toBe('invalid_request_error');
  });

  test('listens on the port it is given, ends kept connections when closed, and frees the port', async () => {
    const first = await startOfflineWriter();
    const port = Number(new URL(first.baseUrl).port);
    await expect(startOfflineWriter({ port })).rejects.toThrow('EADDRINUSE');
    await clientOf(first.baseUrl).models.list();
    await first.close();
    const second = await startOfflineWriter({ port });
    expect(second.baseUrl).toBe(first.baseUrl);
    await second.close();
  });
});
