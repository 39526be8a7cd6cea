import { type IncomingHttpHeaders, request } from 'node:http';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { routes } from '../../api/routes.ts';
import { demoIds, demoKey } from '../../prisma/demo-data.ts';
import { startService, type TestService } from '../harness/start-service.ts';

const withKey = { 'x-api-key': demoKey };
const lead = `/api/sites/${demoIds.sites.acme}/leads/${demoIds.leads.jane}`;
let service: TestService;

beforeAll(async () => {
  service = await startService({ workers: false, settings: { RATE_LIMIT_PER_MINUTE: '100000' } });
});

afterAll(() => service.close());

interface RawAnswer {
  status: number | undefined;
  headers: IncomingHttpHeaders;
  text: string;
}

/** Sends the path as it is; fetch would normalise it. */
function send(method: string, path: string, headers: Record<string, string> = withKey): Promise<RawAnswer> {
  const { hostname, port } = new URL(service.url);
  return new Promise((resolve, reject) => {
    request({ hostname, port, method, path, headers }, (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (part) => {
        text += part;
      });
      response.on('end', () => resolve({ status: response.statusCode, headers: response.headers, text }));
    })
      .on('error', reject)
      .end();
  });
}

describe('a wrong method', () => {
  test('is METHOD_NOT_ALLOWED with the methods of the path', async () => {
    const { status, headers, body } = await service.request('POST', lead, { body: {} });
    expect([status, body.error.code, headers.get('allow')]).toEqual([
      405,
      'METHOD_NOT_ALLOWED',
      'GET, HEAD, PUT, PATCH, DELETE, OPTIONS',
    ]);
    expect(body.error.message).toBe(
      'this path does not take POST: use GET, HEAD, PUT, PATCH, DELETE, OPTIONS',
    );
  });

  test('is answered on every path of the table', async () => {
    const paths = [...new Set(routes.map(([, path]) => path))];
    const matches = (pattern: string, path: string) =>
      new RegExp(`^${pattern.replace(/:\w+/g, '[^/]+')}$`).test(path.replace(/:\w+/g, 'x'));
    // "import" is an id of the other path that it fits, and takes the methods of both.
    for (const path of paths.filter((one) => paths.filter((pattern) => matches(pattern, one)).length === 1)) {
      const taken = routes.filter(([, other]) => other === path).map(([method]) => method.toUpperCase());
      const allowed = [
        ...taken.flatMap((method) => (method === 'GET' ? ['GET', 'HEAD'] : [method])),
        'OPTIONS',
      ];
      for (const method of ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'TRACE']) {
        if (allowed.includes(method)) continue;
        const { status, headers } = await send(method, path.replace(/:\w+/g, 'x'));
        expect({ method, path, status, allow: headers.allow }).toEqual({
          method,
          path,
          status: 405,
          allow: allowed.join(', '),
        });
      }
    }
  });

  test.each(['/health/live', '/health/ready', '/openapi.json', '/metrics', '/docs', '/tester', '/'])(
    'is answered on %s',
    async (path) => {
      const { status, headers } = await send('POST', path, {});
      expect([status, headers.allow]).toEqual([405, 'GET, HEAD, OPTIONS']);
    },
  );

  test.each(['/api/nothing-here', '/nothing-here', '/api'])(
    'on the unknown path %s is NOT_FOUND',
    async (path) => {
      const { status, headers } = await send('DELETE', path);
      expect([status, headers.allow]).toEqual([404, undefined]);
    },
  );

  test('tells a caller without a key nothing, and counts toward the rate limit', async () => {
    expect((await send('DELETE', '/api/follow-ups', {})).status).toBe(401);
    const left = async () =>
      Number(/r=(\d+)/.exec(String((await send('DELETE', '/api/follow-ups')).headers['ratelimit']))?.[1]);
    expect((await left()) - (await left())).toBe(1);
  });
});

test('OPTIONS names the methods of a path', async () => {
  const { status, headers, text } = await send('OPTIONS', lead);
  expect([status, headers.allow, text]).toEqual([204, 'GET, HEAD, PUT, PATCH, DELETE, OPTIONS', '']);
  expect((await send('OPTIONS', '/api/nothing-here')).status).toBe(404);
});

test('HEAD is GET without the body', async () => {
  const { status, headers, text } = await send('HEAD', lead);
  expect([status, text]).toEqual([200, '']);
  expect(headers['content-type']).toMatch(/^application\/json/);
});

describe('a path in another spelling', () => {
  test.each([`${lead}/`, lead.replace('/api', '/API')])('%s is the same endpoint', async (path) => {
    expect((await send('GET', path)).status).toBe(200);
    expect((await send('GET', path, {})).status).toBe(401);
    expect((await send('POST', path)).status).toBe(405);
  });

  test.each([
    `/${lead}`,
    lead.replace('/api', '/api/'),
    lead.replace('/leads', '//leads'),
    `${lead}//`,
    lead.replace('/api', '/%61pi'),
    lead.replace('/api/', '/api%2F'),
    lead.replace('/api', '/api/.'),
    lead.replace('/api', '/x/../api'),
    lead.replace('/api', '/x/%2e%2e/api'),
  ])('%s leads nowhere, with or without a key', async (path) => {
    const refused = [await send('GET', path), await send('GET', path, {}), await send('DELETE', path)];
    for (const { status, text } of refused) {
      expect([401, 404]).toContain(status);
      expect(text).not.toContain('jane');
    }
    expect(refused[0]?.status).toBe(404);
    expect((await send('GET', lead)).status).toBe(200);
  });
});
