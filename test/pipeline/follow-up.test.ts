import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { demoIds } from '../../prisma/demo-data.ts';
import { commandViewSchema } from '../../src/contract/command-view.ts';
import { documentedExample, leadFollowUpPath } from '../../src/contract/documented-example.ts';
import { acceptedFollowUpSchema, followUpViewSchema } from '../../src/contract/follow-up-view.ts';
import type { ModelBehaviour, ModelRequest } from '../harness/model-behaviour.ts';
import { type ModelResponder, type ModelServer, startModelServer } from '../harness/model-server.ts';
import { describeEachQueueBackend, type OpenQueueBackend } from '../harness/queue-backends.ts';
import { startService, type TestService } from '../harness/start-service.ts';

describeEachQueueBackend('a follow-up', (backend) => {
  let queue: OpenQueueBackend;
  let model: ModelServer;
  let service: TestService;

  beforeAll(async () => {
    queue = await backend.open();
    model = await startModelServer();
    service = await startService({ redisUrl: queue.redisUrl, modelUrl: model.baseUrl });
  });

  afterAll(async () => {
    await service.close();
    await model.close();
    await queue.close();
  });

  const post = (body: unknown, headers: Record<string, string> = { prefer: 'wait=20' }) =>
    service.request('POST', leadFollowUpPath, { body, headers });

  /** A fresh stand-in for each test: what it answers and what it was asked. */
  function useModel(respond: ModelResponder): { requestCount: () => number } {
    const before = model.requests.length;
    model.respond(respond);
    return { requestCount: () => model.requests.length - before };
  }

  const written = (prefix: string, names: readonly string[]) =>
    Object.fromEntries(
      names.map((name) => [
        name,
        { title: `${prefix} ${name}`, message: `${prefix} text for ${name}, long enough` },
      ]),
    );
  const all = ['email', 'whatsapp', 'notification', 'web'];
  const isSales = ({ body }: ModelRequest) => body.response_format?.json_schema?.name === 'sales_follow_up';
  const answering =
    (sales: ModelBehaviour, copywriter: ModelBehaviour): ModelResponder =>
    (request) =>
      isSales(request) ? sales : copywriter;
  const goodSales: ModelBehaviour = {
    kind: 'answer',
    content: { strategy: 'Ask for a reply.', channels: written('Draft', all) },
  };
  const goodCopy: ModelBehaviour = { kind: 'answer', content: { channels: written('Refined', all) } };

  test('is written by both agents and answered with a message for each channel', async () => {
    const calls = useModel(answering(goodSales, goodCopy));
    const { status, headers, body } = await post(documentedExample);
    expect(body.error).toBeUndefined();
    expect(status).toBe(200);
    expect(headers.get('preference-applied')).toBe('wait=20');
    const followUp = followUpViewSchema.strict().parse(body.data);
    expect(followUp.status).toBe('completed');
    expect(Object.keys(followUp.messages ?? {})).toEqual(all);
    expect(followUp.messages?.email).toEqual({
      title: 'Refined email',
      message: 'Refined text for email, long enough',
      strategy: 'Ask for a reply.',
    });
    expect(followUp.lead).toMatchObject({
      name: 'Jane Smith',
      company: 'Acme Inc.',
      lead_stage: 'qualified',
    });
    expect(followUp.quality.email?.refined).toBe(true);
    expect(followUp.schedule.next_follow_up_at).not.toBeNull();
    expect(calls.requestCount()).toBe(2);
  });

  test('is accepted at once without a wait, and each phase shows on its command', async () => {
    useModel(answering(goodSales, goodCopy));
    const { status, headers, body } = await post(documentedExample, {});
    expect(status).toBe(202);
    const accepted = acceptedFollowUpSchema.strict().parse(body.data);
    expect(headers.get('location')).toBe(`/api/follow-ups/${accepted.id}`);
    expect(headers.get('retry-after')).toMatch(/^\d+$/);

    const ended = await service.request('GET', `${accepted.urls.self}?wait=20`);
    expect(ended.body.data.status).toBe('completed');
    for (const [type, path] of [
      ['sales', accepted.urls.sales],
      ['copywriter', accepted.urls.copywriter],
    ] as const) {
      const command = await service.request('GET', path ?? '');
      expect(commandViewSchema.strict().parse(command.body.data)).toMatchObject({
        type,
        status: 'completed',
        attempt: 1,
      });
    }
    const events = await service.services.database.prisma.event.findMany({
      where: { followUpId: accepted.id },
      orderBy: { seq: 'asc' },
    });
    expect(events.map(({ seq, type }) => [seq, type])).toEqual([
      [1, 'follow_up.queued'],
      [2, 'follow_up.running'],
      [3, 'command.running'],
      [4, 'command.completed'],
      [5, 'command.running'],
      [6, 'command.completed'],
      [7, 'follow_up.completed'],
    ]);
  });

  test('without a copywriter on the site is the sales version', async () => {
    useModel(
      answering(
        {
          kind: 'answer',
          content: { strategy: 'One mail.', channels: written('Draft', ['email', 'notification', 'web']) },
        },
        goodCopy,
      ),
    );
    const { body } = await post({ siteId: demoIds.sites.emailOnly, leadId: demoIds.leads.onEmailOnlySite });
    expect(body.data.command_ids.copywriter).toBeNull();
    expect(body.data.channels).toEqual(['email', 'notification', 'web']);
    expect(body.data.skipped_channels).toEqual([
      { channel: 'whatsapp', reason: 'not configured on the site' },
    ]);
    expect(body.data.messages.email.title).toBe('Draft email');
    expect(body.data.quality.email).toMatchObject({
      refined: false,
      reason: 'the site has no active copywriter',
    });
  });

  test('whose copywriter fails for good is the sales version, and the command says why', async () => {
    const calls = useModel(answering(goodSales, { kind: 'status', status: 404 }));
    const { status, body } = await post(documentedExample);
    expect(status).toBe(200);
    expect(body.data.messages.email.title).toBe('Draft email');
    expect(body.data.quality.email).toMatchObject({
      refined: false,
      reason: expect.stringMatching(/^the copywriter phase ended without a result: [A-Z_]+$/),
    });
    const copywriter = await service.request('GET', body.data.urls.copywriter);
    expect(copywriter.body.data).toMatchObject({
      status: 'failed',
      error: { code: 'MODEL_REJECTED_REQUEST' },
    });
    expect(calls.requestCount()).toBe(2);
  });

  test('whose sales phase fails for good fails, and the copywriter is cancelled', async () => {
    const calls = useModel(answering({ kind: 'status', status: 401 }, goodCopy));
    const { status, body } = await post(documentedExample);
    expect(status).toBe(500);
    expect(body).toMatchObject({
      success: false,
      error: { code: 'SALES_COMMAND_FAILED', details: { reason: 'MODEL_REJECTED_REQUEST' } },
    });
    expect(calls.requestCount()).toBe(1);
    expect(body.error.details.follow_up_id).toMatch(/^fup_/);
    const list = await service.services.database.prisma.followUp.findFirst({
      orderBy: { createdAt: 'desc' },
      include: { commands: true },
    });
    const statuses = Object.fromEntries(list?.commands.map(({ kind, status: was }) => [kind, was]) ?? []);
    expect(statuses).toEqual({ sales: 'failed', copywriter: 'cancelled' });
    const polled = await service.request('GET', `/api/follow-ups/${list?.id}`);
    expect(polled.status).toBe(200);
    expect(polled.body.data).toMatchObject({
      status: 'failed',
      messages: null,
      error: { code: 'SALES_COMMAND_FAILED' },
    });
  });

  test('is tried again after a passing fault, and keeps a record of each call', async () => {
    let salesCalls = 0;
    const calls = useModel((request) => {
      if (!isSales(request)) return goodCopy;
      salesCalls += 1;
      return salesCalls === 1 ? { kind: 'text', text: '{"strategy": "cut o' } : goodSales;
    });
    const { body } = await post(documentedExample);
    expect(body.data.status).toBe('completed');
    expect(calls.requestCount()).toBe(3);
    const command = await service.request('GET', body.data.urls.sales);
    expect(command.body.data.attempt).toBe(2);
    const records = await service.services.database.prisma.modelCall.findMany({
      where: { commandId: body.data.command_ids.sales },
      orderBy: { createdAt: 'asc' },
    });
    expect(records.map(({ outcome, error }) => [outcome, (error as { code?: string } | null)?.code])).toEqual(
      [
        ['failed', 'MODEL_ANSWER_UNREADABLE'],
        ['completed', undefined],
      ],
    );
  });

  test('that is refused three times ends with NO_CONTENT_GENERATED', async () => {
    const calls = useModel(answering({ kind: 'refuse' }, goodCopy));
    const { status, body } = await post(documentedExample);
    expect(status).toBe(500);
    expect(body.error).toMatchObject({ code: 'NO_CONTENT_GENERATED', details: { reason: 'MODEL_REFUSED' } });
    expect(calls.requestCount()).toBe(3);
  });

  test('waits as long as a rate limit asks, which uses up no attempt', async () => {
    let limited = 0;
    useModel((request) => {
      if (!isSales(request)) return goodCopy;
      limited += 1;
      return limited <= 4 ? { kind: 'rate-limit', retryAfterSeconds: 0 } : goodSales;
    });
    const { body } = await post(documentedExample);
    expect(body.data.status).toBe('completed');
    expect(limited).toBe(5);
  });

  test('publishes no message that fails the quality gate', async () => {
    const blankMail = { ...written('Refined', all), email: { title: ' ', message: '' } };
    useModel(answering(goodSales, { kind: 'answer', content: { channels: blankMail } }));
    const { body } = await post(documentedExample);
    expect(body.data.messages.email.title).toBe('Draft email');
    expect(body.data.quality).toMatchObject({ email: { refined: false }, web: { refined: true } });

    const blank = Object.fromEntries(all.map((name) => [name, { title: '', message: ' ' }]));
    useModel(
      answering(
        { kind: 'answer', content: { strategy: 'None.', channels: blank } },
        { kind: 'answer', content: { channels: blank } },
      ),
    );
    const nothing = await post(documentedExample);
    expect(nothing.status).toBe(500);
    expect(nothing.body.error.code).toBe('NO_CONTENT_GENERATED');
  });

  test('skips a channel that the lead has left since it was planned', async () => {
    const { prisma } = service.services.database;
    const optOut = { organisationId: demoIds.organisation, leadId: demoIds.leads.jane, channel: 'whatsapp' };
    let answered = 0;
    model.respond(async (request) => {
      answered += 1;
      if (answered === 1) await prisma.optOut.create({ data: optOut });
      return isSales(request) ? goodSales : goodCopy;
    });
    const { body } = await post(documentedExample);
    await prisma.optOut.deleteMany({ where: optOut });
    expect(Object.keys(body.data.messages)).toEqual(['email', 'notification', 'web']);
    expect(body.data.skipped_channels).toContainEqual({
      channel: 'whatsapp',
      reason: 'the lead has opted out',
    });
  });

  test('sends the model valid requests: both agents, the facts, a strict schema of the planned channels', async () => {
    const before = model.requests.length;
    useModel(answering(goodSales, goodCopy));
    await post(documentedExample);
    const [sales, copywriter] = model.requests.slice(before).map(({ body }) => body);
    for (const request of [sales, copywriter]) {
      expect(request).toMatchObject({
        model: 'gpt-5.4-mini',
        messages: [{ role: 'system' }, { role: 'user', content: expect.stringContaining('"Jane Smith"') }],
        response_format: {
          type: 'json_schema',
          json_schema: {
            strict: true,
            schema: { properties: { channels: { required: all, additionalProperties: false } } },
          },
        },
      });
    }
    expect(copywriter?.messages[1]?.content).toContain('Draft text for whatsapp');
  });
});
