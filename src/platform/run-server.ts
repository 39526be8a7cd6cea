import { loadConfig } from './config.ts';
import { migrate } from './migrate.ts';
import { type Closable, withReleasers } from './releasers.ts';
import { loadDotEnv, runProcess } from './run-process.ts';
import { createServices, type Services } from './services.ts';
import { warnWithoutQueue } from './warn-without-queue.ts';

/**
 * Runs one of the production processes: settings, migrated database, services, then what `start` makes of them.
 * @param environment the process's own, which a file .env may add to
 */
export function runServer(
  environment: NodeJS.ProcessEnv,
  start: (services: Services) => Closable | Promise<Closable>,
): Promise<void> {
  return runProcess(() => {
    loadDotEnv();
    const config = loadConfig(environment);
    return withReleasers(async (hold) => {
      await migrate(config.DATABASE_URL, { queueTables: !config.REDIS_URL });
      const services = hold(await createServices(config));
      await warnWithoutQueue(services);
      // Logs what cannot be decrypted; the service can do everything else meanwhile.
      await services.secretsHealth.check();
      hold(await start(services));
      return {};
    });
  });
}
