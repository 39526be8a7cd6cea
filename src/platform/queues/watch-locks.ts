import type { Processor, WorkerListener } from 'bullmq';

/** Processes a job. `lockLost` is aborted when another worker may own the job. */
export type LockedProcessor = (
  job: Parameters<Processor<unknown, void>>[0],
  token: string | undefined,
  lockLost: AbortSignal,
) => Promise<void>;

export interface LockWatch {
  process(...run: Parameters<Processor<unknown, void>>): Promise<void>;
  /** Listens to the lock renewals of the worker that calls `process`. */
  follow(worker: RenewalEvents): void;
}

/** The events that a worker emits when it renews its locks. */
interface RenewalEvents {
  on<Event extends 'locksRenewed' | 'lockRenewalFailed'>(
    event: Event,
    listener: WorkerListener[Event],
  ): unknown;
}

interface Run {
  lost: AbortController;
  expiry: NodeJS.Timeout;
}

/**
 * Aborts jobs whose lock the worker has lost. BullMQ lets such a job continue: the signal that it passes to processors
 * is aborted by `cancelJob` only. A lock is lost when a renewal is refused, or when none has succeeded for the
 * duration of a lock (the queue is unavailable, or this process was frozen).
 */
export function createLockWatch(processor: LockedProcessor, lockDurationMs: number): LockWatch {
  const runs = new Map<string, Run>();
  const lose = (jobId: string) => runs.get(jobId)?.lost.abort();

  return {
    async process(job, token) {
      const jobId = String(job.id);
      // The same worker got the job again, so its earlier run has lost the lock.
      lose(jobId);
      const lost = new AbortController();
      const run = { lost, expiry: setTimeout(() => lost.abort(), lockDurationMs) };
      runs.set(jobId, run);
      try {
        await processor(job, token, lost.signal);
      } finally {
        clearTimeout(run.expiry);
        if (runs.get(jobId) === run) runs.delete(jobId);
      }
    },
    follow(worker) {
      worker.on('locksRenewed', ({ jobIds }) => {
        for (const jobId of jobIds) runs.get(jobId)?.expiry.refresh();
      });
      worker.on('lockRenewalFailed', (jobIds) => jobIds.forEach(lose));
    },
  };
}
