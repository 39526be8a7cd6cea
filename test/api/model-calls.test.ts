import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { documentedExample, leadFollowUpPath } from '../../src/contract/documented-example.ts';
import { type ModelServer, startModelServer } from '../harness/model-server.ts';
import { startService, type TestService } from '../harness/start-service.ts';

let model: ModelServer;
let service: TestService;

beforeAll(async () => {
  model = await startModelServer();
  service = await startService({ modelUrl: model.baseUrl });
});

afterAll(async () => {
  await service.close();
  await model.close();
});

test('each call of a command is listed, failed ones too, with what it cost and without its texts', async () => {
  const title = 'A title that nobody else would write';
  const email = { title, message: 'A message that is long enough to be sent' };
  model.respond((_request, index) =>
    index === 0
      ? { kind: 'status', status: 503 }
      : {
          kind: 'answer',
          content: {
            strategy: 'Ask.',
            channels: { email, whatsapp: email, notification: email, web: email },
          },
          usage: { prompt_tokens: 12, completion_tokens: 7 },
        },
  );
  const { body } = await service.request('POST', `${leadFollowUpPath}?wait=30`, { body: documentedExample });
  expect(body.data.messages.email.title).toBe(title);

  const calls = await service.request('GET', `/api/commands/${body.data.command_ids.sales}/model-calls`);
  expect(calls).toMatchObject({ status: 200, body: { next_cursor: null } });
  const shared = { step: 'write', channel: 'all', round: 0 };
  expect(calls.body.data).toMatchObject([
    { ...shared, attempt: 1, outcome: 'failed', error_code: expect.any(String), violations: null },
    { ...shared, attempt: 2, outcome: 'completed', error_code: null, input_tokens: 12, output_tokens: 7 },
  ]);
  expect(JSON.stringify(calls.body)).not.toContain(title);
});

test('a command that does not exist has none', async () => {
  const unknown = 'cmd_sales_01m84fwngpf21vws3pw67737pz';
  const { status, body } = await service.request('GET', `/api/commands/${unknown}/model-calls`);
  expect([status, body.error.code]).toEqual([404, 'COMMAND_NOT_FOUND']);
});
