import { setMaxListeners } from 'node:events';
import pTimeout, { TimeoutError } from 'p-timeout';
import { warmUpGate } from '../src/generation/warm-up-gate.ts';
import { usesOfflineWriter } from '../src/platform/config.ts';
import { type QueueName, workerPolicy } from '../src/platform/queues/queue-policies.ts';
import type { LoopState } from '../src/platform/queues/start-when-reachable.ts';
import type { Services } from '../src/platform/services.ts';
import { limitToHeap } from './bearable-concurrency.ts';
import { type QueueWorker, registry } from './registry.ts';
import { startScheduler } from './scheduler.ts';
import { startSweeper } from './sweeper.ts';

export interface RunningWorkers {
  /** The state of each queue's worker. */
  states(): Record<string, LoopState>;
  /** Finishes the running jobs within the grace period and requeues the others. */
  close(): Promise<void>;
}

/** How long requeueing may take. It hangs while the queue is unavailable. */
const requeueMs = 5_000;

/** Starts a worker for each queue, the sweeper, and the scheduler of sequences. */
export function startWorkers(services: Services, policy = workerPolicy): RunningWorkers {
  const { queues, logger, config } = services;
  warmUpGate();
  const ending = new AbortController();
  // Every running job adds a listener.
  setMaxListeners(0, ending.signal);
  const bounded = limitToHeap(config, logger);
  const workers = Object.entries<QueueWorker>(registry).map(([name, { prepare, concurrency }]) => {
    const run = prepare(services);
    const worker = queues.startWorker(
      name as QueueName,
      (job, token, lockLost) => run({ job, token, processEnding: ending.signal, lockLost }),
      { ...policy, concurrency: concurrency(bounded) },
    );
    return { name, worker };
  });
  const sweeper = startSweeper(services);
  const scheduler = startScheduler(services);
  const models = usesOfflineWriter(config)
    ? ['offline writer']
    : [...new Set([config.SALES_MODEL, config.COPYWRITER_MODEL])];
  logger.info({ queues: Object.keys(registry), backend: queues.backend, models }, 'workers started');

  return {
    states: () => Object.fromEntries(workers.map(({ name, worker }) => [name, worker.state()])),
    async close() {
      const finished = Promise.all([
        sweeper.close(),
        scheduler.close(),
        ...workers.map(({ worker }) => worker.close()),
      ]);
      if (await endsWithin(finished, config.SHUTDOWN_GRACE_MS)) return;
      logger.warn('the grace period is over: running jobs are requeued');
      ending.abort();
      if (await endsWithin(finished, requeueMs)) return;
      logger.warn('the queue is unavailable: running jobs stay locked until their locks expire');
      finished.catch((err) => logger.debug({ err }, 'a worker closed late'));
    },
  };
}

/** @returns whether the work ended in time */
async function endsWithin(work: Promise<unknown>, milliseconds: number): Promise<boolean> {
  try {
    // pTimeout does not accept 0.
    await pTimeout(work, { milliseconds: Math.max(milliseconds, 1) });
    return true;
  } catch (error) {
    if (error instanceof TimeoutError) return false;
    throw error;
  }
}
