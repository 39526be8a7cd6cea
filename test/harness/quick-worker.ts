import { runServer } from '../../src/platform/run-server.ts';
import { startWorkers } from '../../workers/start-workers.ts';

// A worker process whose jobs are taken over soon after it has died; everything else is as in production.
await runServer(process.env, 'workers', (services) =>
  startWorkers(services, { lockDurationMs: 2_000, stalledIntervalMs: 500, maxStalledCount: 10 }),
);
