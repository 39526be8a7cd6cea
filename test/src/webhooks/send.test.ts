import { once } from 'node:events';
import { createServer } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import {
  type Resolve,
  resolveAllowed,
  resolvesToPrivateAddress,
} from '../../../src/webhooks/address-guard.ts';
import { sendWebhook } from '../../../src/webhooks/send.ts';
import {
  answering,
  hanging,
  startWebhookReceiver,
  type WebhookReceiver,
} from '../../harness/webhook-receiver.ts';

let receiver: WebhookReceiver;

beforeAll(async () => {
  receiver = await startWebhookReceiver();
});

afterAll(() => receiver.close());

const message = (url = receiver.url) => ({ url, headers: { 'webhook-id': 'evt_1' }, body: '{"type":"ü"}' });
const open = { allowPrivate: true, timeoutMs: 20_000 };
const strict = { allowPrivate: false, timeoutMs: 20_000 };

describe('an attempt', () => {
  test('is received as it was signed', async () => {
    receiver.respond(answering(200, {}, 'thank you'));
    const result = await sendWebhook(message(), open);
    expect(result).toMatchObject({
      statusCode: 200,
      error: null,
      responseExcerpt: 'thank you',
      retryAfterMs: null,
    });
    expect(receiver.webhooks.at(-1)).toMatchObject({
      path: '/hook',
      body: '{"type":"ü"}',
      headers: {
        'webhook-id': 'evt_1',
        'content-type': 'application/json',
        'content-length': '13',
        'user-agent': expect.stringMatching(/^lead-followup\//),
      },
    });
  });

  test.each([
    [204, null],
    [299, null],
    [301, 'answered 301: redirects are not followed'],
    [304, 'answered 304: redirects are not followed'],
    [404, 'answered 404'],
    [410, 'answered 410'],
    [503, 'answered 503'],
  ])('that is answered %i: %s', async (status, error) => {
    receiver.respond(answering(status));
    expect(await sendWebhook(message(), open)).toMatchObject({
      statusCode: status,
      error,
      responseExcerpt: null,
    });
  });

  test('does not follow a redirect to the inside', async () => {
    const inside = await startWebhookReceiver();
    receiver.respond(answering(307, { location: inside.url }));
    const result = await sendWebhook(message(), open);
    expect(result).toMatchObject({ statusCode: 307, error: 'answered 307: redirects are not followed' });
    expect(inside.webhooks).toEqual([]);
    await inside.close();
  });

  test('reads what the receiver asks for', async () => {
    receiver.respond(answering(429, { 'retry-after': '120' }));
    expect(await sendWebhook(message(), open)).toMatchObject({
      error: 'answered 429',
      retryAfterMs: 120_000,
    });
  });

  test('takes 64 KiB of an answer of 10 MB and hangs up', async () => {
    const sent = new Promise<number>((resolve) => {
      receiver.respond((response) => {
        const chunk = Buffer.alloc(64 * 1024, 'a');
        let bytes = 0;
        response.writeHead(200);
        const write = () => {
          for (;;) {
            if (response.destroyed || bytes >= 10_000_000) return;
            bytes += chunk.length;
            if (!response.write(chunk)) return;
          }
        };
        response.on('drain', write).on('close', () => resolve(bytes));
        write();
      });
    });
    const result = await sendWebhook(message(), open);
    expect(result).toMatchObject({ statusCode: 200, error: null, responseExcerpt: 'a'.repeat(1024) });
    expect(await sent).toBeLessThan(10_000_000);
  });

  test('ends at the time-out when no answer comes, and when one does not end', async () => {
    receiver.respond(hanging);
    const none = await sendWebhook(message(), { ...open, timeoutMs: 100 });
    expect(none).toMatchObject({ statusCode: null, error: 'no answer within 0.1 s' });
    receiver.respond((response) => response.writeHead(500).write('half'));
    const half = await sendWebhook(message(), { ...open, timeoutMs: 100 });
    expect(half).toMatchObject({ statusCode: 500, error: 'answered 500', responseExcerpt: 'half' });
  });

  test('that meets no server, or one that hangs up, says so', async () => {
    receiver.respond((response) => response.destroy());
    expect((await sendWebhook(message(), open)).error).toBe('the connection failed: ECONNRESET');
    const gone = await startWebhookReceiver();
    await gone.close();
    expect((await sendWebhook(message(gone.url), open)).error).toBe('the connection failed: ECONNREFUSED');
  });

  test('that meets no web server at all says so', async () => {
    receiver.respond((response) => response.socket?.end('220 mail.example ESMTP\r\n'));
    const result = await sendWebhook(message(), open);
    expect(result).toMatchObject({ statusCode: null, error: 'the connection failed: HPE_INVALID_CONSTANT' });
  });

  test('keeps what the database cannot take out of the log', async () => {
    receiver.respond(answering(500, {}, 'a\0b'));
    expect((await sendWebhook(message(), open)).responseExcerpt).toBe('a\u{fffd}b');
  });

  test('stops when it is told to', async () => {
    const stop = new AbortController();
    receiver.respond(() => stop.abort());
    await expect(sendWebhook(message(), open, [stop.signal])).rejects.toThrow('aborted');
  });
});

describe('the address that was checked is the one that is connected to', () => {
  const port = () => new URL(receiver.url).port;

  test('a name is asked for once, and the Host header keeps it', async () => {
    receiver.respond(answering(200));
    const resolve = jest.fn<Resolve>(async () => ['127.0.0.1']);
    const result = await sendWebhook(message(`http://crm.example:${port()}/hook`), { ...open, resolve });
    expect(result.statusCode).toBe(200);
    expect(resolve).toHaveBeenCalledTimes(1);
    expect(receiver.webhooks.at(-1)?.headers.host).toBe(`crm.example:${port()}`);
  });

  test('an answer that changes between the request and the connection is caught', async () => {
    const before = receiver.webhooks.length;
    const answers = [['93.184.216.34'], ['127.0.0.1']];
    const resolve: Resolve = async () => answers.shift() ?? [];
    const url = `https://rebind.example:${port()}/hook`;
    expect(await resolvesToPrivateAddress(url, strict, resolve)).toBe(false);
    const result = await sendWebhook(message(url), { ...strict, resolve });
    expect(result).toMatchObject({
      statusCode: null,
      error: 'the host name does not resolve to a public address',
    });
    expect(receiver.webhooks.length).toBe(before);
  });

  test.each([
    ['loopback', ['127.0.0.1']],
    ['metadata', ['169.254.169.254']],
    ['a public address and a private one', ['93.184.216.34', '10.0.0.1']],
    ['IPv6 loopback', ['::1']],
    ['an address in an address', ['::ffff:127.0.0.1']],
    ['a translated address', ['64:ff9b::7f00:1']],
  ])(
    'a name that resolves to %s is refused, at the request and when connecting',
    async (_what, addresses) => {
      const resolve: Resolve = async () => addresses;
      expect(await resolvesToPrivateAddress('https://crm.example/', strict, resolve)).toBe(true);
      const { error } = await sendWebhook(message('https://crm.example/'), { ...strict, resolve });
      expect(error).toBe('the host name does not resolve to a public address');
    },
  );

  test('what was stored while more was allowed is refused', async () => {
    const before = receiver.webhooks.length;
    for (const [url, error] of [
      [receiver.url, 'the URL must be an https URL'],
      [`https://127.0.0.1:${port()}/`, 'the URL must resolve to a public IP address'],
    ] as const) {
      expect(await sendWebhook(message(url), strict)).toMatchObject({ statusCode: null, error });
    }
    expect(receiver.webhooks.length).toBe(before);
  });

  test('a name that does not resolve is accepted for now, and the attempt reports it', async () => {
    const resolve: Resolve = () =>
      Promise.reject(Object.assign(new Error('x'), { code: 'ENOTFOUND', syscall: 'queryA' }));
    expect(await resolvesToPrivateAddress('https://typo.example/', strict, resolve)).toBe(false);
    const { error } = await sendWebhook(message('https://typo.example/'), { ...strict, resolve });
    expect(error).toBe('the host name does not resolve: ENOTFOUND');
  });

  test.each<[string, Resolve, string]>([
    ['no address', async () => [], 'ENODATA'],
    ['nothing', async () => undefined, 'EBADRESP'],
    ['null', async () => null, 'EBADRESP'],
    ['a text', async () => '93.184.216.34', 'EBADRESP'],
    ['no IP address', async () => ['not an address'], 'EBADRESP'],
    ['an empty text', async () => [''], 'EBADRESP'],
    ['numbers', async () => [2_130_706_433], 'EBADRESP'],
    ['a good address and a bad one', async () => ['93.184.216.34', 'x'], 'EBADRESP'],
    ['records', async () => [{ address: '93.184.216.34', family: 4 }], 'EBADRESP'],
  ])('an answer of %s fails the attempt alone', async (_what, resolve, code) => {
    for (const policy of [open, strict]) {
      expect(await resolvesToPrivateAddress('https://crm.example/', policy, resolve)).toBe(false);
      const result = await sendWebhook(message('https://crm.example/'), { ...policy, resolve });
      expect(result).toMatchObject({ statusCode: null, error: `the host name does not resolve: ${code}` });
    }
  });

  test.each<[string, Resolve]>([
    [
      'nothing',
      () => {
        throw undefined;
      },
    ],
    ['a text', () => Promise.reject('no')],
    ['an error without a code', () => Promise.reject(new TypeError('no'))],
  ])('a resolver that throws %s fails the attempt alone', async (_what, resolve) => {
    const { error } = await sendWebhook(message('https://crm.example/'), { ...strict, resolve });
    expect(error).toBe('the host name does not resolve: EBADRESP');
  });

  test('a resolver that never answers ends at the time-out', async () => {
    const resolve: Resolve = () => new Promise(() => undefined);
    const { error } = await sendWebhook(message('https://crm.example/'), {
      ...strict,
      timeoutMs: 50,
      resolve,
    });
    expect(error).toBe('no answer within 0.05 s');
  });

  test('of thousands of addresses, all are checked and eight are used', async () => {
    const many = Array.from({ length: 4_000 }, (_, index) => `93.184.${index >> 8}.${index & 255}`);
    expect(await resolveAllowed('crm.example', strict, async () => many)).toHaveLength(8);
    const { error } = await sendWebhook(message('https://crm.example/'), {
      ...strict,
      resolve: async () => [...many, '10.0.0.1'],
    });
    expect(error).toBe('the host name does not resolve to a public address');
  });

  test('a request does not wait for DNS that never answers', async () => {
    const resolve: Resolve = () => new Promise(() => undefined);
    expect(await resolvesToPrivateAddress('https://tarpit.example/', strict, resolve)).toBe(false);
  });
});

test('a proxy makes the connection, and is told the name', async () => {
  const asked: string[] = [];
  const proxy = createServer();
  proxy.on('connect', (request, socket) => {
    asked.push(request.url ?? '');
    const target = connect(Number(new URL(receiver.url).port), '127.0.0.1', () => {
      socket.write('HTTP/1.1 200 Connection Established\r\n\r\n');
      target.pipe(socket).pipe(target);
    });
    socket.on('close', () => target.destroy());
  });
  proxy.listen(0, '127.0.0.1');
  await once(proxy, 'listening');
  const proxyUrl = `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`;
  receiver.respond(answering(200));
  const result = await sendWebhook(message('http://crm.example/hook'), { ...open, proxyUrl });
  expect(result).toMatchObject({ statusCode: 200, error: null });
  expect(asked).toEqual(['crm.example:80']);
  proxy.close();
  await once(proxy, 'close');
});
