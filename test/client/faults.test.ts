import { afterEach, describe, expect, test } from '@jest/globals';
import { ConnectionError, createClient, LeadFollowUpError } from '../../client/src/index.ts';
import { demoKey } from '../../prisma/demo-data.ts';
import { clientOf } from './client-of.ts';
import { type StandIn, startStandIn, type Treatment } from './stand-in.ts';
import { thrownBy } from './thrown-by.ts';
import { answer, hang, hangUp, refuse } from './treatments.ts';

let standIn: StandIn | null = null;

afterEach(async () => {
  await standIn?.close();
  standIn = null;
});

async function behind(...treatments: Treatment[]) {
  standIn = await startStandIn(...treatments);
  return { client: clientOf(standIn), requests: standIn.requests };
}

const command = answer(200, { success: true, data: { id: 'cmd_sales_1' } });
const soon = { 'retry-after': '0' };

describe('a request that may be repeated', () => {
  test.each<[string, Treatment]>([
    ['a connection that ends', hangUp],
    ['429', refuse(429, 'RATE_LIMITED', soon)],
    ['503', refuse(503, 'SYSTEM_ERROR', soon)],
    ['503 with a date', refuse(503, 'SYSTEM_ERROR', { 'retry-after': new Date(0).toUTCString() })],
    ["a proxy's 502", answer(502, '<html>Bad gateway</html>')],
    [
      'an answer that breaks off',
      (_request, response) => {
        response.writeHead(200, { 'content-length': '100' });
        response.write('{"success"', () => response.destroy());
      },
    ],
  ])('is sent again after %s', async (_what, fault) => {
    const { client, requests } = await behind(fault, command);
    expect(await client.getCommand('cmd_sales_1')).toEqual({ id: 'cmd_sales_1' });
    expect(requests).toHaveLength(2);
  });

  test('is sent again so often and no more', async () => {
    standIn = await startStandIn(hangUp, hangUp, command);
    const client = clientOf(standIn, { maxRetries: 1 });
    const error = await thrownBy(client.getCommand('cmd_sales_1'), ConnectionError);
    expect(error.cause).toMatchObject({ name: 'TypeError' });
    expect(standIn.requests).toHaveLength(2);
  });

  test('is not sent again after other errors', async () => {
    const { client, requests } = await behind(refuse(500, 'SYSTEM_ERROR', soon));
    expect(await thrownBy(client.getCommand('x'), LeadFollowUpError)).toMatchObject({
      code: 'SYSTEM_ERROR',
      status: 500,
      requestId: 'req_test',
    });
    expect(requests).toHaveLength(1);
  });

  test('is not kept waiting for longer than a minute', async () => {
    const { client } = await behind(refuse(429, 'RATE_LIMITED', { 'retry-after': '61' }));
    const error = await thrownBy(client.getCommand('x'), LeadFollowUpError);
    expect(error.code).toBe('RATE_LIMITED');
  });

  test('can be ended while it waits for its turn', async () => {
    const leave = new AbortController();
    const { client } = await behind((request, response) => {
      response.on('finish', () => setImmediate(() => leave.abort()));
      return refuse(429, 'RATE_LIMITED', { 'retry-after': '60' })(request, response);
    });
    const error = await thrownBy(client.getCommand('x', { signal: leave.signal }), DOMException);
    expect(error).toBe(leave.signal.reason);
  });
});

describe('a request that could do harm when it is done twice', () => {
  test('is not sent again when nobody knows what became of it', async () => {
    const { client, requests } = await behind(hangUp, hangUp, refuse(503, 'SYSTEM_ERROR', soon));
    await thrownBy(client.retryFollowUp('fup_x'), ConnectionError);
    const path = { params: { path: { id: 'fup_x' } } };
    await thrownBy(client.request('post', '/api/follow-ups/{id}/retry', path), ConnectionError);
    await thrownBy(client.retryFollowUp('fup_x'), LeadFollowUpError);
    expect(requests).toHaveLength(3);
  });

  test('is sent again when it was refused for its rate', async () => {
    const accepted = answer(202, { success: true, data: { id: 'fup_y' } });
    const { client } = await behind(refuse(429, 'RATE_LIMITED', soon), accepted);
    expect((await client.retryFollowUp('fup_x')).id).toBe('fup_y');
  });
});

describe('an answer that is not of the service', () => {
  test.each<[string, Treatment]>([
    ["a page in place of an error's body", answer(404, '<html>Not here</html>')],
    ['JSON of another shape', answer(400, { error: 'no' })],
    ['a page with 200', answer(200, '<html>Welcome</html>')],
  ])('%s: UNREADABLE_ANSWER', async (_what, treatment) => {
    const { client, requests } = await behind(treatment);
    const error = await thrownBy(client.getCommand('x'), LeadFollowUpError);
    expect(error.code).toBe('UNREADABLE_ANSWER');
    expect(error.message).not.toContain('<html>');
    expect(requests).toHaveLength(1);
  });
});

describe('the API key', () => {
  /** Everything that a logger could make of an error. */
  const written = (error: unknown): string => {
    if (!(error instanceof Error)) return String(error);
    const { message, stack, cause, ...rest } = error;
    return [message, stack, JSON.stringify({ ...rest, ...error }), written(cause)].join('\n');
  };

  test('is sent in a header that a redirect to another host does not take along', async () => {
    const other = await startStandIn(command);
    const { client, requests } = await behind((_request, response) => {
      response.writeHead(307, { location: `${other.url}/api/commands/x` }).end();
    });
    await client.getCommand('x');
    expect(requests[0]?.headers.authorization).toBe(`Bearer ${demoKey}`);
    expect(other.requests).toHaveLength(1);
    expect(JSON.stringify(other.requests)).not.toContain(demoKey);
    await other.close();
  });

  test.each<[string, Treatment]>([
    ['is answered', refuse(401, 'UNAUTHORIZED')],
    [
      'is repeated by what answers',
      (request, response) => {
        const { authorization = '' } = request.headers;
        const error = { code: 'UNAUTHORIZED', message: authorization, details: { sent: [authorization] } };
        return answer(401, { success: false, error })(request, response);
      },
    ],
    ['does not come', hangUp],
  ])('is in no error when that %s', async (_what, treatment) => {
    standIn = await startStandIn(treatment);
    const client = clientOf(standIn, { maxRetries: 0 });
    const error = await thrownBy(client.getCommand('x'), Error);
    expect(written(error)).not.toContain(demoKey);
    expect(JSON.stringify(client)).not.toContain(demoKey);
  });

  test.each(['', 'lf_key\n', 'lf key', 'lf_ключ'])(
    'that cannot be sent is refused without being repeated: %j',
    (apiKey) => {
      const make = () => createClient({ baseUrl: 'http://127.0.0.1:1', apiKey });
      expect(make).toThrow(TypeError);
      if (apiKey !== '') expect(make).not.toThrow(apiKey.trim());
    },
  );
});

test.each(['', 'leads.example', 'ftp://leads.example', 'http://user:secret@leads.example'])(
  'an address that leads nowhere is refused when the client is made: %j',
  (baseUrl) => {
    const make = () => createClient({ baseUrl, apiKey: demoKey });
    expect(make).toThrow(/^baseUrl must /);
    expect(make).not.toThrow(/secret/);
  },
);

test('an address may have a path, and an id anything', async () => {
  standIn = await startStandIn(command);
  await clientOf({ url: `${standIn.url}/leads/` }).getCommand('a/b?c');
  expect(standIn.requests[0]?.path).toBe('/leads/api/commands/a%2Fb%3Fc');
});

test('a request that cannot be made says so at once', async () => {
  const { client, requests } = await behind();
  const body = { siteId: 1n } as never;
  await expect(client.createFollowUp(body)).rejects.toThrow('BigInt');
  const unsendable = client.createFollowUp({ siteId: '', leadId: '' }, { idempotencyKey: 'ключ' });
  await expect(unsendable).rejects.toMatchObject({ name: 'TypeError' });
  expect(requests).toHaveLength(0);
});

test("the caller's own fetch is used", async () => {
  const seen: string[] = [];
  const client = createClient({
    baseUrl: 'https://leads.example',
    apiKey: demoKey,
    fetch: async ({ url }) => {
      seen.push(url);
      return Response.json({ success: true, data: { id: 'cmd_sales_1' } });
    },
  });
  await client.getCommand('cmd_sales_1');
  expect(seen).toEqual(['https://leads.example/api/commands/cmd_sales_1']);
});

test('a request without an answer ends with its signal', async () => {
  const { client } = await behind(hang);
  const leave = new AbortController();
  const waiting = client.getCommand('x', { signal: leave.signal });
  leave.abort();
  await expect(waiting).rejects.toBe(leave.signal.reason);
});
