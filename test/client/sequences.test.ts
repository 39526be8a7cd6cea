import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { ConnectionError, LeadFollowUpError, type SequenceDefinition } from '../../client/src/index.ts';
import { demoIds } from '../../prisma/demo-data.ts';
import { startService, type TestService } from '../harness/start-service.ts';
import { clientOf } from './client-of.ts';
import { startStandIn } from './stand-in.ts';
import { thrownBy } from './thrown-by.ts';
import { hangUp } from './treatments.ts';

const siteId = demoIds.sites.acme;
let service: TestService;

beforeAll(async () => {
  service = await startService({ workers: false });
});

afterAll(() => service.close());

const afterDemo: SequenceDefinition = {
  name: 'After a demo',
  steps: [
    { key: 'thanks', wait: '3 days', brief: 'thank them' },
    { key: 'question', wait: '3 business days', channels: ['email'] },
    { key: 'last', wait: 'P1W', review: true },
  ],
};

async function storeSequence(): Promise<string> {
  const id = crypto.randomUUID();
  await clientOf(service).sequences.put(siteId, id, afterDemo);
  return id;
}

/** A lead of its own, with an address of its own. */
async function storeLead(): Promise<{ leadId: string; email: string }> {
  const leadId = crypto.randomUUID();
  const email = `${leadId}@example.com`;
  const path = { id: siteId, leadId };
  await clientOf(service).request('put', '/api/sites/{id}/leads/{leadId}', {
    params: { path },
    body: { name: 'Jane Smith', email },
  });
  return { leadId, email };
}

async function all<Element>(elements: AsyncIterable<Element>): Promise<Element[]> {
  const read: Element[] = [];
  for await (const element of elements) read.push(element);
  return read;
}

test('a sequence is stored, read, listed and replaced', async () => {
  const { sequences } = clientOf(service);
  const id = crypto.randomUUID();
  const stored = await sequences.put(siteId, id, afterDemo);
  expect(stored).toMatchObject({ id, site_id: siteId, exclusive: true, status: 'active' });
  expect(stored.steps.map(({ key, review }) => [key, review])).toEqual([
    ['thanks', false],
    ['question', false],
    ['last', true],
  ]);
  const replaced = await sequences.put(siteId, id, { ...afterDemo, status: 'paused' });
  expect(await sequences.get(siteId, id)).toEqual(replaced);
  const listed = await all(sequences.list(siteId, { limit: 1 }));
  expect(listed[0]).toEqual(replaced);
  expect(listed.map(({ id }) => id)).toContain(demoIds.sequences.afterDemo);
  const missing = sequences.get(siteId, crypto.randomUUID());
  expect((await thrownBy(missing, LeadFollowUpError)).code).toBe('SEQUENCE_NOT_FOUND');
});

test('an enrollment is paused, resumed, moved on and stopped, and counted', async () => {
  const { sequences, enrollments } = clientOf(service);
  const sequenceId = await storeSequence();
  const { leadId } = await storeLead();
  const enrolled = await sequences.enroll(sequenceId, { lead_id: leadId, metadata: { campaign: 'autumn' } });
  expect(enrolled).toMatchObject({ status: 'active', step: 1, of: 3, metadata: { campaign: 'autumn' } });
  const { id } = enrolled;
  expect((await sequences.enroll(sequenceId, { lead_id: leadId })).id).toBe(id);

  expect(await enrollments.pause(id)).toMatchObject({ status: 'paused', waiting_for: { reason: 'paused' } });
  expect((await enrollments.pause(id)).status).toBe('paused');
  expect(await enrollments.resume(id)).toMatchObject({ status: 'active', step: 1 });
  // The second step is due now, and is written.
  const skipped = await enrollments.skip(id);
  expect(skipped).toMatchObject({ step: 2, follow_ups: [{ step: 'question', status: 'queued' }] });
  const stopped = await enrollments.stop(id);
  expect(stopped).toMatchObject({ stopped_by: { reason: 'stopped' }, follow_ups: [{ status: 'cancelled' }] });
  expect(await enrollments.stop(id)).toEqual(stopped);
  expect(await enrollments.get(id)).toEqual(stopped);
  const ended = await thrownBy(enrollments.resume(id), LeadFollowUpError);
  expect(ended.code).toBe('ENROLLMENT_ENDED');
  expect(await sequences.stats(sequenceId)).toMatchObject({
    enrollments: { stopped: 1 },
    stopped: { stopped: 1 },
    steps: [
      { key: 'thanks', skipped: 1 },
      { key: 'question', skipped: 0 },
      { key: 'last', skipped: 0 },
    ],
  });
});

test('many leads are enrolled at once, each with its outcome, and found by filters', async () => {
  const { sequences, enrollments } = clientOf(service);
  const sequenceId = await storeSequence();
  const leads = [await storeLead(), await storeLead()];
  const known = leads.map(({ leadId }) => ({ lead_id: leadId }));
  const outcomes = await sequences.enrollMany(sequenceId, [...known, { lead_id: crypto.randomUUID() }]);
  expect(outcomes.map(({ status }) => status)).toEqual([201, 201, 404]);
  const ids = outcomes.flatMap((outcome) => ('data' in outcome ? [outcome.data.id] : []));
  const codes = outcomes.flatMap((outcome) => ('error' in outcome ? [outcome.error.code] : []));
  expect(codes).toEqual(['LEAD_NOT_FOUND']);

  const listed = await all(enrollments.list({ sequence_id: sequenceId, limit: 1 }));
  expect(listed.map(({ id }) => id)).toEqual(ids.toReversed());
  await enrollments.stop(ids[0] ?? '');
  const active = await all(enrollments.list({ sequence_id: sequenceId, status: 'active' }));
  expect(active.map(({ id }) => id)).toEqual(ids.slice(1));
});

test('what another system reports stops a sequence once', async () => {
  const { sequences, enrollments, leadEvents } = clientOf(service);
  const { leadId, email } = await storeLead();
  const { id } = await sequences.enroll(await storeSequence(), { lead_id: leadId });
  const event = {
    source: 'mailgun',
    external_id: leadId,
    type: 'reply',
    at: new Date().toISOString(),
    email,
  };
  const recorded = await leadEvents.record(event);
  expect(recorded).toMatchObject({ type: 'reply', stopped: [id] });
  expect(await leadEvents.record(event)).toEqual({ type: 'reply', interactions: [], stopped: [] });
  const enrollment = await enrollments.get(id);
  expect(enrollment.stopped_by).toEqual({
    reason: 'reply',
    interaction_id: recorded.interactions[0]?.id,
  });
});

test('an address is suppressed, which stops its sequences, and released', async () => {
  const { sequences, enrollments, suppressions } = clientOf(service);
  const { leadId, email } = await storeLead();
  const { id } = await sequences.enroll(await storeSequence(), { lead_id: leadId });
  const added = await suppressions.add({ channel: 'email', address: email, reason: 'asked by phone' });
  expect(added).toMatchObject({ channel: 'email', reason: 'asked by phone' });
  expect((await suppressions.add({ channel: 'email', address: email })).id).toBe(added.id);
  expect((await enrollments.get(id)).status).toBe('stopped');
  const other = await suppressions.add({ channel: 'whatsapp', address: '+12025550123' });
  const ids = async () => (await all(suppressions.list({ limit: 1 }))).map((one) => one.id);
  expect(await ids()).toEqual([other.id, added.id]);
  expect(await suppressions.remove(added.id)).toBeUndefined();
  expect(await ids()).toEqual([other.id]);
});

test('without an answer, no lead is enrolled again and no second step is left out', async () => {
  const standIn = await startStandIn(hangUp, hangUp, hangUp);
  const { sequences, enrollments } = clientOf(standIn);
  for (const call of [
    () => sequences.enroll('x', { lead_id: 'y' }),
    () => sequences.enrollMany('x', [{ lead_id: 'y' }]),
    () => enrollments.skip('enr_x'),
  ]) {
    await thrownBy(call(), ConnectionError);
  }
  expect(standIn.requests).toHaveLength(3);
  await standIn.close();
});
