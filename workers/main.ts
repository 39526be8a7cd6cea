import { withClosables } from '../src/platform/closables.ts';
import { runServer } from '../src/platform/run-server.ts';
import { serveHealth } from './serve-health.ts';
import { startWorkers } from './start-workers.ts';

await runServer(process.env, 'workers', (services) =>
  withClosables(async (hold) => {
    const workers = hold(startWorkers(services));
    // Held last, so that it answers no longer once the workers are closing.
    hold(await serveHealth(services, workers));
    return {};
  }),
);
