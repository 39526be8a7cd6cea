import { setMaxListeners } from 'node:events';
import pTimeout, { TimeoutError } from 'p-timeout';
import { warmUpGate } from '../src/generation/warm-up-gate.ts';
import { type QueueName, workerPolicy } from '../src/platform/queues/queue-policies.ts';
import type { Services } from '../src/platform/services.ts';
import { type QueueWorker, registry } from './registry.ts';
import { startSweeper } from './sweeper.ts';

export interface RunningWorkers {
  /** Finishes the jobs at hand within the grace period and hands back the others. */
  close(): Promise<void>;
}

/** How long handing back may take; it hangs while the queue is away. */
const handBackMs = 5_000;

/** Starts a worker for each queue, and the sweeper. */
export function startWorkers(services: Services, policy = workerPolicy): RunningWorkers {
  const { queues, logger, config } = services;
  warmUpGate();
  const ending = new AbortController();
  // Every job under way listens.
  setMaxListeners(0, ending.signal);
  const workers = Object.entries<QueueWorker>(registry).map(([name, { prepare, concurrency }]) => {
    const run = prepare(services);
    return queues.startWorker(
      name as QueueName,
      (job, token, lockLost) => run({ job, token, processEnding: ending.signal, lockLost }),
      { ...policy, concurrency: concurrency(config) },
    );
  });
  const sweeper = startSweeper(services);
  logger.info({ queues: Object.keys(registry), backend: queues.backend }, 'workers started');

  return {
    async close() {
      const finished = Promise.all([sweeper.close(), ...workers.map((worker) => worker.close())]);
      if (await endsWithin(finished, config.SHUTDOWN_GRACE_MS)) return;
      logger.warn('the grace period is over: jobs are handed back');
      ending.abort();
      if (await endsWithin(finished, handBackMs)) return;
      logger.warn('the queue does not answer: jobs are left until their locks expire');
      finished.catch((err) => logger.debug({ err }, 'a worker closed late'));
    },
  };
}

/** @returns whether the work ended in time */
async function endsWithin(work: Promise<unknown>, milliseconds: number): Promise<boolean> {
  try {
    // A grace period of 0 is one too.
    await pTimeout(work, { milliseconds: Math.max(milliseconds, 1) });
    return true;
  } catch (error) {
    if (error instanceof TimeoutError) return false;
    throw error;
  }
}
