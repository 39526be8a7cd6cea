import { once } from 'node:events';
import { mkdir } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { describeDisk } from '../../cli/doctor/check-database.ts';
import { examine, type Report } from '../../cli/doctor/doctor.ts';
import { type ModelServer, startModelServer } from '../harness/model-server.ts';
import { pgBouncerAvailable, startPgBouncer } from '../harness/pg-bouncer.ts';
import { query } from '../harness/query.ts';
import { type RedisServer, startRedisWith } from '../harness/redis-server.ts';
import { runScript } from '../harness/run-script.ts';
import { createTemporaryFolder } from '../harness/temporary-folder.ts';
import { createTestDatabase, type TestDatabase } from '../harness/test-database.ts';
import { redisAvailable } from '../harness/test-redis.ts';
import { startWebhookReceiver, type WebhookReceiver } from '../harness/webhook-receiver.ts';

const redisPassword = 'the-password-of-redis';
const secrets = {
  OPENAI_API_KEY: 'sk-the-key-of-the-model',
  SECRETS_KEY: Buffer.alloc(32, 7).toString('base64'),
  ADMIN_KEY: 'the-operators-key-of-the-tests-01',
};

let database: TestDatabase;
let model: ModelServer;
let receiver: WebhookReceiver;
let folder: string;

beforeAll(async () => {
  database = await createTestDatabase();
  model = await startModelServer();
  receiver = await startWebhookReceiver();
  folder = await createTemporaryFolder();
});

afterAll(async () => {
  await model.close();
  await database.drop();
});

/** What an installation needs in which nothing is wrong. */
const healthy = (): Record<string, string | undefined> => ({
  ...secrets,
  DATABASE_URL: database.url,
  OPENAI_BASE_URL: model.baseUrl,
  WEBHOOK_ALLOW_PRIVATE: 'true',
});

const webhookUrl = () => `${receiver.url}?token=secret-of-the-receiver`;

/** Fails if a secret of the settings is in the report. */
async function doctor(
  env: Record<string, string | undefined> = {},
  options: { webhookUrl?: string | null } = {},
): Promise<Report> {
  const report = await examine(
    { ...healthy(), ...env },
    { embeddedIn: null, webhookUrl: webhookUrl(), ...options },
  );
  refuseSecrets(JSON.stringify(report));
  return report;
}

function refuseSecrets(output: string): void {
  const { password } = new URL(database.url);
  for (const secret of [...Object.values(secrets), redisPassword, password, 'secret-of-the-receiver'])
    expect(output).not.toContain(secret);
}

/** The checks that are not ok, as "result check: detail". */
const faultsOf = ({ checks }: Report) =>
  checks
    .filter(({ result }) => result !== 'ok')
    .map(({ result, check, detail }) => `${result} ${check}: ${detail}`);

async function withRedis<Result>(
  settings: Record<string, string>,
  use: (redis: RedisServer) => Promise<Result>,
): Promise<Result> {
  const home = join(folder, Object.values(settings).join('-'));
  await mkdir(home);
  const redis = (await startRedisWith(home, settings)) as RedisServer;
  return use(redis).finally(() => redis.stop());
}

const ifRedis = redisAvailable() ? test : test.skip;
const ifPgBouncer = pgBouncerAvailable() ? test : test.skip;

ifRedis('an installation in which everything works is ok, check by check', async () => {
  await withRedis({ appendonly: 'yes' }, async ({ url }) => {
    const command = runScript('cli/main.ts', { ...healthy(), REDIS_URL: url }, [
      'doctor',
      '--json',
      '--webhook-url',
      webhookUrl(),
    ]);
    const { code } = await command.exited;
    refuseSecrets(command.output());
    expect(JSON.parse(command.output())).toEqual({
      ok: true,
      version: expect.stringMatching(/^\d+\.\d+\.\d+$/),
      checks: [
        { check: 'settings', detail: 'all are valid' },
        {
          check: 'database',
          detail: expect.stringMatching(/^PostgreSQL \d+.*, all migrations are applied$/),
        },
        { check: 'clock', detail: 'agrees with that of the database' },
        { check: 'secrets', detail: expect.stringMatching(/^SECRETS_KEY decrypts all 0/) },
        { check: 'queue', detail: expect.stringMatching(/^(Redis|Valkey) \d+\.\d+\.\d+$/) },
        { check: 'model', detail: 'gpt-5.4-mini returns structured answers by JSON Schema' },
        { check: 'webhooks', detail: `${new URL(receiver.url).host} was reached` },
      ].map((found) => ({ ...found, result: 'ok' })),
    });
    expect(code).toBe(0);
    expect(JSON.parse(receiver.webhooks.at(-1)?.body ?? '')).toEqual({ type: 'doctor.probe' });
  });
});

describe('fails, and says what to do, when', () => {
  ifRedis('the password of Redis is wrong', async () => {
    await withRedis({ requirepass: redisPassword }, async ({ url }) => {
      const wrong = url.replace('redis://', 'redis://:wrong@');
      const report = await doctor({ REDIS_URL: wrong });
      expect(report.ok).toBe(false);
      expect(faultsOf(report)).toEqual([
        expect.stringMatching(
          /^failed queue: REDIS_URL: Redis at 127.*the user or the password is wrong: correct it$/,
        ),
      ]);
    });
  });

  ifRedis('Redis may evict jobs; that it does not persist them is a warning', async () => {
    await withRedis({ 'maxmemory-policy': 'allkeys-lru' }, async ({ url }) => {
      const report = await doctor({ REDIS_URL: url });
      expect(report.ok).toBe(false);
      expect(faultsOf(report)).toEqual([
        expect.stringMatching(/^failed queue: .*allkeys-lru.*set maxmemory-policy to noeviction$/),
        expect.stringMatching(/^warning queue: .*Set appendonly to yes$/),
      ]);
    });
  });

  ifRedis('Redis is a replica', async () => {
    await withRedis({ appendonly: 'yes', replicaof: '127.0.0.1 1' }, async ({ url }) => {
      const report = await doctor({ REDIS_URL: url });
      expect(report.ok).toBe(false);
      expect(faultsOf(report)).toEqual([
        expect.stringMatching(/^failed queue: .*is a replica.*set REDIS_URL to the master$/),
      ]);
    });
  });

  test('the model refuses the key', async () => {
    model.respond({ kind: 'status', status: 401 });
    const report = await doctor();
    model.respond(undefined);
    expect(report.ok).toBe(false);
    expect(faultsOf(report)).toEqual([
      expect.stringMatching(/^failed model: gpt-5.4-mini: .*check OPENAI_API_KEY/),
    ]);
  });

  test('a model has no price, and budgets in USD refuse it', async () => {
    const report = await doctor({ SALES_MODEL: 'unknown-model', SITE_DAILY_USD: '5' });
    expect(report.ok).toBe(false);
    expect(faultsOf(report)).toEqual([
      expect.stringMatching(/^failed model: unknown-model has no price.*add it to MODEL_PRICES$/),
    ]);
  });

  test('the user of the database has no rights, in the database of another user or in an empty one', async () => {
    const own = await createTestDatabase();
    const role = `doctor_${new URL(own.url).pathname.slice(-12)}`;
    await query(own.url, `CREATE ROLE ${role} LOGIN PASSWORD 'rightless'`);
    const url = Object.assign(new URL(own.url), { username: role, password: 'rightless' }).href;
    const stranger = await doctor({ DATABASE_URL: url });
    expect(stranger.ok).toBe(false);
    expect(faultsOf(stranger)).toEqual([
      expect.stringMatching(
        /^failed database: .*may not read and write the table _prisma_migrations and \d+ more: use the user that applied/,
      ),
      'warning secrets: not checked: see the check of the database',
    ]);
    await query(own.url, 'DROP SCHEMA public CASCADE; CREATE SCHEMA public; DROP SCHEMA bullmq CASCADE');
    await query(own.url, `GRANT USAGE ON SCHEMA public TO ${role}`);
    const beginner = await doctor({ DATABASE_URL: url });
    expect(beginner.ok).toBe(false);
    expect(faultsOf(beginner)).toEqual([
      expect.stringMatching(/^failed database: .*may not create tables: grant it CREATE on the schema/),
      expect.stringMatching(/^failed database: .*may not create the schema of the queue/),
      'warning secrets: not checked: see the check of the database',
    ]);
    await query(own.url, `DROP OWNED BY ${role}; DROP ROLE ${role}`);
    await own.drop();
  });

  test('the clocks differ', async () => {
    const own = await createTestDatabase();
    await query(
      own.url,
      `CREATE FUNCTION public.clock_timestamp() RETURNS timestamptz LANGUAGE sql
         AS $$SELECT pg_catalog.clock_timestamp() + interval '5 minutes'$$`,
    );
    const options = encodeURIComponent('-c search_path=public,pg_catalog');
    const report = await doctor({ DATABASE_URL: `${own.url}?options=${options}` });
    expect(report.ok).toBe(false);
    expect(faultsOf(report)).toEqual([
      expect.stringMatching(/^failed clock: (300|299)\.\d s behind that of the database: synchronize both/),
    ]);
    await own.drop();
  });

  ifPgBouncer(
    'PostgreSQL is behind a pooler and DIRECT_DATABASE_URL is not set or is a pooler too',
    async () => {
      const pooler = await startPgBouncer(database.url);
      const without = await doctor({ DATABASE_URL: pooler.url });
      expect(without.ok).toBe(false);
      expect(faultsOf(without)).toEqual([
        expect.stringMatching(/^failed database: .*behind a connection pooler: set DIRECT_DATABASE_URL/),
        'warning secrets: not checked: see the check of the database',
      ]);
      const both = await doctor({ DATABASE_URL: pooler.url, DIRECT_DATABASE_URL: pooler.url });
      expect(faultsOf(both)).toEqual([
        expect.stringMatching(/^failed database: .*DIRECT_DATABASE_URL points to a connection pooler/),
        'warning secrets: not checked: see the check of the database',
      ]);
      const well = await doctor({ DATABASE_URL: pooler.url, DIRECT_DATABASE_URL: database.url });
      expect(well.ok).toBe(true);
      expect(well.checks).toContainEqual({
        check: 'database',
        result: 'ok',
        detail: expect.stringContaining('a pooler that pools transactions'),
      });
      const other = await createTestDatabase();
      const apart = await doctor({ DATABASE_URL: pooler.url, DIRECT_DATABASE_URL: other.url });
      expect(faultsOf(apart)).toEqual([expect.stringMatching(/lead to different databases/)]);
      await pooler.close();
      await other.drop();
    },
  );

  test('webhooks may not leave, by the guard, the network or the proxy', async () => {
    const guarded = await doctor(
      { WEBHOOK_ALLOW_PRIVATE: 'false' },
      { webhookUrl: 'https://127.0.0.1:8443/?token=secret-of-the-receiver' },
    );
    expect(guarded.ok).toBe(false);
    expect(faultsOf(guarded)).toEqual([
      expect.stringMatching(/^failed webhooks: 127.0.0.1:8443 cannot be reached: .*public IP address/),
    ]);
    const closed = await doctor({}, { webhookUrl: 'http://127.0.0.1:1/hook' });
    expect(closed.ok).toBe(false);
    expect(faultsOf(closed)).toEqual([
      expect.stringMatching(/^failed webhooks: 127.0.0.1:1 cannot be reached: .*ECONNREFUSED/),
    ]);
    const proxy = createServer().on('connect', (_request, socket) => {
      socket.end('HTTP/1.1 403 Forbidden\r\n\r\n');
    });
    await once(proxy.listen(0, '127.0.0.1'), 'listening');
    const { port } = proxy.address() as AddressInfo;
    const refused = await doctor({ WEBHOOK_PROXY_URL: `http://127.0.0.1:${port}` });
    expect(refused.ok).toBe(false);
    expect(faultsOf(refused)).toEqual([
      expect.stringMatching(/^failed webhooks: .* cannot be reached through WEBHOOK_PROXY_URL: answered 403/),
    ]);
    await once(proxy.close(), 'close');
  });

  test('a setting is malformed or missing', async () => {
    const report = await doctor({ PORT: 'http', SECRETS_KEY: undefined });
    expect(report.ok).toBe(false);
    expect(faultsOf(report)).toEqual([
      expect.stringMatching(/^failed settings: PORT /),
      expect.stringMatching(/^failed settings: SECRETS_KEY is required/),
    ]);
  });

  test('nothing listens where the database should be', async () => {
    const report = await doctor({ DATABASE_URL: 'postgresql://user:name@127.0.0.1:1/none' });
    expect(report.ok).toBe(false);
    expect(faultsOf(report)).toEqual([
      expect.stringMatching(/^failed database: DATABASE_URL: 127.0.0.1:1: nothing listens there/),
      'warning clock: not checked: see the check of the database',
      'warning secrets: not checked: see the check of the database',
    ]);
  });
});

test('missing migrations are a warning, because a start applies them', async () => {
  const own = await createTestDatabase();
  await query(
    own.url,
    'DELETE FROM _prisma_migrations WHERE migration_name = (SELECT max(migration_name) FROM _prisma_migrations)',
  );
  const report = await doctor({ DATABASE_URL: own.url });
  expect(report.ok).toBe(true);
  expect(faultsOf(report)).toEqual([
    expect.stringMatching(
      /^warning database: .* lacks the newest migrations \(1\): run "lead-followup migrate"/,
    ),
    'warning secrets: not checked: see the check of the database',
  ]);
  await own.drop();
});

test('says what the model server supports, and asks each allowed model', async () => {
  model.respond((request) =>
    request.body.model === 'old-model'
      ? { kind: 'refuse-formats', formats: ['json_schema', 'json_object'] }
      : { kind: 'refuse-formats', formats: ['json_schema'] },
  );
  const report = await doctor({ MODELS_ALLOWED: 'old-model' });
  model.respond(undefined);
  expect(report.ok).toBe(true);
  expect(report.checks.filter(({ check }) => check === 'model').map(({ detail }) => detail)).toEqual([
    expect.stringMatching(/^gpt-5.4-mini returns structured answers in JSON mode/),
    expect.stringMatching(/^old-model returns structured answers when the prompt asks for them/),
  ]);
});

test('on a checkout, examines the embedded PostgreSQL, whether it runs or not', async () => {
  const env = { DATA_DIR: join(folder, 'data'), HOST: '127.0.0.1' };
  const args = ['--json', '--webhook-url', 'https://127.0.0.1:1/'];
  const examine = async () => {
    const command = runScript('scripts/doctor.ts', env, args);
    await command.exited;
    const { checks } = JSON.parse(command.output()) as Report;
    return Object.fromEntries(checks.map(({ check, detail }) => [check, detail]));
  };
  const expected = {
    database: expect.stringMatching(/^PostgreSQL 1\d/),
    disk: expect.stringMatching(/^\d+ MB are free in DATA_DIR/),
    model: expect.stringMatching(/^the offline writer is on/),
  };
  expect(await examine()).toMatchObject(expected);
  const running = runScript('scripts/start.ts', env);
  await running.waitForOutput(/lead-followup is up/, 60_000);
  expect(await examine()).toMatchObject({
    ...expected,
    database: expect.stringContaining('all migrations are applied'),
  });
  running.kill('SIGTERM');
  expect((await running.exited).code).toBe(0);
}, 120_000);

test.each([
  [5_000, 'ok'],
  [1_000, 'warning'],
  [100, 'failed'],
] as const)('%i MB on the disk of the embedded PostgreSQL are %s', (megabytes, result) => {
  expect(describeDisk(megabytes)).toMatchObject({
    result,
    detail: expect.stringContaining(`${megabytes} MB`),
  });
});
