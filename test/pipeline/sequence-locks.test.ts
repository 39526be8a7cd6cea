import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { demoIds } from '../../prisma/demo-data.ts';
import { claimCommand, completeCommand } from '../../src/commands/transitions.ts';
import { documentedExample, leadFollowUpPath } from '../../src/contract/documented-example.ts';
import { newId } from '../../src/platform/ids.ts';
import { lockEnrollment } from '../../src/sequences/lock-enrollment.ts';
import { runEnrollment } from '../../src/sequences/start-step.ts';
import { copywriter } from '../../workers/processors/copywriter.ts';
import { sales } from '../../workers/processors/sales.ts';
import { startWorkers } from '../../workers/start-workers.ts';
import { codeOf, driveSequences, manyRequests, site, step } from '../harness/sequence-driver.ts';
import { startService, type TestService } from '../harness/start-service.ts';
import { until } from '../harness/until.ts';

let service: TestService;

beforeAll(async () => {
  service = await startService({ settings: manyRequests, workers: false });
});

afterAll(() => service.close());

const { read, followUp, putSequence, storeSequence, storeLead, enroll, waitsFor } = driveSequences(
  () => service,
);

/** Transactions that a test has opened, so that one that fails leaves none behind. */
const opened: { end(statement: string): Promise<void> }[] = [];
afterEach(async () => {
  for (const transaction of opened.splice(0)) await transaction.end('ROLLBACK');
});

/** A transaction on a connection of its own. */
async function begin() {
  const client = await service.services.database.pool.connect();
  let isOpen = true;
  const end = async (statement: string) => {
    if (!isOpen) return;
    isOpen = false;
    await client.query(statement);
    client.release();
  };
  const lock = (table: string) => async (id: string) => {
    await client.query(`SELECT 1 FROM ${table} WHERE id = $1 FOR NO KEY UPDATE`, [id]);
  };
  const transaction = {
    query: client.query.bind(client),
    lockEnrollment: lock('enrollment'),
    lockFollowUp: lock('follow_up'),
    commit: () => end('COMMIT'),
    end,
  };
  await client.query('BEGIN');
  opened.push(transaction);
  return transaction;
}

/** Waits until this many statements wait for locks. */
const areWaiting = (count: number) =>
  until(async () => {
    const { rows } = await service.services.database.pool.query<{ count: number }>(
      `SELECT count(*)::int FROM pg_stat_activity
       WHERE datname = current_database() AND wait_event_type = 'Lock'`,
    );
    return rows[0]?.count === count;
  });

const single = { steps: [step('only', '0 days')] };
const reviewed = { steps: [step('only', '0 days', { review: true })] };

/** An enrollment whose step is to be written. */
async function startOne(sequenceId: string) {
  const id = await enroll(sequenceId, await storeLead());
  await runEnrollment(service.services, id);
  const [{ id: followUpId }] = (await read(id)).follow_ups;
  const { command_ids: commandIds } = await followUp(followUpId);
  return { id, followUpId, commandIds };
}

/** Runs a phase as its job does. */
const run = (phase: typeof sales, followUpId: string, commandId: string) =>
  phase(service.services, {
    data: { followUpId, commandId, generation: 0 },
    lastAttempt: true,
    stopSignals: [],
  });

const dueAt = async (id: string) =>
  (await service.services.database.prisma.enrollment.findUniqueOrThrow({ where: { id } })).dueAt;

describe('a pause of a sequence', () => {
  test('that a finished step meets is waited for, and nothing is published', async () => {
    const sequenceId = await storeSequence(single);
    const { id, followUpId, commandIds } = await startOne(sequenceId);
    await run(sales, followUpId, commandIds.sales);
    const other = await begin();
    await other.lockEnrollment(id);
    const pause = putSequence(sequenceId, { ...single, status: 'paused' });
    await areWaiting(1);
    const phase = run(copywriter, followUpId, commandIds.copywriter);
    await areWaiting(2);
    await other.commit();
    expect([await pause, (await phase).kind]).toEqual([200, 'completed']);
    expect(await followUp(followUpId)).toMatchObject({ status: 'cancelled', messages: null });
    expect(await dueAt(id)).not.toBeNull();
  });

  test('that a start meets is waited for, and nothing is started', async () => {
    const sequenceId = await storeSequence(single);
    const { id: written } = await startOne(sequenceId);
    const due = await enroll(sequenceId, await storeLead());
    const other = await begin();
    await other.lockEnrollment(written);
    const pause = putSequence(sequenceId, { ...single, status: 'paused' });
    await areWaiting(1);
    const start = runEnrollment(service.services, due);
    await areWaiting(2);
    await other.commit();
    expect(await pause).toBe(200);
    await start;
    expect((await read(due)).follow_ups).toEqual([]);
  });

  test('rejects a review when somebody approves it', async () => {
    const sequenceId = await storeSequence(reviewed);
    const { id, followUpId } = await startOne(sequenceId);
    const workers = startWorkers(service.services);
    await waitsFor(id, 'review').finally(() => workers.close());
    await putSequence(sequenceId, { ...reviewed, status: 'paused' });
    const approval = { body: { revisions: { email: 1 } } };
    const approve = () => service.request('POST', `/api/follow-ups/${followUpId}/approve`, approval);
    expect(codeOf(await approve())).toEqual([409, 'ALREADY_DECIDED']);
    expect(await followUp(followUpId)).toMatchObject({
      status: 'cancelled',
      messages: null,
      review: { status: 'rejected', reason: 'the sequence was paused', decided_by: null },
    });
    expect(codeOf(await approve())).toEqual([409, 'ALREADY_DECIDED']);
    expect(await dueAt(id)).not.toBeNull();
  });
});

describe('transactions that lock several enrollments', () => {
  test('do not meet phases that end together, because these lock none', async () => {
    const { services } = service;
    const sequenceId = await storeSequence(single);
    const steps = [await startOne(sequenceId), await startOne(sequenceId)];
    const claims = await Promise.all(
      steps.map(({ followUpId, commandIds }) =>
        claimCommand(services, {
          followUpId,
          commandId: commandIds.sales,
          generation: 0,
          lastAttempt: false,
        }),
      ),
    );
    const other = await begin();
    for (const { id } of steps) await other.lockEnrollment(id);
    const output = { strategy: 's', channels: {} };
    const ended = await Promise.all(
      claims.map((claim) => {
        if (claim.kind !== 'claimed') throw new Error('not claimed');
        const settlement = {
          generation: 0,
          channels: [],
          outcome: { status: 'completed' as const, result: {} },
        };
        const result = { output, model: 'm', promptVersion: 'p' };
        return completeCommand(services, claim.input, result, settlement);
      }),
    );
    expect(ended).toMatchObject([
      { ended: true, settled: false },
      { ended: true, settled: false },
    ]);
  });

  test('lock the follow-up first, also of a step that starts while they wait', async () => {
    const { prisma } = service.services.database;
    const id = await enroll(await storeSequence(), await storeLead());
    const { body } = await service.request('POST', leadFollowUpPath, { body: documentedExample });
    const followUpId: string = body.data.id;
    const start = await begin();
    await start.lockEnrollment(id);
    const locked = prisma.$transaction((tx) => lockEnrollment(tx, id));
    await areWaiting(1);
    const end = await begin();
    await end.lockFollowUp(followUpId);
    const ends = end.lockEnrollment(id);
    await areWaiting(2);
    await start.query('UPDATE enrollment SET follow_up_id = $1 WHERE id = $2', [followUpId, id]);
    await start.commit();
    await ends;
    await end.commit();
    expect(await locked).toMatchObject({ id, followUpId });
  });

  test('have one order with the erasure of their lead', async () => {
    const { prisma } = service.services.database;
    const leadId = crypto.randomUUID();
    const ids = [newId('enr'), newId('enr'), newId('enr')].sort();
    const key = { organisationId: demoIds.organisation, siteId: demoIds.sites.acme, leadId };
    // In the table, they are in the opposite order.
    for (const id of ids.toReversed()) {
      await prisma.enrollment.create({
        data: { ...key, id, definition: { steps: [] }, baseAt: new Date() },
      });
    }
    const other = await begin();
    await other.lockEnrollment(ids[1] ?? '');
    const absence = service.request('POST', '/api/lead-events', {
      body: {
        source: 'mail',
        external_id: leadId,
        type: 'out_of_office',
        at: '2026-03-03T10:00:00Z',
        until: '2026-04-03T10:00:00Z',
        lead_id: leadId,
      },
    });
    await areWaiting(1);
    const erasure = service.request('DELETE', `${site}/leads/${leadId}`);
    await areWaiting(2);
    await other.commit();
    expect([(await absence).status, (await erasure).status]).toEqual([200, 204]);
  });
});
