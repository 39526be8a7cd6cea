import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { DateTime } from 'luxon';
import { demoIds } from '../../prisma/demo-data.ts';
import { documentedExample } from '../../src/contract/documented-example.ts';
import { startService, type TestService } from '../harness/start-service.ts';
import { until } from '../harness/until.ts';

const zone = 'Europe/Berlin';
const site = `/api/sites/${demoIds.sites.acme}`;
const local = (text: string) => DateTime.fromISO(text, { zone }).toJSDate();

let service: TestService;

beforeAll(async () => {
  const limits = { RATE_LIMIT_PER_MINUTE: '100000', ORGANISATION_RATE_LIMIT_PER_MINUTE: '100000' };
  service = await startService({ settings: limits });
  await service.request('PATCH', site, { body: { timezone: zone, country: 'DE' } });
});

afterAll(() => service.close());

interface Sequence {
  starts: string;
  waits: string[];
  /** What happens after a step has been written, by its position. */
  events?: Record<number, (leadId: string) => Promise<unknown>>;
}

/**
 * Lets the clock jump from step to step, and lists when each was due to start, in local time to the minute, with the
 * subject of its email.
 */
async function runThrough({ starts, waits, events = {} }: Sequence) {
  const { clock, signals } = service.services;
  clock.set(local(starts));
  const { name, company, email, position, pain_points } = documentedExample.leadData;
  const leadId = crypto.randomUUID();
  const lead = { name, company, email, position, pain_points, phone: '+49 30 1234567' };
  await service.request('PUT', `${site}/leads/${leadId}`, { body: lead });
  const id = crypto.randomUUID();
  const window = { days: ['mon', 'tue', 'wed', 'thu', 'fri'], from: '09:00', to: '17:00' };
  const steps = waits.map((wait, index) => ({ key: `step-${index + 1}`, wait }));
  await service.request('PUT', `${site}/sequences/${id}`, {
    body: { name: 'Thirty days', steps, window, exclusive: false },
  });
  const { body } = await service.request('POST', `/api/sequences/${id}/enrollments`, {
    body: { lead_id: leadId },
  });
  const read = async () => (await service.request('GET', `/api/enrollments/${body.data.id}`)).body.data;

  const timeline: string[] = [];
  const subjects: string[] = [];
  for (let count = 1; count <= waits.length; count += 1) {
    const { next_step_at: startsAt } = await read();
    clock.set(new Date(startsAt ?? clock.now()));
    timeline.push(
      DateTime.fromJSDate(clock.now(), { zone }).toFormat('ccc d LLL HH:mm ZZ', { locale: 'en' }),
    );
    const isWritten = async () => {
      await signals.publish('enr_wake');
      const { follow_ups: followUps, waiting_for: waiting, finished_at: finishedAt } = await read();
      const isNewest = followUps.length === count && followUps.at(-1).status === 'completed';
      return isNewest && (waiting !== null || finishedAt !== null);
    };
    await until(isWritten, 25_000, 100);
    const [newest] = (await read()).follow_ups.slice(-1);
    const followUp = (await service.request('GET', `/api/follow-ups/${newest.id}`)).body.data;
    expect(followUp.messages.email.message).toMatch(/\S/);
    subjects.push(followUp.messages.email.message);
    const event = events[count];
    if (!event) continue;
    await event(leadId);
    await until(
      async () => {
        await signals.publish('enr_wake');
        return (await read()).waiting_for.reason === 'out_of_office';
      },
      25_000,
      100,
    );
  }
  expect(await read()).toMatchObject({ status: 'finished' });
  return { timeline, subjects };
}

test('thirty days over Easter, an absence and the change to daylight saving time', async () => {
  const isAway = (leadId: string) =>
    service.request('POST', '/api/lead-events', {
      body: {
        source: 'mail',
        external_id: leadId,
        type: 'out_of_office',
        at: '2027-03-24T08:00:00Z',
        lead_id: leadId,
        // Good Friday: the window is closed then, and on Easter Monday.
        until: '2027-03-26T10:00:00+01:00',
      },
    });
  const { timeline, subjects } = await runThrough({
    starts: '2027-03-18T16:00',
    waits: ['0 days', '3 business days', '2 business days', '1 week'],
    events: { 2: isAway },
  });
  expect(timeline).toEqual([
    'Thu 18 Mar 16:00 +01:00',
    'Tue 23 Mar 16:00 +01:00',
    'Tue 30 Mar 09:00 +02:00',
    'Tue 6 Apr 09:00 +02:00',
  ]);
  // Each step says something else.
  expect(new Set(subjects).size).toBe(4);
});

test('two weeks over the change from daylight saving time', async () => {
  const { timeline } = await runThrough({
    starts: '2027-10-28T08:00',
    waits: ['PT0S', '4 days', '1 business day', 'P1W'],
  });
  expect(timeline).toEqual([
    'Thu 28 Oct 09:00 +02:00',
    'Mon 1 Nov 09:00 +01:00',
    'Tue 2 Nov 09:00 +01:00',
    'Tue 9 Nov 09:00 +01:00',
  ]);
});
