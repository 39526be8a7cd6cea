import type { Connection } from './connection.ts';
import { finishedFollowUp } from './finished-follow-up.ts';
import type { CompletedFollowUp } from './follow-up-types.ts';
import { LeadFollowUpError } from './lead-follow-up-error.ts';
import { pause } from './pause.ts';
import { readRetryAfter } from './retry-delay.ts';
import { TimeoutError } from './timeout-error.ts';
import { withTimeLimit } from './with-time-limit.ts';

export interface WaitOptions {
  /** Default 120,000. */
  timeoutMs?: number;
  signal?: AbortSignal;
}

/** How long one request waits, in seconds: shorter than what proxies take for a dead connection. */
export const longestWaitSeconds = 30;

/**
 * Waits until a follow-up has ended.
 * @throws LeadFollowUpError when it failed or was cancelled, TimeoutError when it has not ended in time
 */
export function waitForFollowUp(
  connection: Connection,
  id: string,
  { timeoutMs = 120_000, signal }: WaitOptions = {},
): Promise<CompletedFollowUp> {
  return withTimeLimit(
    timeoutMs,
    connection.signalOf(signal),
    (limited) => untilFinished(connection, id, limited),
    () => new TimeoutError({ timeoutMs, followUpId: id }),
  );
}

/** Asks until the follow-up has ended. Nothing but an answer or the signal ends this: work that was accepted goes on. */
export async function untilFinished(
  connection: Connection,
  id: string,
  signal: AbortSignal,
): Promise<CompletedFollowUp> {
  const params = { path: { id }, header: { prefer: `wait=${longestWaitSeconds}` } };
  try {
    for (;;) {
      const { body, response } = await connection.call(
        (options) => connection.api.GET('/api/follow-ups/{id}', { params, ...options }),
        { repeatable: true, persistent: true, signal, waitMs: longestWaitSeconds * 1_000 },
      );
      const finished = finishedFollowUp(body.data);
      if (finished) return finished;
      await pause(readRetryAfter(response.headers) ?? 1_000, signal);
    }
  } catch (error) {
    throw error instanceof LeadFollowUpError ? error.of(id) : error;
  }
}
