import { startApi } from '../api/start-api.ts';
import { loadDemoData } from '../prisma/demo-data.ts';
import { type Closable, withClosables } from '../src/platform/closables.ts';
import {
  directDatabaseSetting,
  directDatabaseUrl,
  loadConfig,
  loadSettings,
} from '../src/platform/config.ts';
import { StartError } from '../src/platform/describe-failure.ts';
import { createLogger } from '../src/platform/logger.ts';
import { serveMetrics } from '../src/platform/metrics/serve-metrics.ts';
import { migrate } from '../src/platform/migrate.ts';
import { findMisspelledSettings } from '../src/platform/misspelled-settings.ts';
import { createServices, type Services } from '../src/platform/services.ts';
import { startTracing } from '../src/platform/tracing/tracing.ts';
import { startWorkers } from '../workers/start-workers.ts';
import { startEmbedded } from './embedded-settings.ts';

export interface AllInOne extends Closable {
  url: string;
  /** Whether the database is the embedded one with the demo data. */
  embedded: boolean;
  services: Services;
}

export interface AllInOneOptions {
  /** Values for required settings that are not set, if there is no embedded database. */
  fallbacks?: Record<string, string>;
  /** Called at each step, with a text for the user. */
  onStep?: (step: string) => void;
}

const queueReadyMs = 5_000;

/** Starts database, API and workers in one process. Uses the embedded database unless DATABASE_URL is set. */
export function startAllInOne(
  environment: NodeJS.ProcessEnv,
  { fallbacks = {}, onStep = () => undefined }: AllInOneOptions = {},
): Promise<AllInOne> {
  return withClosables(async (hold) => {
    const settings = loadSettings(environment);
    for (const warning of findMisspelledSettings(environment)) process.stderr.write(`warning: ${warning}\n`);
    const embedded = !settings.DATABASE_URL;
    if (embedded) onStep('starting the embedded PostgreSQL');
    const own = embedded ? hold(await startEmbedded(settings)).environment : fallbacks;
    const config = loadConfig({ ...own, ...nonEmpty(environment) });

    onStep('migrating the database');
    await migrate(directDatabaseUrl(config), {
      queueTables: !config.REDIS_URL,
      setting: directDatabaseSetting(config),
    });
    const logger = createLogger(config, { role: 'all-in-one' });
    const tracing = hold(await startTracing(config, logger, 'all-in-one'));
    const services = hold(await createServices(config, logger, tracing));
    await requireQueue(services);
    if (embedded) await loadDemoData(services.database, services.secrets);
    await services.secretsHealth.check();

    onStep('starting the API and the workers');
    hold(await serveMetrics(services));
    hold(startWorkers(services));
    const api = hold(await startApi(services));
    return { url: api.url, embedded, services };
  });
}

/** Removes empty variables, which mean "not set". */
function nonEmpty(environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(environment).filter(([, value]) => value));
}

/** There is no other process that could do the work later, so the start fails if the queue is unavailable. */
async function requireQueue({ queues }: Services): Promise<void> {
  try {
    await queues.ping(queueReadyMs);
  } catch {
    throw new StartError(
      'REDIS_URL: Redis does not answer at this address: start it, correct the address, or unset REDIS_URL to queue in PostgreSQL',
    );
  }
}
