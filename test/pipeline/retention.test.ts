import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { documentedExample, leadFollowUpPath } from '../../src/contract/documented-example.ts';
import { deleteExpired } from '../../src/follow-ups/delete-expired.ts';
import { startWorkers } from '../../workers/start-workers.ts';
import { startService, type TestService } from '../harness/start-service.ts';
import { until } from '../harness/until.ts';

let service: TestService;

beforeAll(async () => {
  service = await startService({
    workers: false,
    settings: { RETENTION_DAYS: '30', SWEEP_INTERVAL_MS: '50' },
  });
});

afterAll(async () => {
  await service.close();
});

const pool = () => service.services.database.pool;

async function accept(headers: Record<string, string> = {}): Promise<string> {
  const answer = await service.request('POST', leadFollowUpPath, { body: documentedExample, headers });
  return answer.body.data.id;
}

/** As if it had been made, and had ended where it has, that many days ago. */
async function age(id: string, days: number): Promise<void> {
  const past = `now() - make_interval(days => ${days})`;
  await pool().query(
    `UPDATE follow_up SET created_at = ${past},
       finished_at = CASE WHEN finished_at IS NOT NULL THEN ${past} END WHERE id = $1`,
    [id],
  );
}

async function rowsOf(id: string): Promise<number[]> {
  const { rows } = await pool().query(
    `SELECT (SELECT count(*)::int FROM follow_up WHERE id = $1) AS follow_ups,
       (SELECT count(*)::int FROM command WHERE follow_up_id = $1) AS commands,
       (SELECT count(*)::int FROM event WHERE follow_up_id = $1) AS events,
       (SELECT count(*)::int FROM idempotency_key WHERE follow_up_id = $1) AS keys`,
    [id],
  );
  return Object.values(rows[0]);
}

const sweepOut = () => deleteExpired(service.services, new AbortController().signal);

test('what ended long enough ago is deleted with all that hangs on it, and nothing else is', async () => {
  const expired = await accept({ 'idempotency-key': 'expired' });
  const kept = await accept({ 'idempotency-key': 'kept' });
  const unfinished = await accept();
  for (const id of [expired, kept]) await service.request('POST', `/api/follow-ups/${id}/cancel`);
  await age(expired, 31);
  await age(kept, 29);
  await age(unfinished, 1000);
  expect(await rowsOf(expired)).toEqual([1, 2, 4, 1]);

  await sweepOut();
  expect(await rowsOf(expired)).toEqual([0, 0, 0, 0]);
  expect(await rowsOf(kept)).toEqual([1, 2, 4, 1]);
  expect(await rowsOf(unfinished)).toEqual([1, 2, 1, 0]);
});

test('a retry outlives what it tries again', async () => {
  const original = await accept();
  await service.request('POST', `/api/follow-ups/${original}/cancel`);
  const retry = await accept();
  await pool().query('UPDATE follow_up SET retry_of = $1 WHERE id = $2', [original, retry]);
  await age(original, 31);
  await sweepOut();
  const { body } = await service.request('GET', `/api/follow-ups/${retry}`);
  expect(body.data.retry_of).toBeNull();
});

test('an idempotency key is deleted when it has expired, whatever became of its follow-up', async () => {
  const id = await accept({ 'idempotency-key': 'yesterday' });
  await pool().query('UPDATE idempotency_key SET expires_at = now() WHERE follow_up_id = $1', [id]);
  await sweepOut();
  expect(await rowsOf(id)).toEqual([1, 2, 1, 0]);
});

test('what a site spent is forgotten after as many days', async () => {
  const spend = (daysAgo: number) =>
    pool().query(
      `INSERT INTO site_spend (organisation_id, site_id, day)
       SELECT organisation_id, id, current_date - $1::int FROM site LIMIT 1`,
      [daysAgo],
    );
  await spend(31);
  await spend(29);
  await sweepOut();
  const { rows } = await pool().query('SELECT current_date - day AS age FROM site_spend');
  expect(rows).toEqual([{ age: 29 }]);
});

test('more than one batch is deleted at once', async () => {
  const id = await accept();
  await pool().query(
    `INSERT INTO follow_up (id, organisation_id, site_id, lead_id, status, request, facts, plan, finished_at)
     SELECT 'fup_' || n, organisation_id, site_id, lead_id, 'cancelled', '{}', '{}', '{}', now() - interval '1 year'
     FROM follow_up, generate_series(1, 1001) n WHERE id = $1`,
    [id],
  );
  await sweepOut();
  const { rows } = await pool().query(
    `SELECT 1 FROM follow_up WHERE finished_at < now() - interval '30 days'`,
  );
  expect(rows).toEqual([]);
});

test('the workers see to it', async () => {
  const id = await accept();
  await service.request('POST', `/api/follow-ups/${id}/cancel`);
  await age(id, 31);
  const workers = startWorkers(service.services);
  await until(async () => (await rowsOf(id))[0] === 0);
  await workers.close();
});
