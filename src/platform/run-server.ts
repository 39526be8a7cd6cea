import { type Closable, withClosables } from './closables.ts';
import { directDatabaseSetting, directDatabaseUrl, loadConfig, requireModel } from './config.ts';
import { checkDatabase } from './connect-database.ts';
import { logOutputOfLibraries } from './log-output-of-libraries.ts';
import { createLogger, type ProcessRole } from './logger.ts';
import { serveMetrics } from './metrics/serve-metrics.ts';
import { migrate } from './migrate.ts';
import { findMisspelledSettings } from './misspelled-settings.ts';
import { isStartedByNpm, loadDotEnv, type ProcessSetup, runProcess } from './run-process.ts';
import { createServices, type Services } from './services.ts';
import { startTracing } from './tracing/tracing.ts';

/**
 * Runs one of the production processes: reads the settings, migrates the database, creates the services and calls
 * `start`.
 * @param environment of the process; a file .env may add to it
 */
export function runServer(
  environment: NodeJS.ProcessEnv,
  role: ProcessRole,
  start: (services: Services) => Closable | Promise<Closable>,
): Promise<void> {
  const run = (configure: (setup: ProcessSetup) => void) => {
    loadDotEnv();
    const config = loadConfig(environment);
    requireModel(config);
    const logger = createLogger(config, { role });
    logOutputOfLibraries(logger);
    configure({ logger, graceMs: config.SHUTDOWN_DRAIN_MS + config.SHUTDOWN_GRACE_MS });
    for (const warning of findMisspelledSettings(environment)) logger.warn(warning);
    return withClosables(async (hold) => {
      await migrate(directDatabaseUrl(config), {
        queueTables: !config.REDIS_URL,
        setting: directDatabaseSetting(config),
      });
      if (config.DIRECT_DATABASE_URL) await checkDatabase(config.DATABASE_URL);
      // Held first, so that it also sends the spans of what ends while the others are closed.
      const tracing = hold(await startTracing(config, logger, role));
      const services = hold(await createServices(config, logger, tracing));
      // Logs the secrets that cannot be decrypted. The rest of the service works meanwhile.
      await services.secretsHealth.check();
      hold(await serveMetrics(services));
      hold(await start(services));
      return {};
    });
  };
  return runProcess(run, { startedByNpm: isStartedByNpm(environment) });
}
