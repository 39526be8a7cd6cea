import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { createConfig, lintFromString } from '@redocly/openapi-core';
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

test('every route below /api and /health stands in the reference', () => {
  const app = createApp({
    services: service.services,
    stopping: new AbortController().signal,
    closing: new AbortController().signal,
  });
  const served = app.router.stack.flatMap(({ route }) =>
    route ? route.stack.map(({ method }) => `${method} ${route.path.replace(/:(\w+)/g, '{$1}')}`) : [],
  );
  const described = operations.map(({ method, path }) => `${method} ${path}`).sort();
  expect([...new Set(served)].filter((route) => / \/(api|health)\//.test(route)).sort()).toEqual(described);
});

test('every operation has an id of its own and answers the errors that all of them can', () => {
  const ids = operations.map(({ operationId }) => operationId);
  expect(new Set(ids).size).toBe(ids.length);
  for (const { responses } of operations.filter(({ path }) => path.startsWith('/api/'))) {
    expect(Object.keys(responses)).toEqual(
      expect.arrayContaining(['400', '401', '403', '429', '500', '503']),
    );
  }
});

test('the linter of Redocly finds nothing', async () => {
  // Schemas that requests and responses share are written in two forms, of which one may have no use.
  const config = await createConfig({
    extends: ['recommended-strict'],
    rules: { 'no-unused-components': 'off', 'operation-tag-defined': 'error' },
  });
  const source = JSON.stringify(document);
  const problems = await lintFromString({ source, config, absoluteRef: 'openapi.json' });
  const found = problems.map(({ ruleId, location }) => `${ruleId} ${location[0]?.pointer}`);
  // Health checks take no input, so they have nothing to refuse.
  expect(found.filter((text) => !text.startsWith('operation-4xx-response #/paths/~1health~1'))).toEqual([]);
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
