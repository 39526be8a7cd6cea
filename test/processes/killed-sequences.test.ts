import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { demoIds, loadDemoData } from '../../prisma/demo-data.ts';
import { documentedExample } from '../../src/contract/documented-example.ts';
import type { TestProcess } from '../harness/processes.ts';
import { query } from '../harness/query.ts';
import { runScript } from '../harness/run-script.ts';
import { startService, type TestService } from '../harness/start-service.ts';
import { createTestDatabase, type TestDatabase } from '../harness/test-database.ts';
import { until } from '../harness/until.ts';

const enrollments = 24;
const kills = 4;
const site = `/api/sites/${demoIds.sites.acme}`;

let database: TestDatabase;
let service: TestService;

beforeAll(async () => {
  database = await createTestDatabase();
  const limits = { RATE_LIMIT_PER_MINUTE: '100000', ORGANISATION_RATE_LIMIT_PER_MINUTE: '100000' };
  service = await startService({ databaseUrl: database.url, workers: false, settings: limits });
  await loadDemoData(service.services.database, service.services.secrets);
});

afterAll(async () => {
  await service.close();
  await database.drop();
});

async function startWorker(): Promise<TestProcess> {
  const worker = runScript('test/harness/quick-worker.ts', {
    DATABASE_URL: database.url,
    SECRETS_KEY: service.services.config.SECRETS_KEY.map((key) => key.toString('base64')).join(),
    ADMIN_KEY: service.services.config.ADMIN_KEY,
    LOG_FORMAT: 'json',
    OFFLINE_WRITER: 'true',
    FACT_CHECK: 'off',
    SWEEP_INTERVAL_MS: '500',
    ORPHAN_AFTER_MS: '2000',
  });
  await worker.waitForOutput(/workers started/, 60_000);
  return worker;
}

/** Kills one of two workers after the other, each after a moment of work. @returns those that still run */
async function killWorkers(): Promise<TestProcess[]> {
  const workers = await Promise.all([startWorker(), startWorker()]);
  for (let count = 0; count < kills; count += 1) {
    await sleep(Math.random() * 700);
    const victim = workers.shift();
    victim?.kill('SIGKILL');
    await victim?.exited;
    workers.push(await startWorker());
  }
  return workers;
}

async function enrollAll(): Promise<{ id: string; leadId: string }[]> {
  const sequenceId = crypto.randomUUID();
  const steps = [
    { key: 'first', wait: 'PT0S' },
    { key: 'reviewed', wait: 'PT0S', review: true },
    { key: 'last', wait: 'PT1S' },
  ];
  await service.request('PUT', `${site}/sequences/${sequenceId}`, { body: { name: 'Killed', steps } });
  const { name, company, position, pain_points } = documentedExample.leadData;
  const leadIds = Array.from({ length: enrollments }, () => crypto.randomUUID());
  for (const leadId of leadIds) {
    const lead = { name, company, position, pain_points, email: `${leadId}@example.com` };
    await service.request('PUT', `${site}/leads/${leadId}`, { body: lead });
  }
  const { body } = await service.request('POST', `/api/sequences/${sequenceId}/enrollments/bulk`, {
    body: { enrollments: leadIds.map((lead_id) => ({ lead_id })) },
  });
  return body.data.map(({ data }: { data: { id: string; lead_id: string } }) => ({
    id: data.id,
    leadId: data.lead_id,
  }));
}

/** Replies at any moment: while a step waits, is written, is reviewed or is being published. */
async function reply(leadIds: readonly string[]): Promise<void> {
  await Promise.all(
    leadIds.map(async (leadId) => {
      await sleep(Math.random() * 8_000);
      const body = { date: '2026-11-26', type: 'reply', summary: 'Yes, please' };
      await service.request('POST', `/api/leads/${leadId}/interactions`, { body });
    }),
  );
}

/** Two reviewers approve what waits for them, both at once. */
async function review(isOver: () => boolean): Promise<void> {
  while (!isOver()) {
    const { body } = await service.request('GET', '/api/follow-ups?review=pending&view=full&limit=20');
    await Promise.all(
      body.data.flatMap((followUp: { id: string; review: { revisions: object } }) =>
        ['Ana', 'Ben'].map((reviewer) =>
          service.request('POST', `/api/follow-ups/${followUp.id}/approve`, {
            body: { revisions: followUp.review.revisions, reviewer, stale: 'accept' },
          }),
        ),
      ),
    );
    await sleep(200);
  }
}

test('workers that are killed and leads that reply at any moment: no step twice, none after a stop, none stuck', async () => {
  const enrolled = await enrollAll();
  const replying = enrolled.filter((_, index) => index % 2 === 0).map(({ leadId }) => leadId);
  let isOver = false;
  const reviewing = review(() => isOver);
  const [workers] = await Promise.all([killWorkers(), reply(replying)]);
  const countOpen = async () =>
    (
      await query<{ count: number }>(
        database.url,
        `SELECT count(*)::int FROM enrollment WHERE finished_at IS NULL`,
      )
    )[0]?.count;
  await until(async () => (await countOpen()) === 0, 120_000, 250).finally(() => {
    isOver = true;
  });
  await reviewing;

  const rows = await query<{ status: string; count: number }>(
    database.url,
    'SELECT status, count(*)::int FROM enrollment GROUP BY status',
  );
  expect(new Set(rows.map(({ status }) => status))).toEqual(new Set(['finished', 'stopped']));
  expect(
    await query(
      database.url,
      `SELECT enrollment_id, step_key FROM follow_up WHERE status = 'completed'
       GROUP BY enrollment_id, step_key HAVING count(*) > 1`,
    ),
  ).toEqual([]);
  // Times are those of transactions that may have waited for each other's locks.
  expect(
    await query(
      database.url,
      `SELECT e.id FROM enrollment e JOIN event stop ON stop.enrollment_id = e.id AND stop.type = 'enrollment.stopped'
       JOIN follow_up f ON f.enrollment_id = e.id JOIN event done ON done.follow_up_id = f.id
       WHERE done.type IN ('follow_up.completed', 'follow_up.queued') AND done.created_at > stop.created_at + interval '2 seconds'`,
    ),
  ).toEqual([]);
  expect(await query(database.url, 'SELECT id FROM follow_up WHERE finished_at IS NULL')).toEqual([]);
  const finished = enrolled.length - replying.length;
  expect(rows.find(({ status }) => status === 'finished')?.count).toBeGreaterThanOrEqual(finished);
  for (const worker of workers) worker.kill();
  expect(await Promise.all(workers.map(({ exited }) => exited))).toEqual(
    workers.map(() => ({ code: 0, signal: null })),
  );
}, 300_000);
