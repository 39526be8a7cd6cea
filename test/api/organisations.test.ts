import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { demoKey } from '../../prisma/demo-data.ts';
import { createdOrganisationSchema, organisationSchema } from '../../src/contract/resources/organisation.ts';
import { placeOfCallbackSecret } from '../../src/platform/secrets.ts';
import { type ProcessEnd, startProcess } from '../harness/processes.ts';
import { startService, type TestService } from '../harness/start-service.ts';

const adminKey = 'the-operators-key-of-the-tests-01';
let service: TestService;

beforeAll(async () => {
  service = await startService({ workers: false });
});

afterAll(() => service.close());

const as = (key: string, method: string, path: string, body?: unknown) =>
  service.request(method, path, { headers: { 'x-api-key': key }, body });
const create = (body: unknown) => as(adminKey, 'POST', '/api/organisations', body);

async function callbackSecretOf(organisationId: string): Promise<string> {
  const { database, secrets } = service.services;
  const { callbackSecret } = await database.prisma.organisation.findUniqueOrThrow({
    where: { id: organisationId },
  });
  return secrets.decrypt(callbackSecret, placeOfCallbackSecret(organisationId));
}

describe('a new organisation', () => {
  test('comes with a key that may do everything in it', async () => {
    const { status, headers, body } = await create({ name: ' Newcomer ' });
    expect(status).toBe(201);
    expect(headers.get('cache-control')).toBe('no-store');
    const { api_key: key, name } = createdOrganisationSchema.strict().parse(body.data);
    expect(name).toBe('Newcomer');
    const { data: keys } = (await as(key, 'GET', '/api/api-keys')).body;
    expect(keys).toMatchObject([
      {
        prefix: key.slice(0, 11),
        scopes: [
          'follow_ups:write',
          'follow_ups:read',
          'follow_ups:review',
          'data:write',
          'data:read',
          'admin',
        ],
      },
    ]);
    expect((await as(key, 'GET', '/api/follow-ups')).body.data).toEqual([]);
  });

  test('has a callback secret of its own, encrypted', async () => {
    const made = [await create({ name: 'One' }), await create({ name: 'Two' })];
    const secrets = await Promise.all(made.map(({ body }) => callbackSecretOf(body.data.id)));
    for (const secret of secrets) {
      expect(secret).toMatch(/^whsec_[A-Za-z0-9+/]{32}$/);
      expect(Buffer.from(secret.slice(6), 'base64')).toHaveLength(24);
    }
    expect(new Set(secrets).size).toBe(2);
  });

  test("is audited as the operator's", async () => {
    const { body } = await create({ name: 'Audited' });
    const audit = await service.services.database.prisma.audit.findMany({
      where: { organisationId: body.data.id },
      orderBy: { action: 'asc' },
    });
    expect(audit).toMatchObject([
      { actor: 'operator', action: 'api_key.created', subject: expect.stringMatching(/^key_/) },
      { actor: 'operator', action: 'organisation.created', subject: body.data.id },
    ]);
  });

  test.each([[{}], [{ name: ' ' }], [{ name: 7 }], [{ name: 'x'.repeat(201) }], [[]]])(
    'is refused as %j',
    async (body) => {
      const answer = await create(body);
      expect([answer.status, answer.body.error.code]).toEqual([400, 'INVALID_REQUEST']);
    },
  );
});

test('organisations are listed newest first, in pages, without any key', async () => {
  await create({ name: 'Older' });
  const newest = await create({ name: 'Newer' });
  const first = await as(adminKey, 'GET', '/api/organisations?limit=2');
  expect(first.body.data.map(({ name }: { name: string }) => name)).toEqual(['Newer', 'Older']);
  const { api_key: _key, ...shown } = newest.body.data;
  expect(organisationSchema.strict().parse(first.body.data[0])).toEqual(shown);
  const rest = await as(adminKey, 'GET', `/api/organisations?limit=100&cursor=${first.body.next_cursor}`);
  expect(rest.body.data.map(({ name }: { name: string }) => name)).toEqual(
    expect.arrayContaining(['Demo', 'Other']),
  );
});

describe('ADMIN_KEY', () => {
  test('is taken as a bearer token too', async () => {
    const headers = { 'x-api-key': '', authorization: `Bearer ${adminKey}` };
    expect((await service.request('GET', '/api/organisations', { headers })).status).toBe(200);
  });

  test.each([
    ['GET', '/api/follow-ups'],
    ['GET', '/api/api-keys'],
    ['POST', '/api/agents/sales/leadFollowUp'],
  ])('acts in no organisation: %s %s is FORBIDDEN', async (method, path) => {
    const { status, body } = await as(adminKey, method, path);
    expect([status, body.error.code]).toEqual([403, 'FORBIDDEN']);
    expect(body.error.message).toContain('use an API key of the organisation');
  });

  test.each(['GET', 'POST'])('alone opens %s /api/organisations', async (method) => {
    const { status, body } = await as(demoKey, method, '/api/organisations', undefined);
    expect([status, body.error.code]).toEqual([403, 'FORBIDDEN']);
    expect(body.error.message).toContain('ADMIN_KEY');
  });

  test.each([adminKey.slice(0, -1), `${adminKey}x`, adminKey.toUpperCase()])('is not %s', async (key) => {
    expect((await as(key, 'GET', '/api/organisations')).status).toBe(401);
  });
});

describe('npm run org:create', () => {
  async function run(
    args: string[],
    env: Record<string, string> = {},
  ): Promise<ProcessEnd & { output: string }> {
    const script = startProcess({
      command: process.execPath,
      args: ['--import', 'tsx', 'cli/main.ts', 'org:create', ...args],
      env: {
        DATABASE_URL: undefined,
        REDIS_URL: undefined,
        SECRETS_KEY: undefined,
        LOG_LEVEL: undefined,
        ...env,
      },
    });
    return { ...(await script.exited), output: script.output() };
  }
  const secretsKey = Buffer.alloc(32, 7).toString('base64');

  test('makes an organisation and prints its id and key', async () => {
    const { code, output } = await run(['--name', 'From the shell'], {
      DATABASE_URL: service.services.config.DATABASE_URL,
      SECRETS_KEY: secretsKey,
    });
    const [, id = '', key = ''] = /^id +(org_\w+)\napi key +(lf_\S+) .*\n$/.exec(output) ?? [output];
    expect([code, id]).toEqual([0, expect.stringMatching(/^org_/)]);
    expect((await as(key, 'GET', '/api/api-keys')).status).toBe(200);
    expect(await callbackSecretOf(id)).toMatch(/^whsec_/);
  });

  test.each<[string, string[], Record<string, string>, RegExp]>([
    ['no name', [], {}, /^name is required \(usage: [^\n]+\)\n$/],
    ['an unknown option', ['--nme', 'X'], {}, /^usage: [^\n]+\n$/],
    ['no settings', ['--name', 'X'], {}, /^DATABASE_URL is required[^\n]+\nSECRETS_KEY is required[^\n]+\n$/],
    [
      'a database that refuses',
      ['--name', 'X'],
      { DATABASE_URL: 'postgresql://user:secret@127.0.0.1:1/db', SECRETS_KEY: secretsKey },
      /^DATABASE_URL: 127\.0\.0\.1:1: nothing listens there[^\n]*\n$/,
    ],
  ])('%s is said in one line each', async (_what, args, env, message) => {
    const { code, output } = await run(args, env);
    expect(output).toMatch(message);
    expect(code).toBe(1);
  });
});
