import { isDatabaseUnavailable } from '../database-unavailable.ts';
import type { Logger } from '../logger.ts';
import type { RunStatement } from './run-statement.ts';

export interface EnqueuedFlow {
  followUpId: string;
  generation: number;
}

/**
 * A phase that is claimed takes the mark off too. Only what is still queued after this time needs a statement for it,
 * and the sweeper leaves a follow-up alone for longer.
 */
const afterMs = 500;

/** Found by primary key. */
export const noteEnqueuedSql = `
  UPDATE follow_up f SET enqueued_at = now()
  FROM unnest($1::text[], $2::int[]) AS i(id, generation)
  WHERE f.id = i.id AND f.generation = i.generation AND f.enqueued_at IS NULL AND f.status = 'queued'`;

export interface EnqueuedNotes {
  /** Takes off the outbox mark, soon. Without it, the sweeper finds the follow-up in the queue and does the same. */
  add(flow: EnqueuedFlow): void;
  flush(): Promise<void>;
}

/** Takes off the outbox marks of what the queue has, together for all that came within half a second. */
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
      logger[level]({ err, followUps: taken.length }, 'outbox marks stay: the sweeper will look at them');
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
