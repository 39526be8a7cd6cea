import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { demoIds, demoKey } from '../../prisma/demo-data.ts';
import { startService, type TestService } from '../harness/start-service.ts';

const path = `/api/sites/${demoIds.sites.acme}/leads/d0000000-0000-4000-8000-000000000001`;
const json = 'application/json';
let service: TestService;

beforeAll(async () => {
  service = await startService({ workers: false, settings: { RATE_LIMIT_PER_MINUTE: '100000' } });
});

afterAll(() => service.close());

/** PUTs a lead as bytes. */
async function send(
  body: Uint8Array<ArrayBuffer> | string,
  headers: Record<string, string> = { 'content-type': json },
) {
  const response = await fetch(`${service.url}${path}`, {
    method: 'PUT',
    headers: { 'x-api-key': demoKey, ...headers },
    body,
  });
  const answer = (await response.json()) as {
    data?: { name: string };
    error?: { code: string; message: string; details?: unknown };
  };
  return { status: response.status, ...answer };
}

const bytes = (text: string, encoding: BufferEncoding) => new Uint8Array(Buffer.from(text, encoding));

describe('the encoding of a body', () => {
  test.each([
    'application/json',
    'application/json; charset=utf-8',
    'application/json;charset=UTF-8',
    'application/json; charset="UTF-8"',
    'application/json; charset=utf8',
    'application/merge-patch+json; charset=UTF8',
  ])('is UTF-8: %s', async (type) => {
    const { data } = await send(bytes('{"name": "Jürgen Ōe 🙂"}', 'utf8'), { 'content-type': type });
    expect(data?.name).toBe('Jürgen Ōe 🙂');
  });

  test('may begin with a byte order mark', async () => {
    expect((await send(bytes('\uFEFF{"name": "Jürgen"}', 'utf8'))).data?.name).toBe('Jürgen');
  });

  test('is the same in a compressed body', async () => {
    const headers = { 'content-type': json, 'content-encoding': 'gzip' };
    expect((await send(new Uint8Array(gzipSync('{"name": "Jürgen"}')), headers)).data?.name).toBe('Jürgen');
    const latin = new Uint8Array(gzipSync(Buffer.from('{"name": "Jürgen"}', 'latin1')));
    expect((await send(latin, headers)).status).toBe(400);
  });

  test.each<[string, Uint8Array<ArrayBuffer>]>([
    ['Latin-1', bytes('{"name": "Jürgen"}', 'latin1')],
    ['UTF-16', bytes('{"name": "Jürgen"}', 'utf16le')],
    ['a character that is cut off', bytes('{"name": "Jürgen 🙂', 'utf8').slice(0, -1)],
    [
      'half of a surrogate pair',
      new Uint8Array([...bytes('{"name": "', 'utf8'), 0xed, 0xa0, 0x80, 0x22, 0x7d]),
    ],
    ['an overlong form', new Uint8Array([...bytes('{"name": "', 'utf8'), 0xc0, 0xaf, 0x22, 0x7d])],
  ])('%s is refused', async (name, body) => {
    const { status, error } = await send(body);
    expect([status, error?.code]).toEqual([400, 'INVALID_REQUEST']);
    // UTF-16 of this text happens to contain a byte that UTF-8 cannot.
    expect({ name, message: error?.message }).toEqual({
      name,
      message: 'the body is not UTF-8: send JSON that is encoded as UTF-8',
    });
  });

  test.each([
    'iso-8859-1',
    'latin1',
    'windows-1252',
    'utf-16',
    'utf-16le',
    'us-ascii',
    'nonsense',
    '"utf-7"',
  ])('charset=%s is 415 and says what is accepted', async (charset) => {
    const { status, error } = await send('{}', { 'content-type': `application/json; charset=${charset}` });
    expect([status, error?.message]).toEqual([
      415,
      'the charset of the body is not supported: send UTF-8 (charset=utf-8)',
    ]);
  });

  test('an unknown content-encoding is 415 and says what is accepted', async () => {
    const { status, error } = await send('{}', { 'content-type': json, 'content-encoding': 'compress' });
    expect([status, error?.message]).toEqual([
      415,
      'the content-encoding of the body is not supported: send it plain, or as gzip, deflate or br',
    ]);
  });
});

describe('a duplicate key', () => {
  test.each([
    ['{"name": "Kim", "name": "Lee"}', 'name'],
    ['{"name": "Kim", "n\\u0061me": "Kim"}', 'name'],
    ['{"name": null, "preferences": {"a": 1, "a": 1}}', 'preferences.a'],
    ['{"preferences": {"list": [{"a": 1}, {"a": 1, "b": {}, "a": 2}]}}', 'preferences.list.1.a'],
    ['{"preferences": {"": 1, "": 2}}', 'preferences.'],
    ['{"preferences": {"__proto__": 1, "__proto__": 2}}', 'preferences.__proto__'],
    ['{"preferences": {"a": 1}, "name": "x:{\\"a\\":1", "preferences": {"a": 2}}', 'preferences'],
    [`{"preferences": {${'"a": 1, '.repeat(20_000)}"b": 1}}`, 'preferences.a'],
  ])('is refused with its path: %.60s', async (body, parameter) => {
    const { status, error } = await send(body);
    expect([status, error?.message]).toEqual([
      400,
      `${parameter}: the body has this key more than once: send it once`,
    ]);
    expect(error?.details).toEqual({ parameter });
  });

  test.each([
    '{"preferences": {"a": {"a": {"a": 1}}, "b": [{"a": 1}, {"a": 1}]}}',
    '{"preferences": {"a": "\\"a\\": 1, \\"a\\": 2", "b": "\\\\", "c": ":::", "{\\":": "}"}}',
    '{"preferences": {"a": 1, "A": 2, "a ": 3}}',
    '{"preferences": {"url": "https://x.example:80/", "10:30": "12:00"}}',
    '{"preferences": {}, "pain_points": [":", "\\u003a", "\u2028:"]}',
  ])('is not what only looks like one: %s', async (body) => {
    expect((await send(body)).error).toBeUndefined();
  });
});
