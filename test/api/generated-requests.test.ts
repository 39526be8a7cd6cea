import { afterAll, beforeAll, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { routes } from '../../api/routes.ts';
import { demoIds } from '../../prisma/demo-data.ts';
import { documentedExample, leadFollowUpPath } from '../../src/contract/documented-example.ts';
import { startService, type TestService } from '../harness/start-service.ts';

/** GENERATED_REQUESTS=10000 npm test -- generated-requests */
const runs = Number(process.env['GENERATED_REQUESTS'] ?? 1_000);
let service: TestService;

beforeAll(async () => {
  service = await startService({ workers: false, settings: { RATE_LIMIT_PER_MINUTE: '1000000' } });
});

afterAll(() => service.close());

const json = fc.jsonValue({ maxDepth: 3, noUnicodeString: false } as never);
const text = fc.oneof(
  fc.string(),
  fc.string({ unit: 'grapheme' }),
  fc.string({ unit: 'binary' }),
  fc.constant('a\u0000b'),
);
const knownIds = [
  ...Object.values(demoIds.sites),
  ...Object.values(demoIds.leads),
  ...Object.values(demoIds.agents),
];
const value = fc.oneof(
  json,
  text,
  fc.constantFrom<unknown>(...knownIds, null, '3 days', '+1234567890', 'https://x.example'),
);
const names = [
  ...Object.keys(documentedExample),
  'site_id',
  'lead_id',
  'user_id',
  'visitorId',
  'phone_number',
  'callbackUrl',
  'metadata',
  'agentId',
];

/** The documented example with some of its parameters replaced, added or taken away. */
const nearlyValid = fc
  .dictionary(fc.constantFrom(...names), fc.option(value, { nil: undefined }), { maxKeys: 3 })
  .map((changes) => ({ ...documentedExample, ...changes }));
const leadDataChanged = fc
  .dictionary(
    fc.constantFrom(...Object.keys(documentedExample.leadData), 'locale', 'painPoints', 'preferences'),
    value,
    { maxKeys: 3 },
  )
  .map((changes) => ({ ...documentedExample, leadData: { ...documentedExample.leadData, ...changes } }));

const headers = fc.record(
  {
    prefer: fc.constantFrom('wait=0', 'wait=abc', 'respond-async', 'wait=0, handling=lenient', ''),
    'idempotency-key': fc.oneof(
      fc.string({ unit: fc.constantFrom('a', 'b', '"', ' ') }),
      fc.constant('x'.repeat(256)),
    ),
    'x-request-id': fc.constantFrom('a', 'a b', 'é'.normalize('NFD').slice(0, 1), 'x'.repeat(200)),
    'last-event-id': fc.constantFrom('evt_x', ''),
  },
  { requiredKeys: [] },
);

const followUpRequest = fc.record({
  method: fc.constant('post'),
  path: fc.constant(leadFollowUpPath),
  query: fc.constantFrom('', '?wait=0', '?wait=-1', '?wait=a', '?wait=0&wait=0'),
  body: fc.oneof(
    { weight: 4, arbitrary: nearlyValid },
    { weight: 2, arbitrary: leadDataChanged },
    json,
    fc.constant('{broken'),
  ),
  headers,
});

const param = fc.oneof(
  fc.constantFrom(...knownIds, 'fup_01m84fwngpf21vws3pw67737pz', 'email', '%00', '%E0', '..', 'null'),
  fc.webSegment().filter((segment) => segment !== ''),
);
const anyRequest = fc
  // A stream does not end by itself, and what is deleted with its site cannot be counted.
  .constantFrom(...routes.filter(([method, path]) => method !== 'delete' && !path.endsWith('/events')))
  .chain(([method, path]) =>
    fc.record({
      method: fc.constant(method),
      path: fc.array(param, { minLength: 3, maxLength: 3 }).map((params) => {
        let next = 0;
        return path.replace(/:\w+/g, () => params[next++] ?? 'x');
      }),
      query: fc.constantFrom('', '?limit=1', '?limit=0', '?cursor=abc', '?status=queued', '?lead_id=x'),
      body:
        method === 'get' || method === 'delete'
          ? fc.constant(undefined)
          : fc.oneof(json, fc.dictionary(text, value)),
      headers,
    }),
  );

test(`${runs} generated requests: no 5xx, every answer fits the reference, nothing is stored for a refused one`, async () => {
  const { prisma } = service.services.database;
  const accepted = new Set<string>();
  const seen = new Map<number, number>();
  await fc.assert(
    fc.asyncProperty(
      fc.oneof({ weight: 3, arbitrary: followUpRequest }, { weight: 2, arbitrary: anyRequest }),
      async (request) => {
        const { method, path, query, body, headers: sent } = request;
        const answer = await service.request(method.toUpperCase(), `${path}${query}`, {
          ...(body === undefined ? {} : { body }),
          headers: sent as Record<string, string>,
        });
        seen.set(answer.status, (seen.get(answer.status) ?? 0) + 1);
        expect(answer.status).toBeLessThan(500);
        if (answer.status === 202) accepted.add(answer.body.data.id);
      },
    ),
    { numRuns: runs },
  );
  expect(await prisma.followUp.count()).toBe(accepted.size);
  // The generator reaches beyond the first check.
  expect([...seen.keys()]).toEqual(expect.arrayContaining([200, 202, 400, 404]));
}, 600_000);
