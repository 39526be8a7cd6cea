import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { demoIds, demoKey } from '../../prisma/demo-data.ts';
import { documentedExample, leadFollowUpPath } from '../../src/contract/documented-example.ts';
import { startService, type TestService } from '../harness/start-service.ts';
import { until } from '../harness/until.ts';
import { answering, startWebhookReceiver, type WebhookReceiver } from '../harness/webhook-receiver.ts';

let service: TestService;
let receiver: WebhookReceiver;
let followUpId: string;

const as = (method: string, path: string, key = demoKey, body?: unknown) =>
  service.request(method, path, { headers: { 'x-api-key': key }, body });
const keyWith = async (body: object): Promise<string> =>
  (await as('POST', '/api/api-keys', demoKey, { name: 'X', ...body })).body.data.key;
const seenWith = async (key: string) =>
  (await as('GET', `/api/follow-ups/${followUpId}/deliveries`, key)).body.data as {
    id: string;
    endpoint_id: string | null;
    url: string;
    attempts: { response_excerpt: string | null }[];
  }[];

beforeAll(async () => {
  receiver = await startWebhookReceiver();
  receiver.respond(answering(200, {}, 'an answer of the receiver'));
  service = await startService({ settings: { WEBHOOK_ALLOW_PRIVATE: 'true' } });
  await as('POST', '/api/webhook-endpoints', demoKey, {
    url: `${receiver.url}/path-token?token=query-token`,
  });
  const { body } = await as('POST', `${leadFollowUpPath}?wait=20`, demoKey, {
    ...documentedExample,
    callbackUrl: `${receiver.url}/callback-token`,
  });
  followUpId = body.data.id;
  await until(async () => {
    const deliveries = await seenWith(demoKey);
    return deliveries.length === 2 && deliveries.every(({ attempts }) => attempts.length === 1);
  });
});

afterAll(async () => {
  await service.close();
  await receiver.close();
});

test('an admin of the whole organisation sees all of a delivery', async () => {
  const urls = (await seenWith(demoKey)).map(({ url }) => url.slice(receiver.url.length));
  expect(urls.sort()).toEqual(['/callback-token', '/path-token?token=query-token']);
  for (const { attempts } of await seenWith(demoKey)) {
    expect(attempts[0]?.response_excerpt).toBe('an answer of the receiver');
  }
});

test('a key that reads sees the host of a URL, and no answers', async () => {
  const deliveries = await seenWith(await keyWith({ scopes: ['follow_ups:read'] }));
  expect(deliveries).toHaveLength(2);
  for (const { url, attempts } of deliveries) {
    expect(url).toBe(`${new URL(receiver.url).origin}/***`);
    expect(attempts[0]?.response_excerpt).toBeNull();
  }
});

test('a key that also writes sees how answers begin', async () => {
  const deliveries = await seenWith(await keyWith({ scopes: ['follow_ups:read', 'follow_ups:write'] }));
  expect(deliveries[0]?.attempts[0]?.response_excerpt).toBe('an answer of the receiver');
  expect(JSON.stringify(deliveries)).not.toContain('token');
});

test('a key of a site sees the callback of its follow-up, and nothing of the endpoints of the organisation', async () => {
  const key = await keyWith({ scopes: ['admin'], site_id: demoIds.sites.acme });
  const deliveries = await seenWith(key);
  expect(deliveries).toMatchObject([{ endpoint_id: null, attempts: [{ response_excerpt: null }] }]);
  expect(JSON.stringify(deliveries)).not.toContain('token');

  const [toEndpoint] = (await seenWith(demoKey)).filter((delivery) => delivery.endpoint_id !== null);
  const redeliver = (id: string | undefined) =>
    as('POST', `/api/follow-ups/${followUpId}/deliveries/${id}/redeliver`, key);
  expect((await redeliver(toEndpoint?.id)).status).toBe(404);
  expect((await redeliver(deliveries[0]?.id)).status).toBe(202);
});
