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
import { startWorkers } from '../workers/start-workers.ts';
import { startEmbedded } from './embedded-settings.ts';

export interface AllInOne extends Closable {
  url: string;
  /** Whether the database is the embedded one, with the demo data in it. */
  embedded: boolean;
  services: Services;
}

export interface AllInOneOptions {
  /** What stands in for settings that a server needs and that are not set, when there is no embedded database. */
  fallbacks?: Record<string, string>;
  /** Told what is being done, as a person would like to read it. */
  onStep?: (step: string) => void;
}

const queueReadyMs = 5_000;

/** Starts database, API and workers in one process: the embedded database when no other is named. */
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
    const services = hold(await createServices(config, createLogger(config, { role: 'all-in-one' })));
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

/** An empty variable means "not set". */
function nonEmpty(environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(environment).filter(([, value]) => value));
}

/** Alone in its process nothing would take up the work later, so a queue that is away ends the start. */
async function requireQueue({ queues }: Services): Promise<void> {
  try {
    await queues.ping(queueReadyMs);
  } catch {
    throw new StartError(
      'REDIS_URL: Redis does not answer there: start it, correct the address, or unset REDIS_URL to queue in PostgreSQL',
    );
  }
}
