import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { demoIds } from '../../prisma/demo-data.ts';
import { documentedExample, leadFollowUpPath } from '../../src/contract/documented-example.ts';
import { factsSchema } from '../../src/contract/facts.ts';
import { codeOf, day, driveSequences, manyRequests, site, step } from '../harness/sequence-driver.ts';
import { startService, type TestService } from '../harness/start-service.ts';

let service: TestService;

beforeAll(async () => {
  service = await startService({ settings: manyRequests });
  // A Monday morning in New York, where the demo's site Acme is.
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

describe('a sequence', () => {
  test('runs through its steps, each with a text of its own, and ends', async () => {
    const id = await enroll(await storeSequence(), await storeLead());
    await hasWritten(id, 1);
    expect(await read(id)).toMatchObject({
      status: 'active',
      step: 2,
      of: 3,
      waiting_for: { reason: 'wait' },
    });
    pass(3 * day);
    await hasWritten(id, 2);
    pass(7 * day);
    await hasWritten(id, 3);
    const enrollment = await read(id);
    expect(enrollment).toMatchObject({ status: 'finished', waiting_for: null, next_step_at: null });
    expect(enrollment.follow_ups.map(({ step: key }: { step: string }) => key)).toEqual([
      'first',
      'second',
      'third',
    ]);
    const texts = await Promise.all(
      enrollment.follow_ups.map(
        async (one: { id: string }) => (await followUp(one.id)).messages.email.message,
      ),
    );
    expect(new Set(texts).size).toBe(3);
    // The writers of a step know what the steps before said, and what they used up.
    const { prisma } = service.services.database;
    const { facts } = await prisma.followUp.findFirstOrThrow({
      where: { enrollmentId: id, stepKey: 'third' },
    });
    const { sequence } = factsSchema.parse(facts);
    expect(sequence).toMatchObject({ step: 3, of: 3 });
    expect(sequence?.earlier.map(({ messages }) => messages.email?.message)).toEqual(texts.slice(0, 2));
    expect(sequence?.earlier[0]?.ledger).toMatchObject({
      call_to_action: 'reply',
      opener: expect.stringMatching(/\S/),
    });
    const events = await service.services.database.prisma.event.findMany({
      where: { enrollmentId: id },
      orderBy: { seq: 'asc' },
    });
    expect(events.map(({ type }) => type)).toEqual([
      'enrollment.started',
      'enrollment.step_completed',
      'enrollment.step_completed',
      'enrollment.step_completed',
      'enrollment.finished',
    ]);
  });

  test('of one request writes the first message at once, and the others at the interval', async () => {
    const leadId = await storeLead();
    const body = { ...documentedExample, leadId, leadData: undefined, steps: 3, followUpInterval: '2 days' };
    const accepted = await service.request('POST', leadFollowUpPath, { body });
    const { enrollment } = accepted.body.data;
    expect(enrollment).toMatchObject({ status: 'active', step: 1, of: 3, next_step_at: null });
    await hasWritten(enrollment.id, 1);
    pass(2 * day);
    await hasWritten(enrollment.id, 2);
    pass(2 * day);
    await hasWritten(enrollment.id, 3);
    expect(await read(enrollment.id)).toMatchObject({ status: 'finished', sequence_id: null });

    const without = { ...body, followUpInterval: undefined };
    expect(codeOf(await service.request('POST', leadFollowUpPath, { body: without }))).toEqual([
      400,
      'INVALID_REQUEST',
    ]);
    const tooLong = { ...body, followUpInterval: '2 years' };
    expect(codeOf(await service.request('POST', leadFollowUpPath, { body: tooLong }))).toEqual([
      400,
      'INVALID_REQUEST',
    ]);
  });

  test.each([
    ['a reply', { type: 'reply' }, 'reply'],
    ['a mail from the lead', { type: 'email', direction: 'inbound' }, 'reply'],
    ['a meeting', { type: 'meeting_booked' }, 'meeting_booked'],
    ['a bounce', { type: 'Bounce' }, 'bounce'],
    ['an unsubscribe', { type: 'unsubscribe' }, 'unsubscribe'],
  ])('stops at %s', async (_what, interaction, reason) => {
    const leadId = await storeLead();
    const id = await enroll(await storeSequence(), leadId);
    await hasWritten(id, 1);
    const body = { date: '2026-03-03', summary: 'What they said', ...interaction };
    const { data } = (await service.request('POST', `/api/leads/${leadId}/interactions`, { body })).body;
    expect(await read(id)).toMatchObject({
      status: 'stopped',
      stopped_by: { reason, interaction_id: data.id },
    });
    pass(4 * day);
    await service.services.signals.publish('enr_wake');
    expect((await read(id)).follow_ups).toHaveLength(1);
  });

  test('stops at a stage and at an opt-out, and goes on at our own mail', async () => {
    const leadId = await storeLead();
    const sequenceId = await storeSequence({ stop_on: ['stage:won', 'opt_out'] });
    const id = await enroll(sequenceId, leadId);
    const note = { date: '2026-03-03', summary: 'We sent the offer', type: 'email', direction: 'outbound' };
    await service.request('POST', `/api/leads/${leadId}/interactions`, { body: note });
    expect((await read(id)).status).toBe('active');
    await service.request('PATCH', `${site}/leads/${leadId}`, { body: { lead_stage: 'won' } });
    expect((await read(id)).stopped_by.reason).toBe('stage:won');

    const other = await storeLead();
    const second = await enroll(sequenceId, other);
    await service.request('PATCH', `${site}/leads/${other}`, { body: { opt_outs: ['email'] } });
    expect((await read(second)).stopped_by.reason).toBe('opt_out');
    const stats = (await service.request('GET', `/api/sequences/${sequenceId}/stats`)).body.data;
    expect(stats).toMatchObject({ enrollments: { stopped: 2 }, stopped: { 'stage:won': 1, opt_out: 1 } });
  });

  test('cancels what is under review when the lead answers', async () => {
    const leadId = await storeLead();
    const steps = [step('only', '0 days', { review: true }), step('next', '1 day')];
    const id = await enroll(await storeSequence({ steps }), leadId);
    await waitsFor(id, 'review');
    const [{ id: followUpId }] = (await read(id)).follow_ups;
    await service.request('POST', `/api/leads/${leadId}/interactions`, {
      body: { date: '2026-03-03', type: 'reply', summary: 'Yes, please' },
    });
    expect((await followUp(followUpId)).status).toBe('cancelled');
    const approval = { body: { revisions: { email: 1 } } };
    expect(codeOf(await service.request('POST', `/api/follow-ups/${followUpId}/approve`, approval))).toEqual([
      409,
      'ALREADY_DECIDED',
    ]);
  });

  test('waits for the approval of a step, and counts the next wait from there', async () => {
    const steps = [step('one', '0 days', { review: true }), step('two', '2 days')];
    const id = await enroll(await storeSequence({ steps }), await storeLead());
    await waitsFor(id, 'review');
    pass(5 * day);
    const [{ id: followUpId }] = (await read(id)).follow_ups;
    const approval = { body: { revisions: { email: 1 } } };
    await service.request('POST', `/api/follow-ups/${followUpId}/approve`, approval);
    await waitsFor(id, 'wait');
    const due = Date.parse((await read(id)).next_step_at) - service.services.clock.now().getTime();
    expect(Math.round(due / 3_600_000)).toBe(48);
  });

  test('can be paused, resumed, skipped and stopped', async () => {
    const id = await enroll(await storeSequence(), await storeLead());
    await hasWritten(id, 1);
    const before = Date.parse((await read(id)).next_step_at);
    expect((await act(id, 'pause')).body.data).toMatchObject({
      status: 'paused',
      next_step_at: null,
      waiting_for: { reason: 'paused' },
    });
    pass(10 * day);
    await act(id, 'resume');
    await waitsFor(id, 'wait');
    // The pause took ten days.
    expect(Math.round((Date.parse((await read(id)).next_step_at) - before) / day)).toBe(10);
    await act(id, 'skip');
    await wakeUntil(async () => (await read(id)).follow_ups.length === 2);
    await hasWritten(id, 2);
    expect((await read(id)).follow_ups.map(({ step: key }: { step: string }) => key)).toEqual([
      'first',
      'third',
    ]);
    expect(codeOf(await act(id, 'stop'))).toEqual([409, 'ENROLLMENT_ENDED']);
  });

  test('can be changed while leads are in it', async () => {
    const sequenceId = await storeSequence();
    const id = await enroll(sequenceId, await storeLead());
    await hasWritten(id, 1);
    const change = (body: object) => putSequence(sequenceId, body);
    // The second step goes, another one comes.
    await change({ steps: [step('first', '0 days'), step('third', '1 day'), step('fourth', '1 day')] });
    await wakeUntil(
      async () =>
        Date.parse((await read(id)).next_step_at) < service.services.clock.now().getTime() + 2 * day,
    );
    expect(await read(id)).toMatchObject({ step: 2, of: 3 });
    await change({ status: 'paused', steps: [step('first', '0 days'), step('third', '1 day')] });
    pass(2 * day);
    await waitsFor(id, 'paused');
    await change({ steps: [step('first', '0 days'), step('third', '1 day')] });
    // The pause did not count as waiting.
    pass(day);
    await hasWritten(id, 2);
    expect(await read(id)).toMatchObject({ status: 'finished', of: 2 });
  });

  test('writes a step that was put before one that was cancelled, then that one', async () => {
    const sequenceId = await storeSequence({
      steps: [step('first', '0 days'), step('reviewed', '0 days', { review: true })],
    });
    const id = await enroll(sequenceId, await storeLead());
    await waitsFor(id, 'review');
    await act(id, 'pause');
    await putSequence(sequenceId, {
      steps: [step('first', '0 days'), step('new', '0 days'), step('reviewed', '0 days')],
    });
    await act(id, 'resume');
    await wakeUntil(async () => (await read(id)).status === 'finished');
    const { follow_ups: followUps } = await read(id);
    const written = followUps.filter(({ status }: { status: string }) => status === 'completed');
    expect(written.map(({ step: key }: { step: string }) => key)).toEqual(['first', 'new', 'reviewed']);
  });

  test('goes on although retention has deleted what it paused', async () => {
    const steps = [step('only', '0 days', { review: true })];
    const id = await enroll(await storeSequence({ steps }), await storeLead());
    await waitsFor(id, 'review');
    await act(id, 'pause');
    await service.services.database.prisma.followUp.deleteMany({ where: { enrollmentId: id } });
    await act(id, 'resume');
    await waitsFor(id, 'review');
    expect((await read(id)).follow_ups).toHaveLength(1);
  });

  test('that is paused as a whole starts nothing, and the pause does not count as waiting', async () => {
    const sequenceId = await storeSequence();
    const id = await enroll(sequenceId, await storeLead());
    await hasWritten(id, 1);
    const before = Date.parse((await read(id)).next_step_at);
    await putSequence(sequenceId, { status: 'paused' });
    pass(10 * day);
    await waitsFor(id, 'paused');
    expect((await read(id)).follow_ups).toHaveLength(1);
    await putSequence(sequenceId, { status: 'active' });
    await wakeUntil(async () => Date.parse((await read(id)).next_step_at) > before + 9 * day);
    expect(Math.round((Date.parse((await read(id)).next_step_at) - before) / day)).toBe(10);
  });

  test('that is skipped during a pause goes on at once when it is resumed', async () => {
    const id = await enroll(await storeSequence(), await storeLead());
    await hasWritten(id, 1);
    await act(id, 'pause');
    pass(10 * day);
    await act(id, 'skip');
    await act(id, 'resume');
    await hasWritten(id, 2);
    expect((await read(id)).follow_ups.at(-1).step).toBe('third');
  });

  test('tries a failed step again after an hour, and then fails', async () => {
    const leadId = await storeLead();
    const id = await enroll(await storeSequence(), leadId, { start_at: new Date(4e12).toISOString() });
    // The agents are gone, so no step can be planned.
    const { prisma } = service.services.database;
    const where = { siteId: demoIds.sites.acme };
    await prisma.agent.updateMany({ where, data: { status: 'inactive' } });
    await act(id, 'skip');
    expect(await read(id)).toMatchObject({ status: 'active', waiting_for: { reason: 'wait' } });
    pass(3_700_000);
    await wakeUntil(async () => (await read(id)).status === 'failed');
    await prisma.agent.updateMany({ where, data: { status: 'active' } });
    expect(await read(id)).toMatchObject({ error: { code: 'AGENT_NOT_FOUND' }, follow_ups: [] });
  });

  test('has a limit for each day', async () => {
    const sequenceId = await storeSequence({ daily_limit: 2, steps: [step('only', '0 days')] });
    const ids: string[] = [];
    for (let count = 0; count < 3; count += 1) ids.push(await enroll(sequenceId, await storeLead()));
    await wakeUntil(async () => {
      const states = await Promise.all(ids.map(read));
      return states.filter(({ waiting_for: waiting }) => waiting?.reason === 'daily_limit').length === 1;
    });
    pass(day);
    await wakeUntil(async () =>
      (await Promise.all(ids.map(read))).every(({ status }) => status === 'finished'),
    );
  });

  test('takes a lead once, and into one sequence of a site alone', async () => {
    const leadId = await storeLead();
    const [first, second] = [
      await storeSequence({ exclusive: true }),
      await storeSequence({ exclusive: true }),
    ];
    const id = await enroll(first, leadId);
    const again = await service.request('POST', `/api/sequences/${first}/enrollments`, {
      body: { lead_id: leadId },
    });
    expect([again.status, again.body.data.id]).toEqual([200, id]);
    const refused = await service.request('POST', `/api/sequences/${second}/enrollments`, {
      body: { lead_id: leadId },
    });
    expect(codeOf(refused)).toEqual([409, 'LEAD_ALREADY_ENROLLED']);
    expect(refused.body.error.details.enrollment_id).toBe(id);

    const bulk = await service.request('POST', `/api/sequences/${second}/enrollments/bulk`, {
      body: {
        enrollments: [
          { lead_id: leadId },
          { lead_id: await storeLead() },
          { lead_id: 'x' },
          { lead_id: crypto.randomUUID() },
        ],
      },
    });
    expect(bulk.body.data.map(({ status }: { status: number }) => status)).toEqual([409, 201, 400, 404]);
  });

  test('forgets a lead that is only known by its enrollment', async () => {
    const leadId = crypto.randomUUID();
    const sequenceId = await storeSequence({ steps: [step('only', '30 days')] });
    const { name, email } = documentedExample.leadData;
    const id = await enroll(sequenceId, leadId, { lead_data: { name, email } });
    expect((await service.request('DELETE', `${site}/leads/${leadId}`)).status).toBe(204);
    expect((await service.request('GET', `/api/enrollments/${id}`)).status).toBe(404);
  });

  test('forgets a lead that is erased', async () => {
    const leadId = await storeLead();
    const id = await enroll(await storeSequence(), leadId);
    await hasWritten(id, 1);
    expect((await service.request('DELETE', `${site}/leads/${leadId}`)).status).toBe(204);
    expect(codeOf(await service.request('GET', `/api/enrollments/${id}`))).toEqual([
      404,
      'ENROLLMENT_NOT_FOUND',
    ]);
    expect(await service.services.database.prisma.followUp.count({ where: { enrollmentId: id } })).toBe(0);
  });
});

describe('an event of another system', () => {
  const report = (body: object) =>
    service.request('POST', '/api/lead-events', {
      body: { source: 'mail', at: '2026-03-03T10:00:00Z', type: 'reply', ...body },
    });

  test('stops a sequence once, however often it is sent', async () => {
    const email = `${crypto.randomUUID()}@example.com`;
    const leadId = await storeLead({ email });
    const id = await enroll(await storeSequence(), leadId);
    const event = { external_id: crypto.randomUUID(), email: email.toUpperCase() };
    expect((await report(event)).body.data).toMatchObject({ type: 'reply', stopped: [id] });
    expect((await report(event)).body.data).toMatchObject({ interactions: [], stopped: [] });
    expect((await read(id)).stopped_by.reason).toBe('reply');
    expect(codeOf(await report({ external_id: 'x', email: 'nobody@example.com' }))).toEqual([
      404,
      'LEAD_NOT_FOUND',
    ]);
  });

  test('stops the sequence of a lead that is only known by its enrollment, and one whose rule is an opt-out', async () => {
    const sequenceId = await storeSequence({ stop_on: ['opt_out'] });
    const leadId = crypto.randomUUID();
    const { name } = documentedExample.leadData;
    const email = `${leadId}@example.com`;
    const id = await enroll(sequenceId, leadId, { lead_data: { name, email } });
    const event = { external_id: leadId, lead_id: leadId, type: 'unsubscribe' };
    expect((await report(event)).body.data).toMatchObject({ interactions: [], stopped: [id] });
    expect((await read(id)).stopped_by).toEqual({ reason: 'opt_out', interaction_id: null });
  });

  test('that is an automatic answer stops nothing, and an absence makes the next step wait', async () => {
    const leadId = await storeLead();
    const id = await enroll(await storeSequence(), leadId);
    await hasWritten(id, 1);
    const auto = {
      external_id: crypto.randomUUID(),
      lead_id: leadId,
      headers: { 'Auto-Submitted': 'auto-replied' },
    };
    expect((await report(auto)).body.data).toMatchObject({ type: 'auto', stopped: [] });
    const untilWhen = new Date(service.services.clock.now().getTime() + 14 * day).toISOString();
    await report({
      external_id: crypto.randomUUID(),
      lead_id: leadId,
      type: 'out_of_office',
      until: untilWhen,
    });
    await waitsFor(id, 'out_of_office');
    expect(await read(id)).toMatchObject({ status: 'active', next_step_at: untilWhen });
  });
});
