import { rm } from 'node:fs/promises';
import { loadDemoData } from '../../prisma/demo-data.ts';
import { freePort } from '../../scripts/embedded/free-port.ts';
import { type Closable, withClosables } from '../../src/platform/closables.ts';
import { createDatabase } from '../../src/platform/database.ts';
import { createLogger } from '../../src/platform/logger.ts';
import { migrate } from '../../src/platform/migrate.ts';
import { createSecrets } from '../../src/platform/secrets.ts';
import { createTemporaryFolder } from '../harness/temporary-folder.ts';
import { type CountingModel, startCountingModel } from './servers/model.ts';
import { type PostgresServer, startPostgres } from './servers/postgres.ts';
import { type RedisServer, startRedis } from './servers/redis.ts';
import type { Restartable } from './servers/restartable.ts';
import { serviceProcess } from './servers/service-process.ts';
import { startWebhookCounter, type WebhookCounter } from './servers/webhook-counter.ts';

export const backends = ['redis', 'postgres'] as const;
export type Backend = (typeof backends)[number];

/** A whole installation on this machine: two API and two worker processes on servers of their own. */
export interface Cluster extends Closable {
  backend: Backend;
  postgres: PostgresServer;
  redis: RedisServer | null;
  model: CountingModel;
  webhooks: WebhookCounter;
  apis: readonly [ApiProcess, ApiProcess];
  workers: readonly [Restartable, Restartable];
}

export interface ApiProcess extends Restartable {
  url: string;
}

const secretsKey = Buffer.alloc(32, 7);

/** What a fault costs is to be seen within seconds where the product's own settings would take half a minute. */
const quickRepair = { SWEEP_INTERVAL_MS: '1000', ORPHAN_AFTER_MS: '2000' };

/** Starts everything; `settings` are those of API and workers. */
export function startCluster(backend: Backend, settings: Record<string, string> = {}): Promise<Cluster> {
  return withClosables(async (hold) => {
    const folder = await createTemporaryFolder();
    hold({ close: () => rm(folder, { recursive: true, force: true, maxRetries: 3 }) });
    const postgres = holdServer(await startPostgres(folder, { track_commit_timestamp: 'on' }));
    const redis = backend === 'redis' ? holdServer(await startRedis(folder)) : null;
    const model = hold(await startCountingModel());
    const webhooks = hold(await startWebhookCounter());
    await prepareDatabase(postgres.url, { queueTables: !redis });

    const env = {
      SECRETS_KEY: secretsKey.toString('base64'),
      ADMIN_KEY: 'the-operators-key-of-the-tests-01',
      OPENAI_BASE_URL: model.baseUrl,
      FACT_CHECK: 'off',
      RATE_LIMIT_PER_MINUTE: '1000000',
      WEBHOOK_ALLOW_PRIVATE: 'true',
      ...(redis ? { REDIS_URL: redis.url } : {}),
      ...quickRepair,
      ...settings,
    };
    const databaseUrl = postgres.url;
    const startApi = async (name: string): Promise<ApiProcess> => {
      const port = await freePort();
      const api = serviceProcess({
        name,
        file: 'api/main.ts',
        databaseUrl,
        env: { ...env, PORT: String(port) },
      });
      await holdServer(api).start();
      return { ...api, url: `http://127.0.0.1:${port}` };
    };
    const startWorker = async (name: string): Promise<Restartable> => {
      const worker = serviceProcess({ name, file: 'workers/main.ts', databaseUrl, env });
      await holdServer(worker).start();
      return worker;
    };
    const [apiOne, apiTwo, workerOne, workerTwo] = await Promise.all([
      startApi('api-1'),
      startApi('api-2'),
      startWorker('worker-1'),
      startWorker('worker-2'),
    ]);
    return {
      backend,
      postgres,
      redis,
      model,
      webhooks,
      apis: [apiOne, apiTwo],
      workers: [workerOne, workerTwo],
    };

    function holdServer<Server extends Restartable>(server: Server): Server {
      hold({ close: () => server.kill() });
      return server;
    }
  });
}

async function prepareDatabase(url: string, options: { queueTables: boolean }): Promise<void> {
  await migrate(url, options);
  const database = createDatabase(url, createLogger({ LOG_LEVEL: 'silent', LOG_FORMAT: 'json' }));
  await loadDemoData(database, createSecrets([secretsKey]));
  await database.close();
}
