import { startApi } from '../../api/start-api.ts';
import { demoKey, loadDemoData } from '../../prisma/demo-data.ts';
import { type Closable, withClosables } from '../../src/platform/closables.ts';
import { loadConfig } from '../../src/platform/config.ts';
import { createLogger } from '../../src/platform/logger.ts';
import type { WorkerPolicy } from '../../src/platform/queues/queue-policies.ts';
import { createServices, type Services } from '../../src/platform/services.ts';
import { startWorkers } from '../../workers/start-workers.ts';
import { holdToReference } from './hold-to-reference.ts';
import type { TcpGate } from './tcp-gate.ts';
import { createTestDatabase } from './test-database.ts';

export interface TestService extends Closable {
  url: string;
  services: Services;
  /**
   * Sends a request with the demo key unless `headers` say otherwise; the answer's body is parsed.
   * @throws when the API reference does not describe the answer
   */
  request(method: string, path: string, options?: RequestOptions): Promise<Answer>;
}

export interface RequestOptions {
  body?: unknown;
  headers?: Record<string, string>;
  signal?: AbortSignal;
}

export interface Answer {
  status: number;
  headers: Headers;
  // biome-ignore lint/suspicious/noExplicitAny: tests look into answers freely; their shape is held by their schemas
  body: any;
}

export interface TestServiceOptions {
  redisUrl?: string | undefined;
  /** Undefined: the offline writer. The facts of messages are checked only where `settings` say so. */
  modelUrl?: string;
  workers?: boolean;
  workerPolicy?: WorkerPolicy;
  settings?: Record<string, string>;
  /** In place of an empty one: for services that share it. Whoever made it drops it. */
  databaseUrl?: string;
  /** Takes each line of the log, all levels. */
  onLog?: (line: string) => void;
  /** Puts something between the service and its database: from its URL to the one that the service gets. */
  reachDatabase?: (url: string) => Promise<TcpGate>;
}

/** API and workers in this process, on a database of their own that holds the demo data. */
export function startService(options: TestServiceOptions = {}): Promise<TestService> {
  const { redisUrl, modelUrl, workers = true, workerPolicy, settings = {}, onLog, reachDatabase } = options;
  return withClosables(async (hold) => {
    const databaseUrl = options.databaseUrl ?? (await ownDatabase(hold));
    const gate = reachDatabase && hold(await reachDatabase(databaseUrl));
    const config = loadConfig({
      DATABASE_URL: gate?.url ?? databaseUrl,
      REDIS_URL: redisUrl,
      OPENAI_BASE_URL: modelUrl,
      FACT_CHECK: 'off',
      SECRETS_KEY: Buffer.alloc(32, 7).toString('base64'),
      ADMIN_KEY: 'the-operators-key-of-the-tests-01',
      PORT: '0',
      LOG_LEVEL: onLog ? 'trace' : 'silent',
      ...settings,
    });
    const logger = createLogger(config, onLog ? { destination: { write: onLog } } : {});
    const services = hold(await createServices(config, logger));
    await services.queues.ping(10_000);
    if (!options.databaseUrl) await loadDemoData(services.database, services.secrets);
    if (workers) hold(startWorkers(services, workerPolicy));
    const { url } = hold(await startApi(services));
    return {
      url,
      services,
      async request(method, path, init) {
        const answer = await send(`${url}${path}`, method, init);
        holdToReference(method, path, answer.status, answer.body);
        return answer;
      },
    };
  });
}

async function ownDatabase(hold: (closable: Closable) => Closable): Promise<string> {
  const database = await createTestDatabase();
  hold({ close: () => database.drop() });
  return database.url;
}

async function send(
  url: string,
  method: string,
  { body, headers = {}, signal }: RequestOptions = {},
): Promise<Answer> {
  const isText = typeof body === 'string';
  const response = await fetch(url, {
    method,
    headers: {
      'x-api-key': demoKey,
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...headers,
    },
    body: body === undefined ? null : isText ? body : JSON.stringify(body),
    signal: signal ?? null,
  });
  const text = await response.text();
  return { status: response.status, headers: response.headers, body: text === '' ? null : JSON.parse(text) };
}
