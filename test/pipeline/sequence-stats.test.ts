import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { driveSequences, manyRequests, step } from '../harness/sequence-driver.ts';
import { startService, type TestService } from '../harness/start-service.ts';

let service: TestService;

beforeAll(async () => {
  service = await startService({ settings: manyRequests });
});

afterAll(() => service.close());

const { read, storeLead, storeSequence, enroll, act, waitsFor, hasWritten } = driveSequences(() => service);

describe('the counts of a sequence', () => {
  const stepsOf = async (id: string) =>
    (await service.request('GET', `/api/sequences/${id}/stats`)).body.data.steps;

  test('count as skipped what was moved on over, and as rejected what a person rejected', async () => {
    const steps = [step('reviewed', '0 days', { review: true }), step('waits', '3 days')];
    const sequenceId = await storeSequence({ steps });
    const enrollOne = async () => {
      const id = await enroll(sequenceId, await storeLead());
      await waitsFor(id, 'review');
      const [{ id: followUpId }] = (await read(id)).follow_ups;
      return { id, followUpId };
    };
    // Skipped in review, and while it waits.
    const skipped = await enrollOne();
    await act(skipped.id, 'skip');
    await hasWritten(skipped.id, 1);
    const waiting = await enrollOne();
    const reject = { body: { reason: 'too long' } };
    await service.request('POST', `/api/follow-ups/${waiting.followUpId}/reject`, reject);
    await waitsFor(waiting.id, 'wait');
    await act(waiting.id, 'skip');
    expect((await read(waiting.id)).status).toBe('finished');
    // Neither a pause nor a stop nor the end of a follow-up is a skip.
    const paused = await enrollOne();
    await act(paused.id, 'pause');
    await act(paused.id, 'resume');
    await waitsFor(paused.id, 'review');
    await act((await enrollOne()).id, 'stop');
    const cancelled = await enrollOne();
    await service.request('POST', `/api/follow-ups/${cancelled.followUpId}/cancel`);
    await waitsFor(cancelled.id, 'wait');
    expect(await stepsOf(sequenceId)).toEqual([
      { key: 'reviewed', written: 0, approved: 0, rejected: 2, skipped: 1, failed: 0, in_progress: 1 },
      { key: 'waits', written: 1, approved: 0, rejected: 0, skipped: 1, failed: 0, in_progress: 0 },
    ]);
  });

  test('do not count a published step as skipped', async () => {
    const sequenceId = await storeSequence();
    const id = await enroll(sequenceId, await storeLead());
    await hasWritten(id, 1);
    const [{ id: followUpId }] = (await read(id)).follow_ups;
    // As in the moment before a worker takes note of its end.
    await service.services.database.prisma.enrollment.update({
      where: { id },
      data: { followUpId, stepKey: 'first', done: [], nextStepAt: null },
    });
    await act(id, 'skip');
    expect((await stepsOf(sequenceId))[0]).toMatchObject({ key: 'first', written: 1, skipped: 0 });
  });
});
