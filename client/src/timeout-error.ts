export interface TimeoutErrorOptions {
  timeoutMs: number;
  followUpId: string | null;
  idempotencyKey?: string | null;
}

/**
 * The follow-up has not ended in time. The work goes on: wait again with `waitForFollowUp(error.followUpId)`, or, where
 * the service had not told its id yet, send the same request with the same `idempotencyKey`.
 */
export class TimeoutError extends Error {
  readonly timeoutMs: number;
  /** Null when no answer had come at all. */
  readonly followUpId: string | null;
  /** That the request was sent with; null for a wait that sent none. */
  readonly idempotencyKey: string | null;

  constructor({ timeoutMs, followUpId, idempotencyKey }: TimeoutErrorOptions) {
    super(`${followUpId ?? 'the follow-up'} has not ended within ${timeoutMs} ms; the work goes on`);
    this.name = 'TimeoutError';
    this.timeoutMs = timeoutMs;
    this.followUpId = followUpId;
    this.idempotencyKey = idempotencyKey ?? null;
  }
}
