import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { z } from 'zod';
import { demoIds } from '../../prisma/demo-data.ts';
import { claimCommand } from '../../src/commands/transitions.ts';
import { documentedExample, leadFollowUpPath } from '../../src/contract/documented-example.ts';
import type { CallStep } from '../../src/contract/phase.ts';
import { callModel } from '../../src/generation/call-model.ts';
import { today } from '../../src/generation/site-budget.ts';
import { createCallLog } from '../../src/platform/pipeline-sql/call-log.ts';
import { startWorkers } from '../../workers/start-workers.ts';
import type { ModelBehaviour, ModelRequest } from '../harness/model-behaviour.ts';
import { type ModelServer, startModelServer } from '../harness/model-server.ts';
import { startService, type TestService } from '../harness/start-service.ts';
import { until } from '../harness/until.ts';

const isSales = ({ body }: ModelRequest) => body.response_format?.json_schema?.name === 'sales_follow_up';
const onOtherSite = { siteId: demoIds.sites.emailOnly, leadId: demoIds.leads.onEmailOnlySite };

let model: ModelServer;
let service: TestService;
let before: number;

beforeAll(async () => {
  model = await startModelServer();
});

beforeEach(() => {
  model.respond(undefined);
  before = model.requests.length;
});

afterEach(() => service.close());
afterAll(() => model.close());

async function start(settings: Record<string, string>, modelUrl: string | null = model.baseUrl) {
  service = await startService({ ...(modelUrl ? { modelUrl } : {}), settings });
}

const post = (body: unknown = documentedExample, headers: Record<string, string> = {}) =>
  service.request('POST', `${leadFollowUpPath}?wait=50`, { body, headers });
const get = async (path: string) => (await service.request('GET', path)).body.data;
const callsMade = () => model.requests.length - before;

/** The call's tokens cost 0.0003 USD by the listed price. */
test('a follow-up costs what all its calls cost, and its commands each their own', async () => {
  await start({});
  let repeated = false;
  model.respond((request): ModelBehaviour | undefined => {
    if (isSales(request) || repeated) return undefined;
    repeated = true;
    return { kind: 'refuse' };
  });
  const { body } = await post();
  expect(body.data.usage).toEqual({ input_tokens: 300, output_tokens: 150, cost_usd: 0.0009 });
  const sales = await get(body.data.urls.sales);
  expect(sales.usage).toEqual({ input_tokens: 100, output_tokens: 50, cost_usd: 0.0003 });
  const copywriter = await get(body.data.urls.copywriter);
  expect(copywriter.usage).toEqual({ input_tokens: 200, output_tokens: 100, cost_usd: 0.0006 });
});

test('a snapshot is priced as its model, and what came from the cache as such', async () => {
  await start({});
  model.respond((request) =>
    isSales(request)
      ? {
          kind: 'answer',
          content: {
            strategy: 'Ask.',
            channels: Object.fromEntries(
              ['email', 'notification', 'web'].map((name) => [
                name,
                { title: 'Your next step', message: 'A short reply to this is all that it takes.' },
              ]),
            ),
          },
          usage: {
            prompt_tokens: 100_000,
            completion_tokens: 0,
            prompt_tokens_details: { cached_tokens: 60_000 },
          },
          model: 'gpt-5.4-mini-2026-03-17',
        }
      : undefined,
  );
  const { body } = await post(onOtherSite);
  expect(body.data.usage.cost_usd).toBe(0.0345);
  expect((await get(body.data.urls.sales)).model).toBe('gpt-5.4-mini-2026-03-17');
  const [call] = await service.services.database.prisma.modelCall.findMany();
  expect(call).toMatchObject({ inputTokens: 100_000, cachedInputTokens: 60_000 });
});

test('the cost of a model without a price is unknown, and the offline writer costs nothing', async () => {
  await start({ SALES_MODEL: 'llama-of-one-own' });
  expect((await post()).body.data.usage).toEqual({ input_tokens: 200, output_tokens: 100, cost_usd: null });
  await service.close();
  await start({ SALES_MODEL: 'llama-of-one-own', SITE_DAILY_USD: '1' }, null);
  const { usage } = (await post()).body.data;
  expect(usage.cost_usd).toBe(0);
  expect(usage.input_tokens).toBeGreaterThan(100);
});

test('a cancelled call is recorded, and may have cost something', async () => {
  await start({});
  model.respond({ kind: 'hang' });
  const { body } = await service.request('POST', leadFollowUpPath, { body: documentedExample });
  await model.waitForRequests(before + 1);
  const cancelled = await service.request('POST', body.data.urls.cancel);
  expect(cancelled.body.data.usage.cost_usd).toBeNull();
  const { prisma } = service.services.database;
  await until(async () => (await prisma.modelCall.count()) === 1);
  const [call] = await prisma.modelCall.findMany();
  expect(call).toMatchObject({ error: { code: 'MODEL_CALL_ABORTED' }, costUsd: null });
  expect(await get(body.data.urls.self)).toEqual(cancelled.body.data);
});

test('calls that end together are all counted, also those that did the same twice', async () => {
  service = await startService({ modelUrl: model.baseUrl, workers: false });
  const { body } = await service.request('POST', leadFollowUpPath, { body: documentedExample });
  const commandId = body.data.command_ids.sales;
  const payer = {
    organisationId: demoIds.organisation,
    siteId: demoIds.sites.acme,
    dailyTokens: null,
    dailyUsd: null,
  };
  const request = {
    model: 'gpt-5.4-mini',
    system: 'Write.',
    user: 'A title.',
    answer: { name: 'title', schema: z.object({ title: z.string() }) },
    signal: new AbortController().signal,
  };
  const steps = Array.from(
    { length: 6 },
    (_, round): CallStep => ({ step: 'repair', channel: 'all', round }),
  );
  const logOf = (attempt: number) => createCallLog(service.services.pipeline, { commandId, attempt }, []);
  // None is answered before all have asked, so that none finds what another has stored.
  model.respond(async () => {
    await model.waitForRequests(before + 12);
    return undefined;
  });
  await Promise.all(
    [...steps, ...steps].map(async (step) => {
      const calls = logOf(1);
      await callModel(
        service.services,
        { commandId, payer, calls, agent: { max_tokens: null } },
        step,
        request,
      );
      await calls.flushAll();
    }),
  );
  const { prisma } = service.services.database;
  const command = await prisma.command.findUniqueOrThrow({
    where: { id: commandId },
    include: { modelCalls: true },
  });
  expect([command.inputTokens, command.outputTokens, command.costUsd?.toNumber()]).toEqual([
    1_200, 600, 0.0036,
  ]);
  expect(await prisma.siteSpend.findMany()).toMatchObject([{ inputTokens: 1_200n, outputTokens: 600n }]);
  const completed = command.modelCalls.filter(({ outcome }) => outcome === 'completed');
  const repeated = command.modelCalls.filter(
    ({ error }) => (error as { code?: string } | null)?.code === 'MODEL_CALL_REPEATED',
  );
  expect([completed.length, repeated.length]).toEqual([6, 6]);

  const claim = () =>
    claimCommand(service.services, {
      followUpId: command.followUpId,
      commandId,
      generation: 0,
      lastAttempt: false,
    });
  await claim();
  const second = await claim();
  if (second.kind !== 'claimed') throw new Error(second.kind);
  await callModel(service.services, second.input, steps[0] as CallStep, request);
  expect(callsMade()).toBe(12);
});

test('a site that has used up its tokens of the day makes no further call, and callers are told when to come back', async () => {
  await start({ SITE_DAILY_TOKENS: '150' });
  const replayable = { 'idempotency-key': 'once' };
  const first = await post(documentedExample, replayable);
  // The sales call used them up: what it wrote is the result.
  expect(first.body.data).toMatchObject({ status: 'completed', quality: { email: { refined: false } } });
  const copywriter = await get(first.body.data.urls.copywriter);
  expect(copywriter.error).toMatchObject({
    code: 'BUDGET_EXHAUSTED',
    message: expect.stringMatching(/150 tokens a day.*is renewed at \d{4}-\d\d-\d\dT00:00:00\.000Z$/),
  });
  expect(copywriter.usage).toEqual({ input_tokens: 0, output_tokens: 0, cost_usd: 0 });

  const refused = await post();
  expect([refused.status, refused.body.error]).toMatchObject([
    429,
    { code: 'RATE_LIMITED', details: { reason: 'daily_budget' } },
  ]);
  const retryAfter = Number(refused.headers.get('retry-after'));
  expect(retryAfter).toBeGreaterThan(0);
  expect(retryAfter).toBeLessThanOrEqual(86_400);
  expect(callsMade()).toBe(1);
  const { prisma } = service.services.database;
  expect(await prisma.followUp.count()).toBe(1);
  expect(await prisma.modelCall.count()).toBe(1);

  // Neither another site nor an answer that is there already is held back, nor is another day.
  expect((await post(documentedExample, replayable)).body.data.id).toBe(first.body.data.id);
  expect((await post(onOtherSite)).body.data.status).toBe('completed');
  await prisma.$executeRaw`UPDATE site_spend SET day = day - 1`;
  expect((await post()).body.data.status).toBe('completed');
});

test('the budget of an organisation holds for all its sites, new and deleted ones too', async () => {
  await start({ ORGANISATION_DAILY_TOKENS: '450' });
  expect((await post()).body.data.status).toBe('completed');
  expect((await post(onOtherSite)).body.data.status).toBe('completed');
  const { prisma } = service.services.database;
  await prisma.site.delete({
    where: { organisationId_id: { organisationId: demoIds.organisation, id: documentedExample.siteId } },
  });
  const refused = await post(onOtherSite);
  expect([refused.status, refused.body.error]).toMatchObject([
    429,
    {
      code: 'RATE_LIMITED',
      message: expect.stringMatching(/^the organisation's budget of 450 tokens a day is used up/),
      details: { reason: 'daily_budget', limit: 'organisation' },
    },
  ]);
  expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);

  // What another organisation spends does not count.
  await prisma.$executeRaw`UPDATE site_spend SET organisation_id = 'org_other'`;
  expect((await post(onOtherSite)).body.data.status).toBe('completed');
});

test('what was accepted before the budget was used up ends at once, and is not tried again', async () => {
  service = await startService({
    modelUrl: model.baseUrl,
    workers: false,
    settings: { SITE_DAILY_TOKENS: '150' },
  });
  const { organisation: organisationId, sites } = demoIds;
  const { body } = await service.request('POST', leadFollowUpPath, { body: documentedExample });
  await service.services.database.prisma.siteSpend.create({
    data: { organisationId, siteId: sites.acme, day: today(), inputTokens: 1_000 },
  });
  const workers = startWorkers(service.services);
  const ended = await service.request('GET', `${body.data.urls.self}?wait=50`);
  expect(ended.body.error).toMatchObject({
    code: 'SALES_COMMAND_FAILED',
    details: { reason: 'BUDGET_EXHAUSTED' },
  });
  const retried = await service.request('POST', `/api/follow-ups/${body.data.id}/retry`);
  expect(retried.body.error).toMatchObject({ code: 'RATE_LIMITED', details: { reason: 'daily_budget' } });
  expect(callsMade()).toBe(0);
  await workers.close();
});

test('an agent may name only models that the operator allows', async () => {
  await start({ MODELS_ALLOWED: 'allowed-model' });
  const { site, agent } = { site: documentedExample.siteId, agent: documentedExample.agent_id };
  const put = (named: string) =>
    service.request('PUT', `/api/sites/${site}/agents/${agent}`, {
      body: { name: 'Sam', role: 'Sales/CRM Specialist', model: named },
    });
  expect((await put('other-model')).body.error).toMatchObject({
    code: 'INVALID_REQUEST',
    details: { parameter: 'model' },
  });
  for (const named of ['allowed-model', service.services.config.SALES_MODEL]) {
    expect((await put(named)).status).toBe(200);
    expect((await post()).body.data.status).toBe('completed');
  }
  const callsBefore = callsMade();
  // Stored before the operator made the list.
  await service.services.database.prisma.agent.updateMany({
    where: { id: agent },
    data: { model: 'other-model' },
  });
  expect((await post()).body.error).toMatchObject({
    code: 'SALES_COMMAND_FAILED',
    details: { reason: 'MODEL_NOT_ALLOWED' },
  });
  expect(callsMade()).toBe(callsBefore);
});

test('a budget in USD counts by price, and insists on one', async () => {
  await start({ SITE_DAILY_USD: '0.0003', COPYWRITER_MODEL: 'llama-of-one-own' });
  const { body } = await post();
  expect((await get(body.data.urls.copywriter)).error).toEqual({
    code: 'MODEL_PRICE_UNKNOWN',
    message:
      'no price is known for the model llama-of-one-own, and a daily budget in USD needs one: set MODEL_PRICES',
  });
  expect((await post()).body.error).toMatchObject({ code: 'RATE_LIMITED' });
  await service.close();

  const prices = { 'llama-of-one-own': { input: 1, output: 4 } };
  const settings = { COPYWRITER_MODEL: 'llama-of-one-own', MODEL_PRICES: JSON.stringify(prices) };
  await start({ SITE_DAILY_USD: '0.01', ...settings });
  expect((await post()).body.data.usage.cost_usd).toBe(0.0006);
});
