import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { day, driveSequences, manyRequests, step } from '../harness/sequence-driver.ts';
import { startService, type TestService } from '../harness/start-service.ts';

let service: TestService;

beforeAll(async () => {
  service = await startService({ settings: manyRequests });
  service.services.clock.set(new Date('2027-03-01T14:00:00Z'));
});

afterAll(() => service.close());

const {
  read,
  putSequence,
  wakeUntil,
  storeLead,
  storeSequence,
  enroll,
  followUp,
  act,
  pass,
  waitsFor,
  hasWritten,
} = driveSequences(() => service);

const isCancelled = (id: string) => async () => (await followUp(id)).status === 'cancelled';
const reviewed = { steps: [step('first', '0 days', { review: true }), step('second', '2 days')] };

describe('a sequence that is paused as a whole', () => {
  test('cancels what is under review, and writes it again when it goes on', async () => {
    const sequenceId = await storeSequence(reviewed);
    const id = await enroll(sequenceId, await storeLead());
    await waitsFor(id, 'review');
    const [{ id: before }] = (await read(id)).follow_ups;
    await putSequence(sequenceId, { ...reviewed, status: 'paused' });
    await wakeUntil(isCancelled(before));
    expect((await followUp(before)).review).toMatchObject({
      status: 'rejected',
      reason: 'the sequence was paused',
      decided_by: null,
    });
    expect((await read(id)).waiting_for).toEqual({ reason: 'paused', until: null });
    pass(10 * day);
    await putSequence(sequenceId, reviewed);
    await waitsFor(id, 'review');
    const { follow_ups: followUps } = await read(id);
    expect(followUps.map((one: { step: string }) => one.step)).toEqual(['first', 'first']);
    const after = followUps[1].id;
    expect((await followUp(after)).retry_of).toBe(before);
    const approval = { body: { revisions: { email: 1 } } };
    await service.request('POST', `/api/follow-ups/${after}/approve`, approval);
    await waitsFor(id, 'wait');
    expect(await read(id)).toMatchObject({ status: 'active', step: 2 });
  });

  test('goes on at once with a lead that was enrolled or moved on during the pause', async () => {
    const sequenceId = await storeSequence();
    const moved = await enroll(sequenceId, await storeLead());
    await hasWritten(moved, 1);
    await putSequence(sequenceId, { status: 'paused' });
    pass(9 * day);
    const enrolled = await enroll(sequenceId, await storeLead());
    await act(moved, 'skip');
    pass(day);
    await putSequence(sequenceId, { status: 'active' });
    await hasWritten(enrolled, 1);
    await hasWritten(moved, 2);
    expect((await read(moved)).follow_ups.at(-1).step).toBe('third');
  });
});
