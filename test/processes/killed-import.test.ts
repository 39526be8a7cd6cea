import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import pg from 'pg';
import { demoIds, demoKey, loadDemoData } from '../../prisma/demo-data.ts';
import type { TestProcess } from '../harness/processes.ts';
import { query } from '../harness/query.ts';
import { describeEachQueueBackend, type OpenQueueBackend } from '../harness/queue-backends.ts';
import { runScript } from '../harness/run-script.ts';
import { startService, type TestService } from '../harness/start-service.ts';
import { createTestDatabase, type TestDatabase } from '../harness/test-database.ts';
import { until } from '../harness/until.ts';

const site = demoIds.sites.noChannels;
const id = (number: number) => `d0000000-0000-4000-8000-${String(number).padStart(12, '0')}`;
const rows = 5_000;

describeEachQueueBackend('an import', (backend) => {
  let queue: OpenQueueBackend;
  let database: TestDatabase;
  let service: TestService;
  let client: pg.Client;

  beforeAll(async () => {
    queue = await backend.open();
    database = await createTestDatabase();
    service = await startService({ databaseUrl: database.url, redisUrl: queue.redisUrl, workers: false });
    await loadDemoData(service.services.database, service.services.secrets);
    client = new pg.Client({ connectionString: database.url });
    await client.connect();
  });

  afterAll(async () => {
    await client.end();
    await service.close();
    await database.drop();
    await queue.close();
  });

  beforeEach(() => client.query('DELETE FROM lead WHERE site_id = $1', [site]));

  function startWorker(): TestProcess {
    return runScript('test/harness/quick-worker.ts', {
      DATABASE_URL: database.url,
      REDIS_URL: queue.redisUrl,
      SECRETS_KEY: service.services.config.SECRETS_KEY.map((key) => key.toString('base64')).join(),
      ADMIN_KEY: service.services.config.ADMIN_KEY,
      LOG_FORMAT: 'json',
      SHUTDOWN_GRACE_MS: '0',
      SWEEP_INTERVAL_MS: '200',
    });
  }

  /** A file with a warning in each thousand rows, whose last row repeats the first one. */
  async function send(): Promise<string> {
    const lines = Array.from({ length: rows - 1 }, (_, number) => {
      const email = number % 1_000 === 500 ? 'nobody at home' : `lead${number}@kill.example`;
      return `${id(number)},Lead ${number},${email}\n`;
    });
    const response = await fetch(`${service.url}/api/sites/${site}/leads/import`, {
      method: 'POST',
      headers: { 'x-api-key': demoKey, 'content-type': 'text/csv' },
      body: `id,name,email\n${lines.join('')}${id(0)},Lead 0 again,lead0@kill.example\n`,
    });
    return ((await response.json()) as { data: { urls: { self: string } } }).data.urls.self;
  }

  /** Makes the import wait in the middle: another transaction holds a lead of its third batch. */
  async function block(): Promise<void> {
    await client.query(
      `INSERT INTO lead (organisation_id, id, site_id, name) VALUES ($1, $2, $3, 'Locked')`,
      [demoIds.organisation, id(2_500), site],
    );
    await client.query('BEGIN');
    await client.query('SELECT 1 FROM lead WHERE id = $1 FOR UPDATE', [id(2_500)]);
  }

  async function untilBlocked(): Promise<void> {
    await until(async () => {
      const waiting = await query(
        database.url,
        `SELECT 1 FROM pg_stat_activity
         WHERE datname = current_database() AND wait_event_type = 'Lock' AND query LIKE '%INTO lead %'`,
      );
      return waiting.length > 0;
    }, 60_000);
  }

  const read = async (self: string) => (await service.request('GET', self)).body.data;

  test.each<[NodeJS.Signals, unknown]>([
    ['SIGKILL', { code: null, signal: 'SIGKILL' }],
    ['SIGTERM', { code: 0, signal: null }],
  ])(
    'in whose middle the worker gets %s is continued by another one: nothing lost, nothing twice',
    async (signal, exit) => {
      const self = await send();
      await block();
      const first = startWorker();
      await untilBlocked();
      expect(await read(self)).toMatchObject({ status: 'running', rows: 2_000, created: 2_000, skipped: 0 });
      first.kill(signal);
      if (signal === 'SIGKILL') expect(await first.exited).toEqual(exit);
      await client.query('COMMIT');
      expect(await first.exited).toEqual(exit);

      const second = startWorker();
      await until(async () => (await read(self)).finished_at !== null, 60_000, 100);
      const report = await read(self);
      expect(report).toMatchObject({
        status: 'completed',
        ...{ rows, created: rows - 2, updated: 1, unchanged: 0, skipped: 1 },
        warning_count: 6,
      });
      expect(report.warnings.map(({ line }: { line: number }) => line)).toEqual([
        502, 1502, 2502, 3502, 2, 4502,
      ]);
      const { rows: stored } = await client.query(
        `SELECT count(*)::int AS leads, count(email)::int AS emails, count(DISTINCT name)::int AS names,
           count(*) FILTER (WHERE name = 'Lead 0 again')::int AS repeated FROM lead WHERE site_id = $1`,
        [site],
      );
      expect(stored).toEqual([{ leads: rows - 1, emails: rows - 6, names: rows - 1, repeated: 1 }]);
      expect(await query(database.url, 'SELECT FROM lead_import_part')).toEqual([]);
      second.kill();
      expect((await second.exited).code).toBe(0);
    },
    180_000,
  );

  // What follows is up to the rows, which are the same whatever the queue is in.
  if (backend.name === 'postgres') return;

  test('during which three workers were killed fails, and its file is deleted', async () => {
    const self = await send();
    await block();
    for (let deaths = 0; deaths < 3; deaths += 1) {
      const worker = startWorker();
      await untilBlocked();
      worker.kill('SIGKILL');
      await worker.exited;
      // The server notices the death once the statement no longer waits.
      await query(
        database.url,
        `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
         WHERE datname = current_database() AND wait_event_type = 'Lock'`,
      );
    }
    await client.query('COMMIT');
    const last = startWorker();
    await until(async () => (await read(self)).finished_at !== null, 60_000, 100);
    expect(await read(self)).toMatchObject({
      status: 'failed',
      rows: 2_000,
      error: { code: 'PROCESS_DIED' },
    });
    expect(await query(database.url, 'SELECT FROM lead_import_part')).toEqual([]);
    last.kill();
    expect((await last.exited).code).toBe(0);
  }, 180_000);

  test('whose job the queue never got is found by the sweeper', async () => {
    const self = await send();
    // As if the process had died before it enqueued the job.
    const [queued] = service.services.queues.openQueues().filter(({ name }) => name === 'import-leads');
    await queued?.remove(self.split('/').at(-1) ?? '');
    await client.query(`UPDATE lead_import SET checked_at = now() - interval '1 hour'`);
    const worker = startWorker();
    await until(async () => (await read(self)).finished_at !== null, 60_000, 100);
    expect(await read(self)).toMatchObject({ status: 'completed', rows });
    worker.kill();
    expect((await worker.exited).code).toBe(0);
  }, 180_000);
});
