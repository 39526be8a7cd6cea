import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { documentedExample, leadFollowUpPath } from '../../src/contract/documented-example.ts';
import { redeliver } from '../../src/webhooks/deliveries.ts';
import { claimDelivery, readDelivery, recordAttempt } from '../../src/webhooks/delivery-rows.ts';
import { enqueueDue } from '../../src/webhooks/enqueue.ts';
import type { SendResult } from '../../src/webhooks/send.ts';
import { demoAdmin } from '../harness/principal.ts';
import { startService, type TestService } from '../harness/start-service.ts';

let service: TestService;

beforeAll(async () => {
  service = await startService({ workers: false, settings: { WEBHOOK_ALLOW_PRIVATE: 'true' } });
});

afterAll(() => service.close());

/** The delivery of a follow-up that was cancelled; no worker makes its attempts. */
async function waitingDelivery() {
  const body = { ...documentedExample, callbackUrl: 'http://127.0.0.1:9/hook' };
  const { id: followUpId, urls } = (await service.request('POST', leadFollowUpPath, { body })).body.data;
  await service.request('POST', urls.cancel);
  const delivery = await service.services.database.prisma.delivery.findFirstOrThrow({
    where: { event: { followUpId } },
  });
  return { id: delivery.id, followUpId };
}

const answered = (statusCode: number): SendResult => ({
  at: new Date(),
  statusCode,
  durationMs: 5,
  error: statusCode < 300 ? null : `answered ${statusCode}`,
  responseExcerpt: null,
  retryAfterMs: null,
});

/** Begins the last attempt of a delivery's schedule, and asks for the delivery again while that is under way. */
async function askedForAgain() {
  const { database } = service.services;
  const { id, followUpId } = await waitingDelivery();
  await database.prisma.delivery.update({ where: { id }, data: { tries: 9 } });
  const delivery = await readDelivery(database, id);
  if (!delivery) throw new Error('no delivery');
  expect(await claimDelivery(database, delivery, 60_000)).not.toBeNull();
  expect(await redeliver(service.services, demoAdmin, followUpId, id)).toMatchObject({ status: 'pending' });
  return delivery;
}

test('a delivery that is asked for again while its last attempt fails is made again, with a whole schedule', async () => {
  const { database } = service.services;
  const delivery = await askedForAgain();
  expect(await recordAttempt(database, delivery, answered(500))).toBe('pending');
  const { dueInMs, ...after } = (await readDelivery(database, delivery.id)) ?? {};
  expect(after).toMatchObject({ status: 'pending', attempt: 1, tries: 0 });
  expect(dueInMs).toBeLessThanOrEqual(0);
  expect(await database.prisma.deliveryAttempt.count({ where: { deliveryId: delivery.id } })).toBe(1);
});

test('a delivery that is asked for again while an attempt arrives has arrived', async () => {
  const { database } = service.services;
  const delivery = await askedForAgain();
  expect(await recordAttempt(database, delivery, answered(204))).toBe('delivered');
  expect(await readDelivery(database, delivery.id)).toMatchObject({ status: 'delivered', dueInMs: null });
});

test('a delivery that someone is changing keeps the sweeper from none of the others', async () => {
  const { pool, prisma } = service.services.database;
  const [changing, other] = [await waitingDelivery(), await waitingDelivery()];
  const longAgo = new Date(Date.now() - 60_000);
  await prisma.delivery.updateMany({
    data: { nextAttemptAt: longAgo, checkedAt: longAgo },
    where: { status: 'pending' },
  });
  const connection = await pool.connect();
  await connection.query('BEGIN');
  await connection.query('SELECT id FROM delivery WHERE id = $1 FOR UPDATE', [changing.id]);
  await enqueueDue(service.services, new AbortController().signal);
  await connection.query('ROLLBACK');
  connection.release();
  const checkedAt = async ({ id }: { id: string }) =>
    (await prisma.delivery.findUniqueOrThrow({ where: { id } })).checkedAt.getTime();
  expect(await checkedAt(changing)).toBe(longAgo.getTime());
  expect(await checkedAt(other)).toBeGreaterThan(longAgo.getTime());
});

test('after an outage, one sweep enqueues all deliveries that are due, each once', async () => {
  const { services } = service;
  const { pool } = services.database;
  const { id } = await waitingDelivery();
  const copies = 1_200;
  await pool.query(
    `WITH events AS (
       INSERT INTO event (id, organisation_id, follow_up_id, seq, type)
       SELECT 'evt_copy_' || n, e.organisation_id, e.follow_up_id, 1000 + n, 'follow_up.queued'
       FROM delivery d JOIN event e ON e.id = d.event_id, generate_series(1, ${copies}) n WHERE d.id = $1)
     INSERT INTO delivery (id, organisation_id, event_id, url, next_attempt_at)
     SELECT 'whd_copy_' || n, organisation_id, 'evt_copy_' || n, url, now()
     FROM delivery, generate_series(1, ${copies}) n WHERE id = $1`,
    [id],
  );
  await pool.query(
    `UPDATE delivery SET next_attempt_at = now() - interval '1 minute', checked_at = now() - interval '1 minute'
     WHERE status = 'pending'`,
  );
  await enqueueDue(services, new AbortController().signal);
  const { rows } = await pool.query<{ jobs: number; unchecked: number }>(
    `SELECT (SELECT count(*)::int FROM bullmq.job WHERE data::text LIKE '%whd_copy_%') AS jobs,
            (SELECT count(*)::int FROM delivery
             WHERE status = 'pending' AND checked_at < now() - interval '30 seconds') AS unchecked`,
  );
  expect(rows).toEqual([{ jobs: copies, unchecked: 0 }]);
});
