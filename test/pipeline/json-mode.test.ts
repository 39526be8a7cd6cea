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

test('a server that knows no response_format writes follow-ups too, and its refusals are no failed calls', async () => {
  model.respond({ kind: 'refuse-formats', formats: ['json_schema', 'json_object'] });
  const { body } = await service.request('POST', `${leadFollowUpPath}?wait=50`, { body: documentedExample });
  expect(body.data).toMatchObject({ status: 'completed', quality: { email: { refined: true } } });
  expect(model.requests.map((request) => request.body.response_format?.type ?? 'text')).toEqual([
    'json_schema',
    'json_object',
    'text',
    'text',
  ]);
  const calls = await service.services.database.prisma.modelCall.findMany();
  expect(calls.map(({ outcome }) => outcome)).toEqual(['completed', 'completed']);
});
