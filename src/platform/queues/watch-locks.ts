import type { Processor, WorkerListener } from 'bullmq';

/** Processes a job. `lockLost` is aborted when the job may be another worker's by now. */
export type LockedProcessor = (
  job: Parameters<Processor<unknown, void>>[0],
  token: string | undefined,
  lockLost: AbortSignal,
) => Promise<void>;

export interface LockWatch {
  process(...run: Parameters<Processor<unknown, void>>): Promise<void>;
  /** Listens to the renewals of the worker that calls `process`. */
  follow(worker: RenewalEvents): void;
}

/** What of a worker tells how the renewal of its locks goes. */
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
 * Knows which jobs of a worker are still its own. BullMQ renews their locks and goes on with a job whose lock is gone;
 * so the job is given up when a renewal is refused, and when none has succeeded for as long as a lock lasts (the queue
 * is away, or this process was frozen).
 */
export function createLockWatch(processor: LockedProcessor, lockDurationMs: number): LockWatch {
  const runs = new Map<string, Run>();
  const lose = (jobId: string) => runs.get(jobId)?.lost.abort();

  return {
    async process(job, token) {
      const jobId = String(job.id);
      // This very worker has taken it again: whoever had it before has lost it.
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
