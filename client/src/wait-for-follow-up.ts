import type { Connection } from './connection.ts';
import { LeadFollowUpError, TimeoutError } from './errors.ts';
import type { AcceptedFollowUp, CompletedFollowUp, FollowUp } from './follow-up-types.ts';
import { pause, readRetryAfter, withTimeLimit } from './timing.ts';

export interface WaitOptions {
  /** Default 120,000. */
  timeoutMs?: number;
  signal?: AbortSignal;
}

/** How long one request waits, in seconds: shorter than what proxies take for a dead connection. */
export const longestWaitSeconds = 30;

/**
 * Waits until a follow-up has ended. While it waits for a review, the service is asked as often as it says, which is once
 * a minute.
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
      const finished = finishedFollowUp(body.data as FollowUp);
      if (finished) return finished;
      await pause(readRetryAfter(response.headers) ?? 1_000, signal);
    }
  } catch (error) {
    throw error instanceof LeadFollowUpError ? error.of(id) : error;
  }
}

/**
 * The follow-up when it is completed, or null while it is being written or waits for a review.
 * @throws LeadFollowUpError when it failed or was cancelled, as the service answers to who waits. A proxy may have kept
 * the wish to wait from the service; it then tells of a failed one with a 200.
 */
export function finishedFollowUp(followUp: AcceptedFollowUp | FollowUp): CompletedFollowUp | null {
  if (!('messages' in followUp)) return null;
  const { id, status, error } = followUp;
  if (status === 'completed') return followUp.messages ? followUp : null;
  if (status !== 'failed' && status !== 'cancelled') return null;
  const { code, message, details } = error ?? {
    code: 'COMMAND_CANCELLED',
    message: 'the follow-up was cancelled',
  };
  throw new LeadFollowUpError({ code, message, details, status: 200, followUpId: id });
}
