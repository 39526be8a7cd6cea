import { afterEach, expect, jest, test } from '@jest/globals';
import { Webhook } from 'standardwebhooks';
import { verifyWebhook, type WebhookEvent, WebhookVerificationError } from '../../client/src/index.ts';
import { webhookEventTypes } from '../../src/contract/webhook-event.ts';

const secret = `whsec_${Buffer.alloc(24, 1).toString('base64')}`;
const event = { type: 'follow_up.completed', timestamp: '2026-01-02T03:04:05Z', data: { id: 'fup_1' } };
const payload = JSON.stringify(event);

afterEach(() => {
  jest.restoreAllMocks();
});

function signed({ at = new Date(), by = secret, body = payload } = {}) {
  return {
    'webhook-id': 'evt_1',
    'webhook-timestamp': String(Math.floor(at.getTime() / 1_000)),
    'webhook-signature': new Webhook(by).sign('evt_1', at, body),
  };
}

test('what the service signs is given back as an event', () => {
  expect(verifyWebhook(payload, signed(), secret)).toEqual(event);
});

// The compiler is what is tested: each type of the service must be one of the client's.
test.each<WebhookEvent['type']>([...webhookEventTypes, 'webhook.test'])('%s is an event', (type) => {
  const body = JSON.stringify({ ...event, type });
  expect(verifyWebhook(body, signed({ body }), secret).type).toBe(type);
});

test('headers may come from fetch, from Node or in capitals', () => {
  const headers = signed();
  const entries = Object.entries(headers);
  expect(verifyWebhook(payload, new Headers(headers), secret)).toEqual(event);
  const list = { ...headers, 'x-forwarded-for': ['a', 'b'], cookie: undefined };
  expect(verifyWebhook(payload, list, secret)).toEqual(event);
  const capitals = Object.fromEntries(entries.map(([name, value]) => [name.toUpperCase(), value]));
  expect(verifyWebhook(payload, capitals, secret)).toEqual(event);
});

test('one of two signatures is enough while a secret is being rotated', () => {
  const old = signed({ by: `whsec_${Buffer.alloc(24, 2).toString('base64')}` });
  const both = `${old['webhook-signature']} ${signed()['webhook-signature']}`;
  expect(verifyWebhook(payload, { ...signed(), 'webhook-signature': both }, secret)).toEqual(event);
});

test.each<[string, string, Record<string, string>]>([
  ['another secret', payload, signed({ by: `whsec_${Buffer.alloc(24, 2).toString('base64')}` })],
  ['another body', payload.replace('fup_1', 'fup_2'), signed()],
  ['another id', payload, { ...signed(), 'webhook-id': 'evt_2' }],
  ['a time too long ago', payload, signed({ at: new Date(Date.now() - 6 * 60_000) })],
  ['a time too far ahead', payload, signed({ at: new Date(Date.now() + 6 * 60_000) })],
  ['no headers', payload, {}],
])('%s is refused', (_what, body, headers) => {
  expect(() => verifyWebhook(body, headers, secret)).toThrow(WebhookVerificationError);
});

test('the published example of Standard Webhooks passes at its time', () => {
  jest.spyOn(Date, 'now').mockReturnValue(1_614_265_330_000);
  const headers = {
    'webhook-id': 'msg_p5jXN8AQM9LWM0D4loKWxJek',
    'webhook-timestamp': '1614265330',
    'webhook-signature': 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
  };
  const body = '{"test": 2432232314}';
  expect(verifyWebhook(body, headers, 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw')).toEqual({
    test: 2432232314,
  });
});
