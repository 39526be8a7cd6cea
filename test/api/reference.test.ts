import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { createApp } from '../../api/app.ts';
import { describeRoutes } from '../../api/describe-routes.ts';
import { startService, type TestService } from '../harness/start-service.ts';

interface Described {
  operationId: string;
  responses: Record<string, unknown>;
}

const document = describeRoutes();
const operations = Object.entries(document.paths ?? {}).flatMap(([path, item]) =>
  Object.entries(item as Record<string, Described>).map(([method, operation]) => ({
    method,
    path,
    ...operation,
  })),
);
let service: TestService;

beforeAll(async () => {
  service = await startService({ workers: false });
});

afterAll(() => service.close());

test('every route below /api stands in the reference', () => {
  const app = createApp({
    services: service.services,
    stopping: new AbortController().signal,
    closing: new AbortController().signal,
  });
  const served = app.router.stack.flatMap(({ route }) =>
    route ? route.stack.map(({ method }) => `${method} ${route.path.replace(/:(\w+)/g, '{$1}')}`) : [],
  );
  const described = operations.map(({ method, path }) => `${method} ${path}`).sort();
  expect([...new Set(served)].filter((route) => route.includes(' /api/')).sort()).toEqual(described);
});

test('every operation has an id of its own and answers the errors that all of them can', () => {
  const ids = operations.map(({ operationId }) => operationId);
  expect(new Set(ids).size).toBe(ids.length);
  for (const { responses } of operations) {
    expect(Object.keys(responses)).toEqual(
      expect.arrayContaining(['400', '401', '403', '429', '500', '503']),
    );
  }
});

test('is served without a key, and is what the client is generated from', async () => {
  const { status, body } = await service.request('GET', '/openapi.json', { headers: { 'x-api-key': '' } });
  expect(status).toBe(200);
  expect(body).toEqual(JSON.parse(JSON.stringify(document)));
  // Where this fails: npm run openapi && npm run client:build
  expect(JSON.parse(readFileSync('client/openapi.json', 'utf8'))).toEqual(body);
});

test('its version is the package’s', () => {
  expect(document.info.version).toBe(JSON.parse(readFileSync('package.json', 'utf8')).version);
});
