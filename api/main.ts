import { loadConfig } from '../src/platform/config.ts';
import { migrate } from '../src/platform/migrate.ts';
import { withReleasers } from '../src/platform/releasers.ts';
import { loadDotEnv, runProcess } from '../src/platform/run-process.ts';
import { createServices } from '../src/platform/services.ts';
import { warnWithoutQueue } from '../src/platform/warn-without-queue.ts';
import { startApi } from './start-api.ts';

await runProcess(() => {
  loadDotEnv();
  const config = loadConfig(process.env);
  return withReleasers(async (hold) => {
    await migrate(config.DATABASE_URL, { queueTables: !config.REDIS_URL });
    const services = hold(await createServices(config));
    await warnWithoutQueue(services);
    hold(await startApi(services));
    return {};
  });
});
