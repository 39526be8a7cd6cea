import type { Connection } from './connection.ts';
import { createFollowUp } from './create-follow-up.ts';
import { LeadFollowUpError, TimeoutError } from './errors.ts';
import type { AcceptedFollowUp, CompletedFollowUp, LeadFollowUpRequest } from './follow-up-types.ts';
import { withTimeLimit } from './timing.ts';
import {
  finishedFollowUp,
  longestWaitSeconds,
  untilFinished,
  type WaitOptions,
} from './wait-for-follow-up.ts';

export interface CreateAndWaitOptions extends WaitOptions {
  /** As of `createFollowUp`. */
  idempotencyKey?: string;
}

/** What a follow-up ends with; other errors say that there is none. */
const outcomes: ReadonlySet<string> = new Set([
  'SALES_COMMAND_FAILED',
  'NO_CONTENT_GENERATED',
  'NO_VALID_CHANNELS',
  'COMMAND_CANCELLED',
  'REVIEW_REJECTED',
  'REVIEW_EXPIRED',
]);

/**
 * Has a follow-up written and waits for it.
 * @throws LeadFollowUpError when it is refused, failed or was cancelled; TimeoutError when it has not ended in time;
 * ConnectionError when the service could not be reached
 */
export function createAndWait(
  connection: Connection,
  request: LeadFollowUpRequest,
  { timeoutMs = 120_000, idempotencyKey = crypto.randomUUID(), signal }: CreateAndWaitOptions = {},
): Promise<CompletedFollowUp> {
  // A quarter of the time is left for the service's answer to arrive, so that a caller that gives up knows the id.
  const waitSeconds = Math.max(0, Math.min(longestWaitSeconds, Math.floor((timeoutMs * 0.75) / 1_000) - 1));
  let followUpId: string | null = null;
  return withTimeLimit(
    timeoutMs,
    connection.signalOf(signal),
    async (limited) => {
      const options = { idempotencyKey, timeoutMs, signal: limited };
      try {
        const accepted = await createFollowUp(connection, request, options, waitSeconds);
        followUpId = accepted.id;
        return finishedFollowUp(accepted) ?? (await untilFinished(connection, followUpId, limited));
      } catch (error) {
        if (!(error instanceof LeadFollowUpError) || error.followUpId || !outcomes.has(error.code))
          throw error;
        throw await withId(error, () => createFollowUp(connection, request, options));
      }
    },
    () => new TimeoutError({ timeoutMs, followUpId, idempotencyKey }),
  );
}

/** An answer that is an error has no id; asked again, without a wait, the service answers the follow-up itself. */
async function withId(
  error: LeadFollowUpError,
  ask: () => Promise<AcceptedFollowUp>,
): Promise<LeadFollowUpError> {
  try {
    return error.of((await ask()).id);
  } catch {
    // What came of the follow-up is known: that counts for more than its id.
    return error;
  }
}
