import { isDatabaseUnavailable } from '../database-unavailable.ts';
import type { Logger } from '../logger.ts';
import type { RunStatement } from './run-statement.ts';

export interface EnqueuedFlow {
  followUpId: string;
  generation: number;
}

/**
 * Claiming a phase sets `enqueued_at` as well, so only a follow-up that is still queued after this time needs this
 * statement. The sweeper waits longer than this before it looks at a follow-up.
 */
const afterMs = 500;

/** Follow-ups are found by their primary keys. */
export const noteEnqueuedSql = `
  UPDATE follow_up f SET enqueued_at = now()
  FROM unnest($1::text[], $2::int[]) AS i(id, generation)
  WHERE f.id = i.id AND f.generation = i.generation AND f.enqueued_at IS NULL AND f.status = 'queued'`;

export interface EnqueuedNotes {
  /** Soon sets `enqueued_at`. If that fails, the sweeper finds the follow-up in the queue and sets it. */
  add(flow: EnqueuedFlow): void;
  flush(): Promise<void>;
}

/** Sets `enqueued_at` of follow-ups that the queue has received, in one statement per half second. */
export function createEnqueuedNotes(runStatement: RunStatement, logger: Logger): EnqueuedNotes {
  const flows: EnqueuedFlow[] = [];
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<void> = Promise.resolve();

  function flush(): Promise<void> {
    clearTimeout(timer);
    timer = undefined;
    if (flows.length > 0) {
      const taken = flows.splice(0);
      running = running.then(() => write(taken));
    }
    return running;
  }

  async function write(taken: readonly EnqueuedFlow[]): Promise<void> {
    try {
      await runStatement('note-enqueued', noteEnqueuedSql, [
        taken.map(({ followUpId }) => followUpId),
        taken.map(({ generation }) => generation),
      ]);
    } catch (err) {
      const level = isDatabaseUnavailable(err) ? 'debug' : 'warn';
      logger[level](
        { err, followUps: taken.length },
        'enqueued follow-ups could not be marked; the sweeper will mark them',
      );
    }
  }

  return {
    add(flow) {
      flows.push(flow);
      timer ??= setTimeout(flush, afterMs);
    },
    flush,
  };
}
