import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { claimCommand } from '../../src/commands/transitions.ts';
import { documentedExample, leadFollowUpPath } from '../../src/contract/documented-example.ts';
import { giveUpRevision } from '../../src/follow-ups/review/give-up-revision.ts';
import { sweepReviews } from '../../src/follow-ups/review/sweep-reviews.ts';
import { maxDeaths } from '../../src/platform/work-in-hand.ts';
import { type RunningWorkers, startWorkers } from '../../workers/start-workers.ts';
import { type BareQueue, openBareQueue } from '../harness/bare-queue.ts';
import { describeEachQueueBackend, type OpenQueueBackend } from '../harness/queue-backends.ts';
import { startService, type TestService } from '../harness/start-service.ts';
import { until } from '../harness/until.ts';

// The sweeper of the workers must not come before the test.
const settings = { SWEEP_INTERVAL_MS: '3600000', ORPHAN_AFTER_MS: '200' };

describeEachQueueBackend('a message that should be written again', (backend) => {
  let queue: OpenQueueBackend;
  let service: TestService;
  let bare: BareQueue;
  let workers: RunningWorkers | null = null;
  let id: string;

  beforeEach(async () => {
    queue = await backend.open();
    service = await startService({ redisUrl: queue.redisUrl, workers: false, settings });
    bare = openBareQueue(service, queue.redisUrl);
    await writeFirst();
  });

  afterEach(async () => {
    await workers?.close();
    workers = null;
    await bare.close();
    await service.close();
    await queue.close();
  });

  /** The first texts, by workers that are gone afterwards. */
  async function writeFirst() {
    const first = startWorkers(service.services);
    const body = { ...documentedExample, requireReview: true };
    ({ id } = (await service.request('POST', `${leadFollowUpPath}?wait=60`, { body })).body.data);
    await first.close();
  }
  const regenerate = async (channel: string): Promise<string> => {
    const path = `/api/follow-ups/${id}/messages/${channel}/regenerate`;
    return (await service.request('POST', path)).body.data.command_id;
  };
  const review = async () => (await service.request('GET', `/api/follow-ups/${id}`)).body.data.review;
  const command = async (commandId: string) =>
    (await service.request('GET', `/api/commands/${commandId}`)).body.data;
  const flow = async () => service.services.database.prisma.followUp.findUniqueOrThrow({ where: { id } });
  async function sweepNow() {
    await service.services.database.pool.query(
      `UPDATE follow_up SET checked_at = now() - interval '1 hour'; UPDATE command SET created_at = created_at - interval '1 hour'`,
    );
    await sweepReviews(service.services, new AbortController().signal);
  }

  test('is written although the queue lost its job', async () => {
    await Promise.all(['email', 'web'].map(regenerate));
    await bare.flush();
    await sweepNow();
    expect((await flow()).generation).toBe(1);
    workers = startWorkers(service.services);
    await until(async () => (await review()).revisions.email === 2 && (await review()).revisions.web === 2);
    await sweepNow();
    expect((await flow()).generation).toBe(1);
  });

  test('is left alone while its job waits', async () => {
    await regenerate('email');
    await sweepNow();
    expect((await flow()).generation).toBe(0);
  });

  test('is given up with its job, and the review stays open', async () => {
    const commandId = await regenerate('email');
    await giveUpRevision(service.services, { followUpId: id, commandId, generation: 0 });
    expect(await command(commandId)).toMatchObject({ status: 'failed', error: { code: 'PHASE_GIVEN_UP' } });
    expect(await review()).toMatchObject({ status: 'pending', revisions: { email: 1 } });
  });

  test('is written although processes died with it', async () => {
    const commandId = await regenerate('email');
    const key = { followUpId: id, commandId, generation: 0, lastAttempt: false };
    // A process that dies leaves its claim open.
    for (let deaths = 1; deaths < maxDeaths; deaths += 1) {
      expect((await claimCommand(service.services, key)).kind).toBe('claimed');
    }
    workers = startWorkers(service.services);
    await until(async () => (await command(commandId)).status === 'completed');
    expect((await review()).revisions.email).toBe(2);
  });

  test('is not written any more after the decision', async () => {
    const commandId = await regenerate('email');
    await service.request('POST', `/api/follow-ups/${id}/approve`, { body: { revisions: { email: 1 } } });
    expect((await command(commandId)).status).toBe('cancelled');
    workers = startWorkers(service.services);
    // A job of cancelled work ends as failed.
    await until(async () => (await bare.stateOf('copywriter', `${commandId}-0`)) === 'failed');
    expect((await review()).revisions.email).toBe(1);
    expect((await flow()).status).toBe('completed');
  });
});
