import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { documentedExample, leadFollowUpPath } from '../../src/contract/documented-example.ts';
import type { ModelBehaviour, ModelRequest } from '../harness/model-behaviour.ts';
import { type ModelServer, startModelServer } from '../harness/model-server.ts';
import { startService, type TestService } from '../harness/start-service.ts';

const all = ['email', 'whatsapp', 'notification', 'web'];
const good = (prefix: string, names: readonly string[] = all) =>
  Object.fromEntries(
    names.map((name) => [
      name,
      { title: `${prefix} ${name}`, message: `${prefix} text, long enough to send` },
    ]),
  );
/** Longer than a notification may be. */
const tooLong = { title: 'Too long', message: 'word '.repeat(40) };
const nothing = { title: '', message: '' };
const answer = (channels: object, strategy?: string): ModelBehaviour => ({
  kind: 'answer',
  content: strategy === undefined ? { channels } : { strategy, channels },
});

const nameOf = ({ body }: ModelRequest) => body.response_format?.json_schema?.name ?? '';
const promptOf = ({ body }: ModelRequest) => body.messages.at(-1)?.content ?? '';
const systemOf = ({ body }: ModelRequest) => body.messages[0]?.content ?? '';
const isRepairOfSales = (request: ModelRequest) =>
  nameOf(request) === 'repaired_messages' && promptOf(request).includes('You are the Sales/CRM Specialist');

interface Answers {
  sales?: ModelBehaviour;
  salesRepair?: ModelBehaviour;
  copywriter?: ModelBehaviour;
  copywriterRepair?: ModelBehaviour;
}

let model: ModelServer;
let service: TestService;

beforeAll(async () => {
  model = await startModelServer();
  service = await startService({ modelUrl: model.baseUrl });
});

afterAll(async () => {
  await service.close();
  await model.close();
});

/** Sends the documented example to a model that answers so, and tells what it was asked. */
async function followUp(answers: Answers, on = service) {
  const before = model.requests.length;
  model.respond((request) => {
    if (nameOf(request) === 'sales_follow_up') return answers.sales ?? answer(good('Draft'), 'Ask.');
    if (isRepairOfSales(request)) return answers.salesRepair;
    return nameOf(request) === 'repaired_messages' ? answers.copywriterRepair : answers.copywriter;
  });
  const { body } = await on.request('POST', `${leadFollowUpPath}?wait=30`, { body: documentedExample });
  return { ...body, calls: model.requests.slice(before) };
}

const salesWithLongNotification = answer({ ...good('Draft'), notification: tooLong }, 'Ask.');
const refined = answer(good('Refined'));

describe('a draft that the quality gate stops', () => {
  test('goes back once, alone, behind the same prompt and with its problems', async () => {
    const { data, calls } = await followUp({
      sales: salesWithLongNotification,
      salesRepair: answer(good('Mended', ['notification'])),
      copywriter: { kind: 'status', status: 404 },
    });
    expect(calls.map(nameOf)).toEqual(['sales_follow_up', 'repaired_messages', 'refined_messages']);
    const [writing, repair] = calls as [ModelRequest, ModelRequest];
    expect(systemOf(repair)).toBe(systemOf(writing));
    expect(promptOf(repair).startsWith(promptOf(writing))).toBe(true);
    expect(promptOf(repair)).toContain('"rule": "length"');
    expect(promptOf(repair)).not.toContain('Draft email');
    const schema = JSON.stringify(repair.body.response_format?.json_schema?.schema);
    expect(schema).toContain('notification');
    expect(schema).not.toContain('whatsapp');
    expect(data.messages.notification.title).toBe('Mended notification');
    expect(data.messages.email.title).toBe('Draft email');
    expect(data.skipped_channels).toEqual([]);
  });

  test('and its repair are each recorded as a call', async () => {
    const { data } = await followUp({
      sales: salesWithLongNotification,
      salesRepair: answer(good('Mended', ['notification'])),
      copywriter: refined,
    });
    const records = await service.services.database.prisma.modelCall.findMany({
      where: { commandId: data.command_ids.sales },
      orderBy: { createdAt: 'asc' },
    });
    expect(records.map(({ step, channel, round, outcome }) => [step, channel, round, outcome])).toEqual([
      ['write', 'all', 0, 'completed'],
      ['repair', 'all', 1, 'completed'],
    ]);
    const listed = await service.request('GET', `/api/commands/${data.command_ids.sales}/model-calls`);
    const [written, repaired] = listed.body.data.map((call: { violations: object }) => call.violations);
    expect(Object.keys(written).sort()).toEqual([...all].sort());
    expect(written.notification).toMatchObject([{ rule: 'length', severity: 'error', field: 'message' }]);
    expect(Object.keys(repaired)).toEqual(['notification']);
    expect(repaired.notification.map(({ rule }: { rule: string }) => rule)).not.toContain('length');
  });

  test('and stays bad is shown to the copywriter with its problems, whose version is taken', async () => {
    const { data, calls } = await followUp({
      sales: salesWithLongNotification,
      salesRepair: answer({ notification: tooLong }),
      copywriter: refined,
    });
    expect(promptOf(calls.at(-1))).toContain('"problems"');
    expect(data.messages.notification.title).toBe('Refined notification');
    expect(data.quality.notification.refined).toBe(true);
  });

  test('and cannot be repaired, since the model refuses for good, leaves the other channels as they are', async () => {
    const { data } = await followUp({
      sales: salesWithLongNotification,
      salesRepair: { kind: 'status', status: 404 },
      copywriter: answer({ ...good('Refined'), notification: tooLong }),
      copywriterRepair: { kind: 'status', status: 404 },
    });
    expect(Object.keys(data.messages)).toEqual(['email', 'whatsapp', 'web']);
    expect(data.skipped_channels).toEqual([
      { channel: 'notification', reason: 'no version passed the quality gate: length' },
    ]);
  });

  test('whose repair is cut off is repaired in the next attempt, without the writing being paid again', async () => {
    let repairs = 0;
    const before = model.requests.length;
    model.respond((request) => {
      if (nameOf(request) === 'sales_follow_up') return salesWithLongNotification;
      if (nameOf(request) === 'refined_messages') return refined;
      repairs += 1;
      return repairs === 1 ? { kind: 'truncated' } : answer(good('Mended', ['notification']));
    });
    const { body } = await service.request('POST', `${leadFollowUpPath}?wait=30`, {
      body: documentedExample,
    });
    expect(body.data.status).toBe('completed');
    expect(model.requests.slice(before).map(nameOf)).toEqual([
      'sales_follow_up',
      'repaired_messages',
      'repaired_messages',
      'refined_messages',
    ]);
  });
});

test('when no draft passes after the repair, nothing is refined and the follow-up says which rules stopped it', async () => {
  const bad = Object.fromEntries(all.map((name) => [name, nothing]));
  const { error, calls } = await followUp({ sales: answer(bad, 'Ask.'), salesRepair: answer(bad) });
  expect(error).toMatchObject({ code: 'NO_CONTENT_GENERATED', details: { reason: 'NO_DRAFT_PASSED' } });
  expect(error.message).toContain('email: blank');
  expect(calls.map(nameOf)).toEqual(['sales_follow_up', 'repaired_messages']);
  const commands = await service.services.database.prisma.command.findMany({
    where: { followUpId: error.details.follow_up_id },
    orderBy: { kind: 'desc' },
  });
  expect(commands.map(({ kind, status }) => [kind, status])).toEqual([
    ['sales', 'failed'],
    ['copywriter', 'cancelled'],
  ]);
});

test('a refined message that stays bad falls back to the sales version', async () => {
  const { data, calls } = await followUp({
    copywriter: answer({ ...good('Refined'), notification: tooLong }),
    copywriterRepair: answer({ notification: tooLong }),
  });
  expect(calls.map(nameOf)).toEqual(['sales_follow_up', 'refined_messages', 'repaired_messages']);
  expect(data.messages.notification.title).toBe('Draft notification');
  expect(data.quality).toMatchObject({
    notification: {
      refined: false,
      reason: 'the refined version did not pass the quality gate: length',
    },
    email: { refined: true, reason: null },
  });
  expect(data.messages.email.title).toBe('Refined email');
});

describe('a copywriter that works channel by channel', () => {
  let perChannel: TestService;

  beforeAll(async () => {
    perChannel = await startService({
      modelUrl: model.baseUrl,
      settings: { COPYWRITER_CALLS: 'per-channel' },
    });
  });

  afterAll(() => perChannel.close());

  const channelOf = ({ body }: ModelRequest) => {
    const schema = JSON.stringify(body.response_format?.json_schema?.schema);
    return all.filter((name) => schema.includes(`"${name}"`)).join();
  };

  async function refine(respond: (channel: string) => ModelBehaviour) {
    const before = model.requests.length;
    model.respond((request) =>
      nameOf(request) === 'sales_follow_up' ? answer(good('Draft'), 'Ask.') : respond(channelOf(request)),
    );
    const { body } = await perChannel.request('POST', `${leadFollowUpPath}?wait=30`, {
      body: documentedExample,
    });
    return { data: body.data, calls: model.requests.slice(before) };
  }

  test('asks once for each, behind one common prompt', async () => {
    const { data, calls } = await refine((channel) => answer(good('Refined', [channel])));
    const refining = calls.slice(1);
    expect(refining.map(channelOf).sort()).toEqual([...all].sort());
    expect(new Set(refining.map(promptOf)).size).toBe(1);
    expect(all.map((name) => data.messages[name].title)).toEqual(all.map((name) => `Refined ${name}`));
  });

  test('keeps the sales version where one of them fails for good', async () => {
    const { data, calls } = await refine((channel) =>
      channel === 'web' ? { kind: 'status', status: 404 } : answer(good('Refined', [channel])),
    );
    expect(calls).toHaveLength(5);
    expect(data.messages.web.title).toBe('Draft web');
    expect(data.messages.email.title).toBe('Refined email');
    expect(data.quality.web).toMatchObject({
      refined: false,
      reason: 'the copywriter wrote nothing for this channel',
    });
  });

  test('asks again for those alone that failed in passing', async () => {
    let webCalls = 0;
    const { data, calls } = await refine((channel) => {
      if (channel !== 'web') return answer(good('Refined', [channel]));
      webCalls += 1;
      return webCalls === 1 ? { kind: 'status', status: 503 } : answer(good('Refined', ['web']));
    });
    expect(calls).toHaveLength(6);
    expect(data.messages.web.title).toBe('Refined web');
  });
});
