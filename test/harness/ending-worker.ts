import { createLogger } from '../../src/platform/logger.ts';
import { startWhenReachable } from '../../src/platform/queues/start-when-reachable.ts';
import { runProcess } from '../../src/platform/run-process.ts';

// A process whose only queue worker starts and then stops taking jobs, as a fault in BullMQ could make it.
await runProcess(
  async (configure) => {
    const logger = createLogger({ LOG_LEVEL: 'info', LOG_FORMAT: 'json' });
    configure({ logger, graceMs: 0 });
    const create = () => ({
      waitUntilReady: async () => undefined,
      run: async () => undefined,
      close: async () => logger.info('closed'),
    });
    return startWhenReachable(create, logger);
  },
  { startedByNpm: false },
);
