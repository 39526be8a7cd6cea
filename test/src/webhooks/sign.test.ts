import { createHmac } from 'node:crypto';
import { describe, expect, jest, test } from '@jest/globals';
import { Webhook as StandardWebhook } from 'standardwebhooks';
import { Webhook as SvixWebhook } from 'svix';
import { verifyWebhook } from '../../../client/src/index.ts';
import { generateWebhookSecret } from '../../../src/platform/secrets.ts';
import { signWebhook } from '../../../src/webhooks/sign.ts';

const body = JSON.stringify({
  type: 'follow_up.completed',
  timestamp: '2026-01-02T03:04:05Z',
  data: { ü: '✓' },
});

describe('the published test vectors', () => {
  // Of the Standard Webhooks libraries and of Svix, who publish the same one.
  const vector = {
    id: 'msg_p5jXN8AQM9LWM0D4loKWxJek',
    at: new Date(1_614_265_330_000),
    body: '{"test": 2432232314}',
    secret: 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw',
    signature: 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
  };

  test('give the published signature', () => {
    expect(signWebhook(vector, [vector.secret])).toEqual({
      'webhook-id': vector.id,
      'webhook-timestamp': '1614265330',
      'webhook-signature': vector.signature,
    });
  });

  test('are what HMAC-SHA256 of id, timestamp and body comes to', () => {
    const key = Buffer.from(vector.secret.slice('whsec_'.length), 'base64');
    const signed = createHmac('sha256', key)
      .update(`${vector.id}.1614265330.${vector.body}`)
      .digest('base64');
    expect(vector.signature).toBe(`v1,${signed}`);
  });
});

describe('what is signed is taken by', () => {
  const secret = generateWebhookSecret();
  const headers = signWebhook({ id: 'evt_1', at: new Date(), body }, [secret]);

  test.each<[string, (payload: string) => unknown]>([
    ['standardwebhooks', (payload) => new StandardWebhook(secret).verify(payload, headers)],
    ['svix', (payload) => new SvixWebhook(secret).verify(payload, headers)],
    ['our client', (payload) => verifyWebhook(payload, headers, secret)],
  ])('%s, and nothing else is', (_library, verify) => {
    expect(verify(body)).toEqual(JSON.parse(body));
    expect(() => verify(body.replace('✓', '✗'))).toThrow();
  });
});

test('during a rotation either secret is enough', () => {
  const [fresh, before] = [generateWebhookSecret(), generateWebhookSecret()];
  const headers = signWebhook({ id: 'evt_1', at: new Date(), body }, [fresh, before]);
  expect(headers['webhook-signature']).toMatch(/^v1,\S+ v1,\S+$/);
  for (const secret of [fresh, before]) {
    expect(new StandardWebhook(secret).verify(body, headers)).toEqual(JSON.parse(body));
    expect(new SvixWebhook(secret).verify(body, headers)).toEqual(JSON.parse(body));
  }
  expect(() => new StandardWebhook(generateWebhookSecret()).verify(body, headers)).toThrow();
});

test('an old webhook is refused by who checks the time', () => {
  const headers = signWebhook({ id: 'evt_1', at: new Date(), body }, ['whsec_AAAA']);
  const clock = jest.spyOn(Date, 'now').mockReturnValue(Date.now() + 6 * 60_000);
  expect(() => new StandardWebhook('whsec_AAAA').verify(body, headers)).toThrow('too old');
  clock.mockRestore();
});
