import { randomBytes } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import * as conventions from '@opentelemetry/semantic-conventions/incubating';
import { Redis } from 'ioredis';
import { demoIds, demoKey } from '../../prisma/demo-data.ts';
import { leadFollowUpPath } from '../../src/contract/documented-example.ts';
import { createDemoDatabase } from '../harness/demo-database.ts';
import { type ModelServer, startModelServer } from '../harness/model-server.ts';
import type { TestProcess } from '../harness/processes.ts';
import { query } from '../harness/query.ts';
import { describeEachQueueBackend, type OpenQueueBackend } from '../harness/queue-backends.ts';
import { runScript } from '../harness/run-script.ts';
import { createTemporaryFolder } from '../harness/temporary-folder.ts';
import type { TestDatabase } from '../harness/test-database.ts';
import { type ReceivedSpan, startTraceCollector, type TraceCollector } from '../harness/trace-collector.ts';
import { until } from '../harness/until.ts';
import { answering, ok, startWebhookReceiver, type WebhookReceiver } from '../harness/webhook-receiver.ts';

/** Every value of the lead, the caller's tracestate and the receiver's path contain one of these. */
const marks = /zqmark|2025550147/i;
const lead = { name: 'Zqmarka Zqmarkson', email: 'zqmark@zqmark.example', phone: '+12025550147' };
const callerSpanId = 'b7ad6b7169203331';
const newTraceId = () => randomBytes(16).toString('hex');

/** The spans of a trace as an outline: children are indented, in the order in which they ended. */
function outline(spans: readonly ReceivedSpan[], parent: string, depth = 0): string[] {
  const children = spans.filter(({ parentSpanId }) => parentSpanId === parent);
  return children
    .sort((a, b) => Number(a.endedAt - b.endedAt))
    .flatMap(({ service, kind, name, spanId, failed }) => [
      `${'  '.repeat(depth)}${service.replace('lead-followup-', '')} ${kind}: ${name}${failed ? ' (failed)' : ''}`,
      ...outline(spans, spanId, depth + 1),
    ]);
}

describeEachQueueBackend('tracing', (backend) => {
  let database: TestDatabase;
  let queue: OpenQueueBackend;
  let model: ModelServer;
  let receiver: WebhookReceiver;
  let collector: TraceCollector;
  let env: Record<string, string | undefined>;

  beforeAll(async () => {
    database = await createDemoDatabase();
    queue = await backend.open();
    model = await startModelServer();
    receiver = await startWebhookReceiver();
    collector = await startTraceCollector();
    env = {
      DATABASE_URL: database.url,
      REDIS_URL: queue.redisUrl,
      OPENAI_BASE_URL: model.baseUrl,
      SECRETS_KEY: Buffer.alloc(32, 7).toString('base64'),
      ADMIN_KEY: 'the-operators-key-of-the-tests-01',
      WEBHOOK_ALLOW_PRIVATE: 'true',
      SWEEP_INTERVAL_MS: '200',
      ORPHAN_AFTER_MS: '500',
      LOG_FORMAT: 'json',
      OTEL_EXPORTER_OTLP_ENDPOINT: collector.url,
      OTEL_EXPORTER_OTLP_HEADERS: 'x-tenant=acme',
      OTEL_EXPORTER_OTLP_PROTOCOL: 'http/json',
      OTEL_BSP_SCHEDULE_DELAY: '50',
    };
  }, 60_000);

  afterAll(async () => {
    await collector.close();
    await receiver.close();
    await model.close();
    await queue.close();
    await database.drop();
  });

  const urlOf = async (api: TestProcess) =>
    (await api.waitForOutput(/"url":"(http:[^"]+)"/, 60_000))[1] as string;

  async function stop(...processes: TestProcess[]): Promise<void> {
    for (const each of processes) each.kill('SIGTERM');
    for (const each of processes) expect(await each.exited).toEqual({ code: 0, signal: null });
  }

  async function post(url: string, traceparent: string, productInterest = 'automation'): Promise<string> {
    const answer = await fetch(`${url}${leadFollowUpPath}`, {
      method: 'POST',
      headers: {
        'x-api-key': demoKey,
        'content-type': 'application/json',
        traceparent,
        tracestate: 'vendor=zqmark',
      },
      body: JSON.stringify({
        siteId: demoIds.sites.acme,
        leadId: 'c0000000-0000-4000-8000-00000000aaaa',
        leadData: lead,
        productInterest: [productInterest],
        callbackUrl: `${receiver.url}/zqmark?key=zqmark`,
      }),
    });
    expect(answer.status).toBe(202);
    return ((await answer.json()) as { data: { id: string } }).data.id;
  }

  const webhooksOf = (id: string) => receiver.webhooks.filter(({ body }) => body.includes(id));
  const waitForWebhooks = (id: string, count: number) =>
    until(async () => webhooksOf(id).length === count, 60_000);
  const spansOf = (traceId: string) => collector.spans().filter((span) => span.traceId === traceId);
  const logLines = (process: TestProcess) =>
    process
      .output()
      .split('\n')
      .filter((line) => line.startsWith('{'))
      .map((line) => JSON.parse(line) as Record<string, unknown>);

  test('one trace from the request to the webhook, without data of the lead', async () => {
    // The first text is over the limit of its channel, so it is repaired. The second follow-up is refused.
    model.respond(({ body }, index) => {
      const prompt = JSON.stringify(body);
      if (prompt.includes('refused case')) {
        return { kind: 'status', status: 401, body: { error: { message: 'zqmark' } } };
      }
      if (index > 0) return undefined;
      const message = { title: 'Too long', message: 'zqmark '.repeat(2_000) };
      const channels = { email: message, whatsapp: message, notification: message, web: message };
      return { kind: 'answer', content: { strategy: 'Ask zqmark.', channels }, model: 'gpt-snapshot' };
    });
    receiver.respond((response, webhook, index) =>
      (index === 0 ? answering(503) : ok)(response, webhook, index),
    );
    const api = runScript('api/main.ts', env);
    const workers = runScript('workers/main.ts', env);
    const url = await urlOf(api);
    await workers.waitForOutput(/workers started/);

    const [traced, refused, unsampled] = [newTraceId(), newTraceId(), newTraceId()];
    const id = await post(url, `00-${traced}-${callerSpanId}-01`);
    // The first attempt is answered with 503, so the second one comes 5 s later.
    await waitForWebhooks(id, 2);
    const refusedId = await post(url, `00-${refused}-${callerSpanId}-01`, 'refused case');
    await waitForWebhooks(refusedId, 1);
    const unsampledId = await post(url, `00-${unsampled}-${callerSpanId}-00`);
    await waitForWebhooks(unsampledId, 1);
    expect((await fetch(`${url}/health/ready`)).status).toBe(200);
    await stop(api, workers);

    expect(outline(spansOf(traced), callerSpanId)).toEqual([
      'api server: POST /api/agents/sales/leadFollowUp',
      '  api producer: send sales',
      '  workers consumer: process sales',
      '    workers client: chat gpt-5.4-mini',
      '    workers internal: quality gate',
      '    workers client: chat gpt-5.4-mini',
      '    workers internal: quality gate',
      '  workers consumer: process copywriter',
      '    workers client: chat gpt-5.4-mini',
      '    workers internal: quality gate',
      '  workers consumer: process deliver-webhook',
      '    workers client: POST (failed)',
      '  workers consumer: process deliver-webhook',
      '    workers client: POST',
    ]);
    expect(outline(spansOf(refused), callerSpanId)).toEqual([
      'api server: POST /api/agents/sales/leadFollowUp',
      '  api producer: send sales',
      '  workers consumer: process sales (failed)',
      '    workers client: chat gpt-5.4-mini (failed)',
      '  workers internal: settle (failed)',
      '  workers consumer: process deliver-webhook',
      '    workers client: POST',
    ]);
    // Nothing is outside of the outlines: no span of another trace, and none whose parent was not sent.
    const outlined = [traced, refused].flatMap((traceId) => outline(spansOf(traceId), callerSpanId));
    expect(collector.spans()).toHaveLength(outlined.length);

    const named = (name: string) => spansOf(traced).filter((span) => span.name === name);
    expect(named('POST /api/agents/sales/leadFollowUp')[0]?.attributes).toEqual({
      'http.request.method': 'POST',
      'http.route': '/api/agents/sales/leadFollowUp',
      'http.response.status_code': 202,
      'url.scheme': 'http',
      'lead_followup.request_id': expect.stringMatching(/^req_/),
      'lead_followup.organisation_id': demoIds.organisation,
    });
    expect(named('process copywriter')[0]?.attributes).toEqual({
      'messaging.system': 'bullmq',
      'messaging.operation.name': 'process',
      'messaging.operation.type': 'process',
      'messaging.destination.name': 'copywriter',
      'lead_followup.organisation_id': demoIds.organisation,
      'lead_followup.follow_up_id': id,
      'lead_followup.command_id': expect.stringMatching(/^cmd_copywriter_/),
      'lead_followup.attempt': 1,
      'lead_followup.outcome': 'completed',
      'lead_followup.follow_up_status': 'completed',
    });
    expect(
      named('chat gpt-5.4-mini').find(({ attributes }) => attributes['lead_followup.round'] === 0)
        ?.attributes,
    ).toEqual({
      'gen_ai.operation.name': 'chat',
      'gen_ai.provider.name': 'openai',
      'gen_ai.output.type': 'json',
      'gen_ai.request.model': 'gpt-5.4-mini',
      'gen_ai.response.model': 'gpt-snapshot',
      'gen_ai.usage.input_tokens': 100,
      'gen_ai.usage.cache_read.input_tokens': 0,
      'gen_ai.usage.output_tokens': 50,
      'server.address': '127.0.0.1',
      'server.port': Number(new URL(model.baseUrl).port),
      'lead_followup.step': 'write',
      'lead_followup.channel': 'all',
      'lead_followup.round': 0,
      'lead_followup.cost_usd': expect.any(Number),
    });
    expect(named('POST').map(({ attributes }) => attributes)).toEqual([
      expect.objectContaining({ 'http.response.status_code': 503, 'error.type': '503' }),
      expect.objectContaining({ 'http.response.status_code': 204, 'server.address': '127.0.0.1' }),
    ]);

    // The receiver can continue the trace, also one that is not recorded.
    expect(webhooksOf(id).map(({ headers }) => headers['traceparent'])).toEqual(
      named('POST').map(({ spanId }) => `00-${traced}-${spanId}-01`),
    );
    expect(webhooksOf(unsampledId)[0]?.headers['traceparent']).toMatch(
      new RegExp(`^00-${unsampled}-[0-9a-f]{16}-00$`),
    );
    for (const { headers } of receiver.webhooks) expect(headers['tracestate']).toBeUndefined();

    // The marks were sent, so without this, the test could not fail.
    expect(receiver.webhooks.every(({ body, path }) => marks.test(body) && marks.test(path))).toBe(true);
    for (const { path, headers, body } of collector.exports) {
      expect([path, headers['x-tenant']]).toEqual(['/v1/traces', 'acme']);
      expect(body.toString('utf8')).not.toMatch(marks);
      expect(body.toString('utf8')).not.toContain(demoKey);
    }

    const known = new Set<unknown>(Object.values(conventions));
    const documented = readFileSync('docs/monitoring.md', 'utf8');
    const keys = new Set(collector.spans().flatMap(({ attributes }) => Object.keys(attributes)));
    expect([...keys].filter((key) => !key.startsWith('lead_followup.') && !known.has(key))).toEqual([]);
    expect([...keys].filter((key) => !documented.includes(`\`${key}\``))).toEqual([]);

    const lines = [...logLines(api), ...logLines(workers)].filter(({ traceId }) => traceId === traced);
    expect(new Set(lines.map(({ msg }) => msg))).toEqual(
      new Set(['request', 'phase', 'model call', 'a webhook was not delivered', 'a webhook was delivered']),
    );
  }, 120_000);

  test('a follow-up whose job was lost continues its trace', async () => {
    const api = runScript('api/main.ts', env);
    const traceId = newTraceId();
    const id = await post(await urlOf(api), `00-${traceId}-${callerSpanId}-01`);
    if (queue.redisUrl) await flush(queue.redisUrl);
    const workers = runScript('workers/main.ts', env);
    await waitForWebhooks(id, 1);
    await stop(api, workers);
    expect(outline(spansOf(traceId), callerSpanId).filter((line) => line.includes('process'))).toEqual([
      '  workers consumer: process sales',
      '  workers consumer: process copywriter',
      '  workers consumer: process deliver-webhook',
    ]);
  }, 120_000);

  // What follows has nothing to do with the queue.
  if (backend.name === 'redis') return;

  test('a collector that is down changes nothing, and is one line in the log', async () => {
    const closed = await startTraceCollector();
    await closed.close();
    const scripts = await createTemporaryFolder();
    // A batch fails without another try.
    const down = { ...env, OTEL_EXPORTER_OTLP_ENDPOINT: closed.url, OTEL_EXPORTER_OTLP_TIMEOUT: '500' };
    const api = runScript('api/main.ts', { ...down, NODE_V8_COVERAGE: scripts });
    const workers = runScript('workers/main.ts', down);
    const url = await urlOf(api);
    for (const count of [1, 2, 3]) {
      const id = await post(url, `00-${newTraceId()}-${callerSpanId}-01`);
      await waitForWebhooks(id, 1);
      if (count === 1) await workers.waitForOutput(/the trace collector is unavailable/);
    }
    await stop(api, workers);
    const complaints = logLines(workers).filter(({ msg }) =>
      /collector|spans|OpenTelemetry/.test(String(msg)),
    );
    expect(complaints).toEqual([
      expect.objectContaining({
        level: 'warn',
        msg: 'the trace collector is unavailable: spans are lost, and nothing else is affected',
        host: new URL(closed.url).host,
        cause: 'ECONNREFUSED',
      }),
    ]);
    expect(loadedPackages(scripts)).toContain('@opentelemetry/sdk-trace-base');
  }, 120_000);

  test('while tracing is off, nothing of the SDK is loaded, and no traceparent is stored or sent', async () => {
    const scripts = await createTemporaryFolder();
    const off = { ...env, OTEL_EXPORTER_OTLP_ENDPOINT: '', NODE_V8_COVERAGE: scripts };
    const [api, workers] = [runScript('api/main.ts', off), runScript('workers/main.ts', off)];
    const id = await post(await urlOf(api), `00-${newTraceId()}-${callerSpanId}-01`);
    await waitForWebhooks(id, 1);
    await stop(api, workers);
    const packages = loadedPackages(scripts);
    expect(packages).toContain('bullmq');
    // prom-client loads the interfaces.
    expect(packages.filter((name) => name.startsWith('@opentelemetry/'))).toEqual(['@opentelemetry/api']);
    expect(webhooksOf(id)[0]?.headers['traceparent']).toBeUndefined();
    expect(await query(database.url, `SELECT traceparent FROM follow_up WHERE id = '${id}'`)).toEqual([
      { traceparent: null },
    ]);
  }, 120_000);

  test('spans are sent as Protobuf by default, under the name that the operator chose', async () => {
    const api = runScript('api/main.ts', {
      ...env,
      OTEL_EXPORTER_OTLP_PROTOCOL: '',
      OTEL_SERVICE_NAME: 'the-sales-desk',
      OTEL_RESOURCE_ATTRIBUTES: 'deployment.environment.name=trial',
    });
    const url = await urlOf(api);
    expect((await fetch(`${url}/api/follow-ups`, { headers: { 'x-api-key': demoKey } })).status).toBe(200);
    await stop(api);
    const last = collector.exports.at(-1);
    expect(last).toMatchObject({ path: '/v1/traces', headers: { 'content-type': 'application/x-protobuf' } });
    for (const text of ['GET /api/follow-ups', 'the-sales-desk', 'deployment.environment.name', 'trial']) {
      expect(last?.body.toString('latin1')).toContain(text);
    }
  }, 60_000);
});

/** The packages whose scripts a process has loaded, from the coverage that it wrote when it ended. */
function loadedPackages(folder: string): string[] {
  const urls = readdirSync(folder).flatMap((name) => {
    const { result } = JSON.parse(readFileSync(join(folder, name), 'utf8')) as { result: { url: string }[] };
    return result.map(({ url }) => url);
  });
  const packages = urls.map((url) => /\/node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(url)?.[1]);
  return [...new Set(packages.filter((name) => name !== undefined))];
}

async function flush(redisUrl: string): Promise<void> {
  const redis = new Redis(redisUrl);
  await redis.flushdb();
  await redis.quit();
}
