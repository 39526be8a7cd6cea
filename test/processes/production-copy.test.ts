import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { demoIds, demoKey, loadDemoData } from '../../prisma/demo-data.ts';
import { freePort } from '../../scripts/embedded/free-port.ts';
import { leadFollowUpPath } from '../../src/contract/documented-example.ts';
import { createDatabase } from '../../src/platform/database.ts';
import { createLogger } from '../../src/platform/logger.ts';
import { createSecrets } from '../../src/platform/secrets.ts';
import { startModelServer } from '../harness/model-server.ts';
import { startProcess, type TestProcess } from '../harness/processes.ts';
import { createTestDatabase, type TestDatabase } from '../harness/test-database.ts';
import { startTraceCollector } from '../harness/trace-collector.ts';
import { startWebhookReceiver } from '../harness/webhook-receiver.ts';

const root = join(import.meta.dirname, '../..');
const secretsKey = Buffer.alloc(32, 7);
/** What a production host has of the project: the build, package.json and the lockfile, and nothing else. */
let folder: string;
let database: TestDatabase;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'lead-followup production '));
  const node = (...args: string[]) => execFileSync(process.execPath, args, { cwd: root, stdio: 'pipe' });
  const compiler = 'node_modules/typescript-compiler/bin/tsc';
  node(compiler, '-p', 'tsconfig.build.json', '--outDir', join(folder, 'dist'));
  node('scripts/copy-files.mjs', join(folder, 'dist'));
  for (const file of ['package.json', 'package-lock.json']) cpSync(join(root, file), join(folder, file));
  execFileSync('npm', ['ci', '--omit=dev', '--no-audit', '--no-fund', '--prefer-offline'], {
    cwd: folder,
    stdio: 'pipe',
    shell: process.platform === 'win32',
  });
  database = await createTestDatabase();
}, 300_000);

afterAll(async () => {
  await database?.drop();
  rmSync(folder, { recursive: true, force: true });
});

function command(args: readonly string[], env: Record<string, string | undefined> = {}): TestProcess {
  return startProcess({
    command: process.execPath,
    args: ['dist/cli/main.js', ...args],
    cwd: folder,
    env: {
      NODE_OPTIONS: undefined,
      REDIS_URL: undefined,
      OPENAI_API_KEY: undefined,
      OPENAI_BASE_URL: undefined,
      DATABASE_URL: database.url,
      SECRETS_KEY: secretsKey.toString('base64'),
      ADMIN_KEY: 'the-operators-key-of-the-tests-01',
      PORT: '0',
      ...env,
    },
  });
}

async function outputOf(args: readonly string[], env?: Record<string, string | undefined>) {
  const started = command(args, env);
  const { code } = await started.exited;
  return { code, output: started.output() };
}

/** Runs the health check of the image. @returns its exit code */
async function healthCheck(env: Record<string, string>): Promise<number | null> {
  const [, test = '[]'] = /HEALTHCHECK .*\\\n +CMD (\[.*\])$/m.exec(readFileSync('Dockerfile', 'utf8')) ?? [];
  const [program = '', ...args] = JSON.parse(test) as string[];
  expect(program).toBe('node');
  return (await startProcess({ command: process.execPath, args, env }).exited).code;
}

function megabytes(path: string): number {
  let bytes = 0;
  for (const name of readdirSync(path, { recursive: true, encoding: 'utf8' })) {
    const file = statSync(join(path, name), { throwIfNoEntry: false });
    if (file?.isFile()) bytes += file.size;
  }
  return bytes / 1_000_000;
}

test('what production installs is below 250 MB, without the command line of Prisma and the build tools', () => {
  expect(megabytes(join(folder, 'node_modules'))).toBeLessThan(250);
  const packages = readdirSync(join(folder, 'node_modules'));
  for (const tool of ['prisma', 'prisma-cli', 'vite', 'typescript', 'tsx', 'jest']) {
    expect(packages).not.toContain(tool);
  }
});

test('the command line lists its commands, and each says how it is used', async () => {
  const help = await outputOf(['--help']);
  expect(help).toMatchObject({ code: 0, output: expect.stringContaining('usage: lead-followup <command>') });
  const names = [...help.output.matchAll(/^ {2}([a-z:]+) /gm)].map(([, name]) => name ?? '');
  expect(names).toEqual(
    expect.arrayContaining(['api', 'workers', 'migrate', 'org:create', 'import', 'doctor']),
  );
  for (const name of names) {
    const { code, output } = await outputOf([name, '--help']);
    expect([name, code]).toEqual([name, 0]);
    expect(output).toContain(`usage: lead-followup ${name}`);
  }
  expect(await outputOf(['--version'])).toEqual({
    code: 0,
    output: expect.stringMatching(/^\d+\.\d+\.\d+\n$/),
  });
  expect(await outputOf(['deploy'])).toMatchObject({
    code: 1,
    output: expect.stringMatching(/no command deploy/),
  });
});

test('a database is migrated, and an organisation gets its first key', async () => {
  expect(await outputOf(['migrate'])).toMatchObject({ code: 0 });
  const created = await outputOf(['org:create', '--name', 'Acme']);
  expect(created).toMatchObject({ code: 0, output: expect.stringMatching(/^api key {2}lf_\S+/m) });
  expect(await outputOf(['org:create'])).toEqual({
    code: 1,
    output: expect.stringMatching(/^name is required.*usage/),
  });
  const missing = await outputOf(['import', 'leads.csv', '--site', demoIds.sites.acme], { DATABASE_URL: '' });
  expect(missing).toEqual({ code: 1, output: expect.stringMatching(/^DATABASE_URL is required[^\n]*\n$/) });
});

test('doctor reports each dependency, and fails when something does not work', async () => {
  const model = await startModelServer();
  const receiver = await startWebhookReceiver();
  const well = await outputOf(['doctor', '--webhook-url', receiver.url], {
    OPENAI_BASE_URL: model.baseUrl,
    WEBHOOK_ALLOW_PRIVATE: 'true',
  });
  expect(well.output).toMatch(
    /^ok +settings: .*\nok +database: PostgreSQL 1\d.*\nok +clock: .*\nok +secrets: .*\nok +queue: .*\nok +model: .*\nok +webhooks: .*\n$/,
  );
  expect(well.code).toBe(0);
  model.respond({ kind: 'status', status: 401 });
  const refused = await outputOf(['doctor', '--json'], {
    OPENAI_BASE_URL: model.baseUrl,
    REDIS_URL: 'redis://127.0.0.1:1',
    OPENAI_BASE_URI: 'x',
  });
  expect(refused.code).toBe(1);
  expect(JSON.parse(refused.output).checks).toEqual(
    expect.arrayContaining([
      {
        check: 'settings',
        result: 'warning',
        detail: expect.stringContaining('did you mean OPENAI_BASE_URL?'),
      },
      {
        check: 'queue',
        result: 'failed',
        detail: expect.stringMatching(/^REDIS_URL: Redis at .*nothing listens there/),
      },
      { check: 'model', result: 'failed', detail: expect.stringContaining('check OPENAI_API_KEY') },
    ]),
  );
  await model.close();
});

test('API and workers write a follow-up, and end with 0 when they are told to', async () => {
  const own = await createTestDatabase();
  const prepared = createDatabase(own.url, createLogger({ LOG_LEVEL: 'silent', LOG_FORMAT: 'json' }));
  await loadDemoData(prepared, createSecrets([secretsKey]));
  await prepared.close();
  writeFileSync(join(folder, 'leads.csv'), 'id,name,email\n501,Ada Example,ada@shop.example\n');
  expect(
    await outputOf(['import', 'leads.csv', '--site', demoIds.sites.acme], { DATABASE_URL: own.url }),
  ).toMatchObject({ code: 0 });
  const newKey = Buffer.alloc(32, 8).toString('base64');
  const bothKeys = `${newKey},${secretsKey.toString('base64')}`;
  expect(await outputOf(['secrets:rotate'], { DATABASE_URL: own.url, SECRETS_KEY: bothKeys })).toMatchObject({
    code: 0,
    output: expect.stringMatching(/^encrypted again +[1-9]/m),
  });

  const [healthPort, idlePort] = [await freePort(), await freePort()];
  const collector = await startTraceCollector();
  const trial = {
    DATABASE_URL: own.url,
    SECRETS_KEY: newKey,
    OFFLINE_WRITER: 'true',
    LOG_FORMAT: 'json',
    OTEL_EXPORTER_OTLP_ENDPOINT: collector.url,
    WORKER_HEALTH_PORT: String(healthPort),
  };
  const api = command(['api'], trial);
  const workers = command(['workers'], trial);
  const [, url = ''] = await api.waitForOutput(/"url":"([^"]+)"/);
  const answer = await fetch(`${url}${leadFollowUpPath}?wait=30`, {
    method: 'POST',
    headers: { 'x-api-key': demoKey, 'content-type': 'application/json' },
    body: JSON.stringify({ siteId: demoIds.sites.acme, leadId: demoIds.leads.jane }),
  });
  expect(answer.status).toBe(200);
  expect((await fetch(`${url}/tester`)).headers.get('content-type')).toContain('text/html');
  // Each in a container of its own, where the other's port is closed.
  const checks = [
    { PORT: new URL(url).port, WORKER_HEALTH_PORT: String(idlePort) },
    { PORT: String(idlePort), WORKER_HEALTH_PORT: String(healthPort) },
  ];
  for (const check of checks) expect(await healthCheck(check)).toBe(0);
  for (const started of [api, workers]) {
    started.kill('SIGTERM');
    expect(await started.exited).toEqual({ code: 0, signal: null });
  }
  const traced = collector.exports.map(({ body }) => body.toString('latin1')).join();
  for (const name of ['send sales', 'process copywriter']) expect(traced).toContain(name);
  await collector.close();
  for (const check of checks) expect(await healthCheck(check)).toBe(1);
  await own.drop();
});
