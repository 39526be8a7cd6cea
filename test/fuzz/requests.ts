import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { routes } from '../../api/routes.ts';
import { demoIds } from '../../prisma/demo-data.ts';
import { channels } from '../../src/contract/channels.ts';
import { documentedExample, leadFollowUpPath } from '../../src/contract/documented-example.ts';
import { limits } from '../../src/contract/limits.ts';
import { hostileText } from './hostile-texts.ts';

export interface FuzzRequest {
  method: string;
  path: string;
  headers: Record<string, string>;
  body: string | Buffer | null;
}

const languages = 'en es pt fr de it nl sv da nb fi pl cs tr el ru uk ar he hi ja ko zh th'.split(' ');
const line = hostileText(limits.line);
const text = hostileText(limits.text);
const listOf = <Value>(value: fc.Arbitrary<Value>, most = 20) => fc.array(value, { maxLength: most });
/** Some of the fields, so that one that is refused does not hide the others. */
const someOf = <Model extends Record<string, fc.Arbitrary<unknown>>>(model: Model) =>
  fc.record(model as Record<string, fc.Arbitrary<unknown>>, { requiredKeys: [] });

/** Hostile, but of a form that is accepted, so that it reaches the workers. */
const accepted = (most: number) =>
  hostileText(most).map(
    (value) =>
      value
        .toWellFormed()
        .replace(/\p{Cc}/gu, ' ')
        .trim() || 'x',
  );
const documentedContact = { email: 'jane@acme.example', phone: '+12025550100', locale: 'en' };

const leadFields = (of: (most: number) => fc.Arbitrary<string>) => ({
  name: of(limits.line),
  company: of(limits.line),
  position: of(limits.line),
  pain_points: listOf(of(limits.text)),
  budget_range: of(limits.line),
  preferences: fc.dictionary(of(limits.line), of(limits.text), { maxKeys: 1 }),
});
const requestFields = (of: (most: number) => fc.Arbitrary<string>) => ({
  previousInteractions: listOf(
    fc.record({
      date: fc.constantFrom('2026-04-20', '3 weeks ago'),
      type: of(limits.line),
      summary: of(limits.text),
    }),
  ),
  productInterest: listOf(of(limits.line)),
  leadStage: of(limits.line),
  followUpType: of(limits.line),
  metadata: fc.dictionary(of(limits.metadataKey), of(limits.metadataValue), { maxKeys: 5 }),
});
const unknownParameters = fc.dictionary(hostileText(2_000), text, { maxKeys: 20 });

const acceptedFollowUp = fc
  .tuple(someOf(leadFields(accepted)), fc.constantFrom(...languages), someOf(requestFields(accepted)))
  .map(([lead, locale, given]) =>
    followUpRequest({ ...given, leadData: { ...documentedContact, ...lead, locale } }),
  );
const anyFollowUp = fc
  .tuple(
    someOf({ ...leadFields(hostileText), email: line, phone: line, locale: line }),
    someOf({ ...requestFields(hostileText), followUpInterval: line }),
    unknownParameters,
  )
  .map(([leadData, given, unknown]) => followUpRequest({ ...unknown, ...given, leadData }));

function followUpRequest(fields: object): FuzzRequest {
  return sends('POST', leadFollowUpPath, { ...documentedExample, ...fields }, { prefer: 'wait=30' });
}

/** As much as a request may hold: the body limit is 256 KiB. */
const facts = fc.oneof(
  fc.dictionary(line, fc.oneof(text, listOf(text, 5)), { maxKeys: 8 }),
  hostileText(80_000),
  fc
    .tuple(hostileText(40), fc.integer({ min: 1, max: 4_000 }))
    .map(([item, count]) => Array.from({ length: count }, () => item)),
  fc.jsonValue({ maxDepth: 5 }),
);
const check = fc
  .record({
    channel: fc.constantFrom(...channels),
    title: text,
    message: fc.oneof(hostileText(5_000), hostileText(limits.message)),
    facts: fc.option(facts, { nil: undefined }),
    locale: fc.constantFrom(...languages, null),
  })
  .map((body) => sends('POST', '/api/messages/check', body));

const knownIds = [
  ...Object.values(demoIds.sites),
  ...Object.values(demoIds.leads),
  ...Object.values(demoIds.agents),
];
const param = fc.oneof(
  fc.constantFrom(...knownIds, 'fup_01m84fwngpf21vws3pw67737pz', 'email', '%00', '%E0', '..', 'null'),
  hostileText(100).map((value) => encodeURIComponent(value.toWellFormed())),
);
const anyFields = fc.dictionary(
  fc.oneof(
    fc.constantFrom(
      'name',
      'url',
      'locale',
      'voice',
      'instructions',
      'summary',
      'site_id',
      'email',
      'phone',
      'config',
    ),
    hostileText(30),
  ),
  fc.oneof(text, listOf(text, 5), fc.jsonValue({ maxDepth: 3 })),
  { maxKeys: 8 },
);
/** Deleting would take the data away from the requests that follow; a stream does not end by itself. */
const otherRoute = fc
  .constantFrom(...routes.filter(([method, path]) => method !== 'delete' && !path.endsWith('/events')))
  .chain(([method, path]) =>
    fc
      .tuple(fc.array(param, { minLength: 3, maxLength: 3 }), anyFields, hostileText(200))
      .map(([params, fields, query]) => {
        const rest = [...params];
        const filled = path.replace(/:\w+/g, () => rest.pop() ?? 'x');
        return method === 'get'
          ? sends('GET', `${filled}?cursor=${encodeURIComponent(query.toWellFormed())}&limit=100`)
          : sends(method.toUpperCase(), filled, fields);
      }),
  );

const mebibyte = 2 ** 20;
/** Bodies that a parser may stumble over. */
const brokenBody = fc
  .tuple(
    fc.constantFrom(leadFollowUpPath, '/api/messages/check'),
    fc.constantFrom<[string | Buffer, Record<string, string>?]>(
      ['{broken'],
      ['['.repeat(200_000)],
      [`${'{"a":'.repeat(40_000)}1${'}'.repeat(40_000)}`],
      [`{${Array.from({ length: 20_000 }, (_, i) => `"k${i}":1`).join(',')}}`],
      ['{"__proto__":{"isAdmin":true},"constructor":{"prototype":{}}}'],
      ['{"siteId":1e999,"leadId":-0,"metadata":{"a":1e400}}'],
      [Buffer.from([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x7d])],
      ['x'.repeat(mebibyte)],
      ['a=b&c[d][e]=f', { 'content-type': 'application/x-www-form-urlencoded' }],
      ['{"a":1}', { 'content-type': 'application/json; charset=utf-7' }],
      [gzipSync(JSON.stringify({ a: 'x'.repeat(100 * mebibyte) })), { 'content-encoding': 'gzip' }],
      ['{}', { 'content-encoding': 'br' }],
    ),
  )
  .map(
    ([path, [body, headers = {}]]): FuzzRequest => ({
      method: 'POST',
      path,
      headers: { 'content-type': 'application/json', ...headers },
      body,
    }),
  );

/** Requests of every kind, from small ones to the largest that are taken. */
export const fuzzRequest: fc.Arbitrary<FuzzRequest> = fc.oneof(
  { weight: 4, arbitrary: acceptedFollowUp },
  { weight: 3, arbitrary: anyFollowUp },
  { weight: 5, arbitrary: check },
  { weight: 6, arbitrary: otherRoute },
  { weight: 1, arbitrary: brokenBody },
);

function sends(
  method: string,
  path: string,
  body?: unknown,
  headers: Record<string, string> = {},
): FuzzRequest {
  return {
    method,
    path,
    headers: { ...headers, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
    body: body === undefined ? null : JSON.stringify(body),
  };
}
