import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { demoIds } from '../../prisma/demo-data.ts';
import { documentedExample, leadFollowUpPath } from '../../src/contract/documented-example.ts';
import { type ModelServer, startModelServer } from '../harness/model-server.ts';
import { startService, type TestService } from '../harness/start-service.ts';

let model: ModelServer;
let service: TestService;

beforeAll(async () => {
  model = await startModelServer();
  service = await startService({ modelUrl: model.baseUrl, settings: { MODEL_MAX_TOKENS: '3000' } });
});

afterAll(async () => {
  await service.close();
  await model.close();
});

/** What each call of one follow-up was limited to. */
async function limitsOfCalls(): Promise<unknown[]> {
  const before = model.requests.length;
  const { body } = await service.request('POST', `${leadFollowUpPath}?wait=50`, { body: documentedExample });
  expect(body.data.status).toBe('completed');
  return model.requests.slice(before).map((request) => request.body['max_tokens']);
}

test("an agent's max_tokens limits the calls of its phase, MODEL_MAX_TOKENS all others", async () => {
  const path = `/api/sites/${demoIds.sites.acme}/agents/${demoIds.agents.sales}`;
  expect(await limitsOfCalls()).toEqual([3_000, 3_000]);
  await service.request('PATCH', path, { body: { max_tokens: 9_000 } });
  expect(await limitsOfCalls()).toEqual([9_000, 3_000]);
  await service.request('PATCH', path, { body: { max_tokens: null } });
  expect(await limitsOfCalls()).toEqual([3_000, 3_000]);
});
