import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { documentedExample, leadFollowUpPath } from '../../src/contract/documented-example.ts';
import type { ModelBehaviour, ModelRequest } from '../harness/model-behaviour.ts';
import { type ModelServer, startModelServer } from '../harness/model-server.ts';
import { query } from '../harness/query.ts';
import { type Answer, startService, type TestService } from '../harness/start-service.ts';

const apiKey = 'sk-the-key-that-nobody-may-see';
const status = (code: number, body?: unknown, headers?: Record<string, string>): ModelBehaviour => ({
  kind: 'status',
  status: code,
  ...(body === undefined ? {} : { body }),
  ...(headers ? { headers } : {}),
});
const quoting = { error: { message: `Jane's prompt and ${apiKey} were refused`, code: apiKey } };
const well: ModelBehaviour | undefined = undefined;

interface Fault {
  /** What the model server does, call by call; the last one goes on. */
  sales: (ModelBehaviour | undefined)[];
  copywriter?: (ModelBehaviour | undefined)[];
  /** What the follow-up ends in. */
  end: 'completed' | 'SALES_COMMAND_FAILED' | 'NO_CONTENT_GENERATED';
  /** Of the phase at fault: the code it ended with, and the outcome of each of its calls. */
  code: string | null;
  calls: string[];
  /** Of that phase; the calls are of 100 tokens in and 50 out. Null: not known. */
  cost: number | null;
}

const three = <Value>(value: Value): Value[] => [value, value, value];
const call = 0.0003;
/** Tried three times in vain. */
const inVain = (behaviour: ModelBehaviour, end: Fault['end'], code: string, cost: number | null): Fault => ({
  sales: [behaviour],
  end,
  code,
  calls: three(code),
  cost,
});
const atOnce = (behaviour: ModelBehaviour, code = 'MODEL_REJECTED_REQUEST'): Fault => ({
  sales: [behaviour],
  end: 'SALES_COMMAND_FAILED',
  code,
  calls: [code],
  cost: 0,
});

const faults: Record<string, Fault> = {
  'a passing 500': {
    sales: [status(500), well],
    end: 'completed',
    code: null,
    calls: ['MODEL_UNAVAILABLE', 'completed'],
    cost: call,
  },
  'a connection that breaks once': {
    sales: [{ kind: 'disconnect' }, well],
    end: 'completed',
    code: null,
    calls: ['MODEL_UNAVAILABLE', 'completed'],
    cost: null,
  },
  '503 each time': inVain(status(503), 'SALES_COMMAND_FAILED', 'MODEL_UNAVAILABLE', 0),
  'an error inside a 200': inVain(
    status(200, { error: { message: 'Jane', code: 502 } }),
    'SALES_COMMAND_FAILED',
    'MODEL_UNAVAILABLE',
    0,
  ),
  'a page in place of an answer': inVain(
    status(200, '<html>Sign in</html>', { 'content-type': 'text/html' }),
    'NO_CONTENT_GENERATED',
    'MODEL_ANSWER_UNREADABLE',
    null,
  ),
  'a refusal': inVain({ kind: 'refuse' }, 'NO_CONTENT_GENERATED', 'MODEL_REFUSED', 3 * call),
  'a content filter': inVain({ kind: 'content-filter' }, 'NO_CONTENT_GENERATED', 'MODEL_REFUSED', 3 * call),
  'a truncated answer': inVain(
    { kind: 'truncated' },
    'NO_CONTENT_GENERATED',
    'MODEL_ANSWER_UNREADABLE',
    3 * call,
  ),
  'broken JSON': inVain(
    { kind: 'text', text: '{"strategy": "' },
    'NO_CONTENT_GENERATED',
    'MODEL_ANSWER_UNREADABLE',
    3 * call,
  ),
  'another shape': inVain(
    { kind: 'answer', content: { strategy: 'Ask.', channels: { email: { title: 'Only a title' } } } },
    'NO_CONTENT_GENERATED',
    'MODEL_ANSWER_UNREADABLE',
    3 * call,
  ),
  'no choices': inVain({ kind: 'empty' }, 'NO_CONTENT_GENERATED', 'MODEL_ANSWER_EMPTY', 3 * call),
  'a wrong key': atOnce(status(401, quoting)),
  'an unknown model': atOnce(status(404, { error: { code: 'model_not_found', message: 'Jane' } })),
  'too long a context': atOnce(
    status(400, { error: { code: 'context_length_exceeded', message: 'Jane' } }),
    'MODEL_CONTEXT_TOO_LONG',
  ),
  'a quota that is used up': atOnce(status(429, { error: { code: 'insufficient_quota', message: 'Jane' } })),
  'a copywriter that may not call': {
    sales: [well],
    copywriter: [status(403, quoting)],
    end: 'completed',
    code: 'MODEL_REJECTED_REQUEST',
    calls: ['MODEL_REJECTED_REQUEST'],
    cost: 0,
  },
  'a copywriter that is refused each time': {
    sales: [well],
    copywriter: [{ kind: 'refuse' }],
    end: 'completed',
    code: 'MODEL_REFUSED',
    calls: three('MODEL_REFUSED'),
    cost: 3 * call,
  },
};

/** Which fault a request belongs to, by the company in its facts, and which phase asks. */
function caseOf({ body }: ModelRequest): { name: string; phase: 'sales' | 'copywriter' } {
  const prompt = body.messages.map(({ content }) => content).join('\n');
  return {
    name: /"company": "Company of (.*?)"/.exec(prompt)?.[1] ?? '',
    phase: body.response_format?.json_schema?.name === 'sales_follow_up' ? 'sales' : 'copywriter',
  };
}

/** One follow-up for each name, all at the same time; the answers wait for their end. */
async function runAll(service: TestService, names: string[]): Promise<Map<string, Answer>> {
  const answers = names.map(async (name) => {
    const leadData = { ...documentedExample.leadData, company: `Company of ${name}` };
    const body = { ...documentedExample, leadData };
    return [name, await service.request('POST', `${leadFollowUpPath}?wait=60`, { body })] as const;
  });
  return new Map(await Promise.all(answers));
}

async function commandOf(service: TestService, answer: Answer | undefined, kind: 'sales' | 'copywriter') {
  const followUpId = answer?.body.data?.id ?? answer?.body.error?.details?.follow_up_id;
  return service.services.database.prisma.command.findUniqueOrThrow({
    where: { followUpId_kind_number: { followUpId, kind, number: 0 } },
    include: { modelCalls: { orderBy: { createdAt: 'asc' } } },
  });
}

describe('every fault of the model comes to its end', () => {
  const log: string[] = [];
  let model: ModelServer;
  let service: TestService;
  let answers: Map<string, Answer>;
  const asked: Record<string, number> = {};

  beforeAll(async () => {
    model = await startModelServer();
    model.respond((request) => {
      const { name, phase } = caseOf(request);
      const key = `${name}/${phase}`;
      const before = asked[key] ?? 0;
      asked[key] = before + 1;
      const behaviours = faults[name]?.[phase] ?? [well];
      return behaviours[Math.min(before, behaviours.length - 1)];
    });
    service = await startService({
      modelUrl: model.baseUrl,
      settings: { OPENAI_API_KEY: apiKey },
      onLog: (line) => log.push(line),
    });
    answers = await runAll(service, Object.keys(faults));
  });

  afterAll(async () => {
    await service.close();
    await model.close();
  });

  test.each(Object.entries(faults))('%s', async (name, { end, code, calls, cost, copywriter }) => {
    const answer = answers.get(name);
    const phase = copywriter ? 'copywriter' : 'sales';
    const ended = end === 'completed' ? [200, 'completed'] : [500, end];
    expect([answer?.status, answer?.body.data?.status ?? answer?.body.error.code]).toEqual(ended);
    if (end !== 'completed') expect(answer?.body.error.details.reason).toBe(code);

    const command = await commandOf(service, answer, phase);
    expect((command.error as { code: string } | null)?.code ?? null).toBe(code);
    expect(asked[`${name}/${phase}`]).toBe(calls.length);
    const outcomes = command.modelCalls.map(({ outcome, error }) =>
      outcome === 'completed' ? outcome : (error as { code: string }).code,
    );
    expect(outcomes).toEqual(calls);
    for (const { durationMs, model: name } of command.modelCalls) {
      expect(durationMs).toBeGreaterThanOrEqual(0);
      expect(name).toBe('gpt-5.4-mini');
    }
    const costs = command.modelCalls.map(({ costUsd }) => costUsd?.toNumber() ?? null);
    expect(command.costUsd?.toNumber() ?? null).toBe(cost);
    const sum = costs.includes(null) ? null : (costs as number[]).reduce((total, each) => total + each, 0);
    expect(sum === null ? null : Number(sum.toFixed(6))).toBe(cost);
    const tokens = command.modelCalls.reduce((total, { inputTokens }) => total + inputTokens, 0);
    expect(command.inputTokens).toBe(tokens);
    if (cost) expect(tokens).toBe(Math.round(cost / call) * 100);
    if (copywriter) {
      expect(answer?.body.data.quality.email.refined).toBe(false);
      expect(answer?.body.data.usage.cost_usd).toBe(Number((call + (cost ?? 0)).toFixed(6)));
    }
  });

  test('the key stands in no answer, no line of the log and no row; the lead in no line either', async () => {
    const { DATABASE_URL: url } = service.services.config;
    const tables = await query<{ name: string }>(
      url,
      "SELECT table_name AS name FROM information_schema.tables WHERE table_schema = 'public'",
    );
    expect(tables.length).toBeGreaterThan(10);
    for (const { name } of tables) {
      const rows = await query<{ row: string }>(url, `SELECT t::text AS row FROM "${name}" t`);
      expect(rows.filter(({ row }) => row.includes(apiKey))).toEqual([]);
    }
    expect(JSON.stringify([...answers.values()].map(({ body }) => body))).not.toContain(apiKey);
    expect(log.length).toBeGreaterThan(20);
    expect(log.filter((line) => line.includes(apiKey) || line.includes('Jane'))).toEqual([]);
  });
});

describe('a model that gives no answer in time', () => {
  let model: ModelServer;
  let service: TestService;

  beforeAll(async () => {
    model = await startModelServer();
    service = await startService({ modelUrl: model.baseUrl, settings: { MODEL_TIMEOUT_MS: '300' } });
  });

  afterAll(async () => {
    await service.close();
    await model.close();
  });

  test('is asked three times, and what that cost stays unknown', async () => {
    model.respond((request) => ({ kind: caseOf(request).name === 'silence' ? 'hang' : 'stall' }));
    for (const answer of (await runAll(service, ['silence', 'half a body'])).values()) {
      expect(answer.body.error).toMatchObject({
        code: 'SALES_COMMAND_FAILED',
        details: { reason: 'MODEL_TIMED_OUT' },
      });
      const { modelCalls, costUsd } = await commandOf(service, answer, 'sales');
      expect(costUsd).toBeNull();
      expect(modelCalls).toHaveLength(3);
      for (const made of modelCalls) {
        expect(made).toMatchObject({ error: { code: 'MODEL_TIMED_OUT' }, costUsd: null });
        expect(made.durationMs).toBeGreaterThanOrEqual(290);
      }
    }
  });
});
