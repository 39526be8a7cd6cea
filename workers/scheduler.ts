import { isDatabaseUnavailable } from '../src/platform/database-unavailable.ts';
import type { Services } from '../src/platform/services.ts';
import { runDueSteps } from '../src/sequences/run-due-steps.ts';

export interface Scheduler {
  close(): Promise<void>;
}

/** How often each process looks for steps that are due. */
const pollMs = 5_000;

/** Starts the steps of sequences when they are due: on a timer, and at once when a signal says that one has changed. */
export function startScheduler(services: Services): Scheduler {
  const { database, logger, metrics, signals } = services;
  const stop = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<unknown> | undefined;
  let again = false;

  function run(): void {
    if (stop.signal.aborted) return;
    if (running) {
      again = true;
      return;
    }
    clearTimeout(timer);
    running = runDueSteps(services, stop.signal)
      .catch((err) => {
        if (isDatabaseUnavailable(err)) {
          database.reportOutage(err);
          return;
        }
        metrics.schedulerFailures.inc();
        logger.warn({ err }, 'the steps that are due could not be started: the next try is soon');
      })
      .finally(() => {
        running = undefined;
        if (again) {
          again = false;
          run();
        } else if (!stop.signal.aborted) {
          timer = setTimeout(run, pollMs * (0.5 + Math.random()));
        }
      });
  }

  const unsubscribe = signals.subscribe((id) => {
    if (id?.startsWith('enr_')) run();
  });
  run();
  return {
    async close() {
      stop.abort();
      unsubscribe();
      clearTimeout(timer);
      await running;
    },
  };
}
