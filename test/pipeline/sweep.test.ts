import { once } from 'node:events';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { executeCommand } from '../../src/commands/execute-command.ts';
import { documentedExample, leadFollowUpPath } from '../../src/contract/documented-example.ts';
import { sweep } from '../../src/follow-ups/sweep.ts';
import { refineMessages } from '../../src/generation/refine-messages.ts';
import { writeSales } from '../../src/generation/write-sales.ts';
import type { QueueName } from '../../src/platform/queues/queue-policies.ts';
import { startWorkers } from '../../workers/start-workers.ts';
import { type BareQueue, openBareQueue } from '../harness/bare-queue.ts';
import { describeEachQueueBackend, type OpenQueueBackend } from '../harness/queue-backends.ts';
import { startService, type TestService } from '../harness/start-service.ts';
import { until } from '../harness/until.ts';

const settings = { SWEEP_INTERVAL_MS: '50', ORPHAN_AFTER_MS: '200' };
const policy = { lockDurationMs: 5_000, stalledIntervalMs: 100, maxStalledCount: 0 };
const allQueues = ['sales', 'copywriter', 'settle'] as const satisfies QueueName[];

describeEachQueueBackend('a follow-up that the queue lost', (backend) => {
  let queue: OpenQueueBackend;
  let service: TestService;
  let bare: BareQueue;

  beforeEach(async () => {
    queue = await backend.open();
    service = await startService({ redisUrl: queue.redisUrl, workers: false, settings });
    bare = openBareQueue(service, queue.redisUrl);
  });

  afterEach(async () => {
    await bare.close();
    await service.close();
    await queue.close();
  });

  async function accept() {
    const { body } = await service.request('POST', leadFollowUpPath, { body: documentedExample });
    const { id, command_ids: commandIds } = body.data;
    const jobIds: Record<QueueName, string> = { ...commandIds, settle: id };
    return { id: String(id), jobId: (name: QueueName, generation = 0) => `${jobIds[name]}-${generation}` };
  }
  const ended = async (id: string) => (await service.request('GET', `/api/follow-ups/${id}?wait=20`)).body;
  const stored = (id: string) =>
    service.services.database.prisma.followUp.findUniqueOrThrow({
      where: { id },
      include: { commands: true },
    });

  /** As if nothing had been heard of it for an hour. */
  async function sweepNow({ enqueued = true } = {}) {
    await service.services.database.pool.query(
      `UPDATE follow_up SET checked_at = now() - interval '1 hour' ${enqueued ? '' : ', enqueued_at = NULL'}`,
    );
    await sweep(service.services, new AbortController().signal);
  }

  test('to a flush is written all the same', async () => {
    const { id } = await accept();
    await bare.flush();
    const workers = startWorkers(service.services, policy);
    expect((await ended(id)).data.status).toBe('completed');
    expect((await stored(id)).generation).toBe(0);
    await workers.close();
  });

  test('to workers that ended its jobs without doing them gets a new flow', async () => {
    const { id, jobId } = await accept();
    const idle = bare.work('sales', async () => undefined);
    await once(idle, 'completed');
    await idle.close();
    expect(await bare.stateOf('sales', jobId('sales'))).toBe('completed');

    const workers = startWorkers(service.services, policy);
    expect((await ended(id)).data.status).toBe('completed');
    expect((await stored(id)).generation).toBe(1);
    await workers.close();
  });

  test('whose sales job stalled too often gets a new flow', async () => {
    const { id } = await accept();
    const dying = bare.work('sales', () => new Promise(() => undefined), {
      lockDuration: 100,
      stalledInterval: 100,
    });
    await once(dying, 'active');
    await dying.close(true);

    const workers = startWorkers(service.services, policy);
    expect((await ended(id)).data.status).toBe('completed');
    const { commands, generation } = await stored(id);
    expect(generation).toBe(1);
    expect(commands.map(({ kind, attempt }) => [kind, attempt]).sort()).toEqual([
      ['copywriter', 1],
      ['sales', 1],
    ]);
    await workers.close();
  });

  test('to a job that failed unexpectedly in its last attempt is settled by a job of its own', async () => {
    const { id, jobId } = await accept();
    await service.services.database.prisma.command.updateMany({
      where: { followUpId: id },
      data: { agent: {} },
    });
    const workers = startWorkers(service.services, policy);
    const { error } = await ended(id);
    expect(error).toMatchObject({ code: 'SALES_COMMAND_FAILED', details: { reason: 'PHASE_GIVEN_UP' } });
    // The follow-up ends while its settle job is still running.
    await until(async () => (await bare.stateOf('settle', jobId('settle'))) === 'completed');
    await workers.close();
  });

  test.each(allQueues)('whose %s job was removed by hand comes to an end', async (name) => {
    const { id, jobId } = await accept();
    await bare.remove(name, jobId(name));
    expect(await bare.stateOf(name, jobId(name))).toBe('unknown');
    const workers = startWorkers(service.services, policy);
    await ended(id);
    expect((await stored(id)).finishedAt).not.toBeNull();
    await workers.close();
  });

  test('after both phases had ended is settled without the queue', async () => {
    const { id, jobId } = await accept();
    await bare.flush();
    for (const { id: commandId, kind } of (await stored(id)).commands.sort(byKind)) {
      const run = { followUpId: id, commandId, generation: 0, lastAttempt: true, stopSignals: [] };
      await executeCommand(service.services, run, kind === 'sales' ? writeSales : refineMessages, () => null);
    }
    await sweepNow();
    expect((await stored(id)).status).toBe('completed');
    expect(await bare.stateOf('settle', jobId('settle'))).toBe('unknown');
  });

  test('only seemingly, since the mark was not written, keeps its jobs and gets the mark', async () => {
    const { id, jobId } = await accept();
    await sweepNow({ enqueued: false });
    const { generation, enqueuedAt, status } = await stored(id);
    expect([generation, status, enqueuedAt]).toEqual([0, 'queued', expect.any(Date)]);
    expect(await bare.stateOf('sales', jobId('sales'))).toBe('waiting');
    expect(await bare.stateOf('sales', jobId('sales', 1))).toBe('unknown');
  });

  test('before its mark was written is enqueued, once', async () => {
    const { id, jobId } = await accept();
    await bare.flush();
    await sweepNow({ enqueued: false });
    expect(await bare.stateOf('sales', jobId('sales'))).toBe('waiting');
    await until(async () => (await stored(id)).enqueuedAt !== null);
    await sweepNow();
    expect((await stored(id)).generation).toBe(0);
  });
});

/** Sales first. */
function byKind(left: { kind: string }, right: { kind: string }): number {
  return right.kind.localeCompare(left.kind);
}
