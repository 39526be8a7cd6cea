import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { demoIds } from '../../prisma/demo-data.ts';
import { documentedExample, leadFollowUpPath } from '../../src/contract/documented-example.ts';
import { startModelServer } from '../harness/model-server.ts';
import { startService, type TestService } from '../harness/start-service.ts';
import { until } from '../harness/until.ts';

const site = `/api/sites/${demoIds.sites.acme}`;

async function storeLead({ request }: TestService): Promise<string> {
  const leadId = crypto.randomUUID();
  const { name, company } = documentedExample.leadData;
  const body = { name, company, email: `${leadId}@example.com` };
  await request('PUT', `${site}/leads/${leadId}`, { body });
  return leadId;
}

async function storeSequence({ request }: TestService, waits: string[], more: object = {}): Promise<string> {
  const id = crypto.randomUUID();
  const steps = waits.map((wait) => ({ wait }));
  const body = { name: 'After a demo', exclusive: false, steps, ...more };
  expect((await request('PUT', `${site}/sequences/${id}`, { body })).status).toBe(201);
  return id;
}

async function enroll({ request }: TestService, sequenceId: string, leadId: string): Promise<string> {
  const answer = await request('POST', `/api/sequences/${sequenceId}/enrollments`, {
    body: { lead_id: leadId },
  });
  expect(answer.status).toBe(201);
  return answer.body.data.id;
}

/** The metrics of sequences and reviews on a page, by their names and labels. */
function valuesOf(page: string): Record<string, number> {
  const pattern =
    /^lead_followup_((?:enrollments|sequence_steps|reviews|scheduler)_[a-z_]+(?:\{.*\})?) (\S+)$/gm;
  return Object.fromEntries([...page.matchAll(pattern)].map(([, name = '', value]) => [name, Number(value)]));
}

const read = async ({ services }: TestService) => valuesOf(await services.metrics.registry.metrics());

/** Counts what happens from now on. */
async function startCounting(service: TestService) {
  const before = await read(service);
  async function counted(): Promise<Record<string, number>> {
    const entries = Object.entries(await read(service)).filter(([name]) => name.includes('_total'));
    const added = entries.map(([name, value]) => [name, value - (before[name] ?? 0)] as const);
    return Object.fromEntries(added.filter(([, count]) => count > 0));
  }
  /** Wakes the scheduler until this was counted. Counts follow the commit. */
  async function expectCounted(expected: Record<string, number>): Promise<void> {
    await wakeUntil(service, async () => {
      const now = await counted();
      return Object.entries(expected).every(([name, count]) => now[name] === count);
    }).catch(() => undefined);
    expect(await counted()).toEqual(expected);
  }
  return { counted, expectCounted };
}

/** Wakes the scheduler, as its timer does every few seconds. */
const wakeUntil = ({ services }: TestService, condition: () => Promise<boolean>) =>
  until(
    async () => {
      await services.signals.publish('enr_wake');
      return condition();
    },
    25_000,
    100,
  );

describe('the counters', () => {
  let service: TestService;

  beforeAll(async () => {
    service = await startService({ settings: { SWEEP_INTERVAL_MS: '200' } });
  });

  afterAll(() => service.close());

  test('say how many steps started and were completed, and that an enrollment finished', async () => {
    const { expectCounted } = await startCounting(service);
    await enroll(service, await storeSequence(service, ['0 days', '0 days']), await storeLead(service));
    await expectCounted({
      sequence_steps_started_total: 2,
      sequence_steps_completed_total: 2,
      'enrollments_ended_total{status="finished",reason=""}': 1,
    });
  });

  test('name what stopped an enrollment, and all stages alike', async () => {
    const { request, services } = service;
    const { expectCounted } = await startCounting(service);
    const stop_on = ['reply', 'stage:won', 'stage:lost'];
    const sequenceId = await storeSequence(service, ['30 days'], { stop_on });
    const leads = await Promise.all([1, 2, 3, 4].map(() => storeLead(service)));
    const ids = await Promise.all(leads.map((leadId) => enroll(service, sequenceId, leadId)));
    const [answers, isWon, isImported] = leads;
    const reply = { date: '2026-03-03', type: 'reply', summary: 'Yes, please' };
    await request('POST', `/api/leads/${answers}/interactions`, { body: reply });
    await request('PATCH', `${site}/leads/${isWon}`, { body: { lead_stage: 'won' } });
    // An import changes the stage without a look at enrollments.
    await services.database.prisma.lead.updateMany({
      where: { id: isImported as string },
      data: { leadStage: 'lost' },
    });
    await services.database.prisma.enrollment.updateMany({
      where: { leadId: isImported as string },
      data: { nextStepAt: new Date() },
    });
    // The second request changes nothing.
    for (const _ of [1, 2]) await request('POST', `/api/enrollments/${ids[3]}/stop`);
    await expectCounted({
      'enrollments_ended_total{status="stopped",reason="reply"}': 1,
      'enrollments_ended_total{status="stopped",reason="stage"}': 2,
      'enrollments_ended_total{status="stopped",reason="stopped"}': 1,
    });
  });

  test('name the decisions about reviews, each once, and gauges say which wait', async () => {
    const { request, services } = service;
    const { expectCounted } = await startCounting(service);
    const accept = async () => {
      const body = { ...documentedExample, requireReview: true };
      const { status, body: answer } = await request('POST', `${leadFollowUpPath}?wait=20`, { body });
      expect([status, answer.data.status]).toEqual([202, 'awaiting_review']);
      return answer.data.id as string;
    };
    const [approved, rejected, expired, cancelled] = [
      await accept(),
      await accept(),
      await accept(),
      await accept(),
    ];
    const pages = (isExpected: (values: Record<string, number>) => boolean) =>
      until(async () => isExpected(valuesOf(await services.metricsPage())));
    await pages(
      ({ reviews_pending: count, reviews_oldest_pending_seconds: age = 0 }) => count === 4 && age > 0,
    );
    // The same decision again changes nothing.
    for (const _ of [1, 2]) {
      const approval = { revisions: { email: 1 } };
      await request('POST', `/api/follow-ups/${approved}/approve`, { body: approval });
      await request('POST', `/api/follow-ups/${rejected}/reject`, { body: { reason: 'too long' } });
    }
    await request('POST', `/api/follow-ups/${cancelled}/cancel`);
    await services.database.prisma.review.update({
      where: { followUpId: expired },
      data: { expiresAt: new Date() },
    });
    await expectCounted({
      'reviews_decided_total{decision="approved"}': 1,
      'reviews_decided_total{decision="rejected"}': 1,
      'reviews_decided_total{decision="expired"}': 1,
    });
    await pages(
      ({ reviews_pending: count, reviews_oldest_pending_seconds: age }) => count === 0 && age === 0,
    );
  });

  test('tell that the scheduler fails, with one enrollment and as a whole', async () => {
    const { prisma } = service.services.database;
    const expectFailure = async () => {
      const { counted } = await startCounting(service);
      await wakeUntil(service, async () => ((await counted())['scheduler_failures_total'] ?? 0) > 0);
    };
    const sequenceId = await storeSequence(service, ['30 days']);
    const leadId = await storeLead(service);
    await enroll(service, sequenceId, leadId);
    await prisma.sequence.updateMany({ where: { id: sequenceId }, data: { steps: [{ wait: 'some day' }] } });
    await prisma.enrollment.updateMany({ where: { leadId }, data: { nextStepAt: new Date() } });
    await expectFailure();
    await prisma.enrollment.deleteMany({ where: { leadId } });

    await prisma.$executeRaw`ALTER TABLE enrollment RENAME TO enrollment_that_is_gone`;
    await expectFailure();
    await prisma.$executeRaw`ALTER TABLE enrollment_that_is_gone RENAME TO enrollment`;
  });
});

test('a failed enrollment is counted, whether its step cannot be written or not be planned', async () => {
  const model = await startModelServer();
  const service = await startService({ modelUrl: model.baseUrl });
  try {
    const message = { title: 'Too long', message: 'word '.repeat(2_000) };
    const channels = { email: message, whatsapp: message, notification: message, web: message };
    model.respond({ kind: 'answer', content: { strategy: 'Ask.', channels } });
    const { clock, database } = service.services;
    const { prisma } = database;
    const { expectCounted } = await startCounting(service);
    const failTwice = async () => {
      await enroll(service, await storeSequence(service, ['0 days']), await storeLead(service));
      const where = { status: 'active', failures: 1 };
      await wakeUntil(service, async () => (await prisma.enrollment.count({ where })) === 1);
      clock.set(new Date(clock.now().getTime() + 3_700_000));
    };
    await failTwice();
    const failed = 'enrollments_ended_total{status="failed",reason=""}';
    await expectCounted({ sequence_steps_started_total: 2, [failed]: 1 });
    await prisma.agent.updateMany({
      where: { siteId: demoIds.sites.acme },
      data: { status: 'inactive' },
    });
    await failTwice();
    await expectCounted({ sequence_steps_started_total: 2, [failed]: 2 });
  } finally {
    await service.close();
    await model.close();
  }
});

test('the gauges say what is due and queued, without suspended organisations', async () => {
  const service = await startService({ workers: false });
  try {
    const { request, services } = service;
    const shows = (expected: Record<string, number>) =>
      until(async () => {
        const values = valuesOf(await services.metricsPage());
        const isOld = (values['enrollments_oldest_due_seconds'] ?? 0) > 0;
        return (
          isOld === (expected['enrollments_due'] ?? 0) > 0 &&
          Object.entries(expected).every(([name, value]) => values[name] === value)
        );
      });
    await shows({ enrollments_due: 0, sequence_steps_queued: 0 });
    const [now, later] = [await storeSequence(service, ['0 days']), await storeSequence(service, ['1 week'])];
    await enroll(service, now, await storeLead(service));
    await enroll(service, later, await storeLead(service));
    const paused = await enroll(service, now, await storeLead(service));
    await request('POST', `/api/enrollments/${paused}/pause`);
    const body = { ...documentedExample, steps: 2, followUpInterval: '2 days' };
    expect((await request('POST', leadFollowUpPath, { body })).status).toBe(202);
    await shows({ enrollments_due: 1, sequence_steps_queued: 1 });
    expect(valuesOf(await services.metricsPage())['sequence_steps_started_total']).toBe(1);

    const key = { 'x-api-key': services.config.ADMIN_KEY };
    const act = (action: string, body?: object) =>
      request('POST', `/api/organisations/${demoIds.organisation}/${action}`, { headers: key, body });
    expect((await act('suspend', { reason: 'test' })).status).toBe(200);
    await shows({ enrollments_due: 0, sequence_steps_queued: 0 });
    expect((await act('resume')).status).toBe(200);
    await shows({ enrollments_due: 1, sequence_steps_queued: 1 });
  } finally {
    await service.close();
  }
});
