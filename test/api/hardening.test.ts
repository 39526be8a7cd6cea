import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { demoIds, demoKey } from '../../prisma/demo-data.ts';
import { leadFollowUpPath } from '../../src/contract/documented-example.ts';
import {
  type Answer,
  type RequestOptions,
  startService,
  type TestService,
} from '../harness/start-service.ts';

let service: TestService;

beforeAll(async () => {
  service = await startService({ workers: false });
});

afterAll(() => service.close());

const post = (body: unknown, options: RequestOptions = {}) =>
  service.request('POST', leadFollowUpPath, { body, ...options });
const valid = { siteId: demoIds.sites.acme, leadId: demoIds.leads.jane };

/** An object within arrays within each other, `levels` of them in all. */
const nested = (levels: number) => `${'['.repeat(levels - 1)}{}${']'.repeat(levels - 1)}`;
const withNotes = (notes: string) => JSON.stringify(valid).replace(/}$/, `,"notes":${notes}}`);

describe('a body', () => {
  test('may be nested 32 levels deep', async () => {
    expect((await post(withNotes(nested(31)))).status).toBe(202);
  });

  test.each([33, 10_000, 120_000])('that is nested %i levels deep is INVALID_REQUEST', async (levels) => {
    const { status, body } = await post(withNotes(nested(levels - 1)));
    expect([status, body.error.code]).toEqual([400, 'INVALID_REQUEST']);
    expect(body.error.message).toBe('the body is nested deeper than 32 levels');
  });

  test('of objects within each other is refused as one of arrays is', async () => {
    const deep = `${'{"a":'.repeat(40)}1${'}'.repeat(40)}`;
    expect((await post(withNotes(deep))).body.error.message).toContain('32 levels');
  });

  test('that names __proto__ changes nothing', async () => {
    const { status } = await post(
      '{"__proto__": {"siteId": "x"}, "constructor": {"prototype": {"polluted": true}}}',
    );
    expect(status).toBe(400);
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  });
});

describe('every refusal', () => {
  const none = { headers: { 'x-api-key': '' } };
  const refusals: [number, () => Promise<Answer>][] = [
    [400, () => post('{broken')],
    [401, () => post(valid, none)],
    [403, () => service.request('GET', '/api/organisations')],
    [404, () => service.request('GET', '/api/nothing-here')],
    [404, () => service.request('GET', '/nothing-here', none)],
    [404, () => service.request('GET', '/api/%E0%A4%A')],
    [405, () => service.request('PUT', '/api/api-keys')],
    [413, () => post({ notes: 'x'.repeat(300 * 1024) })],
    [415, () => post('a=1', { headers: { 'content-type': 'text/plain' } })],
  ];

  test.each(refusals)(
    '(%i) is in the envelope, has a request id and tells nothing internal',
    async (status, send) => {
      const { status: answered, headers, body } = await send();
      expect(answered).toBe(status);
      expect(headers.get('content-type')).toMatch(/^application\/json/);
      expect(body).toEqual({
        success: false,
        error: {
          code: expect.any(String),
          message: expect.any(String),
          request_id: headers.get('x-request-id'),
          ...(body.error.details ? { details: expect.any(Object) } : {}),
        },
      });
      expect(body.error.request_id).toMatch(/^req_/);
      expect(JSON.stringify(body)).not.toMatch(/node_modules|\.ts|prisma|express|SyntaxError|at position/i);
      expect(headers.get('x-powered-by')).toBeNull();
    },
  );
});

describe('a page of another origin', () => {
  const origin = 'https://elsewhere.example';
  const corsHeaders = (headers: Headers) =>
    [...headers.keys()].filter((name) => name.startsWith('access-control-'));

  test('is given no leave to read an answer', async () => {
    const { status, headers } = await service.request('GET', '/api/follow-ups', { headers: { origin } });
    expect([status, corsHeaders(headers)]).toEqual([200, []]);
  });

  test('is given no leave to send a key', async () => {
    const { status, headers } = await service.request('OPTIONS', leadFollowUpPath, {
      headers: {
        'x-api-key': '',
        origin,
        'access-control-request-method': 'POST',
        'access-control-request-headers': 'x-api-key',
      },
    });
    expect([status, corsHeaders(headers)]).toEqual([401, []]);
  });
});

test.each(['api_key', 'x-api-key', 'key', 'access_token', 'authorization'])(
  'a key in the address is not taken: ?%s=',
  async (name) => {
    const path = `/api/follow-ups?${name}=${demoKey}`;
    expect((await service.request('GET', path, { headers: { 'x-api-key': '' } })).status).toBe(401);
  },
);

describe('what is no HTTP', () => {
  /** Sends bytes as they are; the whole answer, until the server hangs up. */
  function sendRaw(bytes: string): Promise<string> {
    const { hostname, port } = new URL(service.url);
    return new Promise((resolve, reject) => {
      let answer = '';
      const socket = connect(Number(port), hostname, () => socket.write(bytes));
      socket.setEncoding('latin1').on('data', (text) => {
        answer += text;
      });
      socket.on('error', reject).on('close', () => resolve(answer));
    });
  }

  test.each<[string, string, number]>([
    ['a header without a colon', 'GET /health/live HTTP/1.1\r\nHost: x\r\nbroken\r\n\r\n', 400],
    ['no HTTP at all', 'hello\r\n\r\n', 400],
    [
      'two lengths',
      'POST /api/follow-ups HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n',
      400,
    ],
    [
      'a length and chunks',
      'POST /api/follow-ups HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n',
      400,
    ],
    ['headers without end', `GET /health/live HTTP/1.1\r\nHost: x\r\nA: ${'x'.repeat(20_000)}\r\n\r\n`, 431],
  ])('%s is cut off', async (_what, bytes, status) => {
    const answer = await sendRaw(bytes);
    expect(answer).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `));
    expect(answer).not.toContain('Error:');
  });
});
