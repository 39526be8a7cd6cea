import type { ErrorCode } from './follow-up-types.ts';

export interface LeadFollowUpErrorOptions {
  /** One of the service's codes, also one that this version does not know, or UNREADABLE_ANSWER. */
  code: ErrorCode | 'UNREADABLE_ANSWER';
  status: number;
  message: string;
  details?: unknown;
  requestId?: string | null;
  followUpId?: string | null;
}

/**
 * What the service answered in place of what was asked for. `code` is stable and made to be switched on; `message` says
 * what to mend. UNREADABLE_ANSWER: what answered does not speak like the service, such as a proxy before it.
 */
export class LeadFollowUpError extends Error {
  readonly code: LeadFollowUpErrorOptions['code'];
  /** Of the HTTP answer. */
  readonly status: number;
  /** Which parameter, channel or rule; its shape depends on the code. */
  readonly details: unknown;
  /** What the operator finds the request by, or null. */
  readonly requestId: string | null;
  /** The follow-up that ended with this error; null when there is none. */
  readonly followUpId: string | null;

  constructor({ code, status, message, details, requestId, followUpId }: LeadFollowUpErrorOptions) {
    super(message);
    this.name = 'LeadFollowUpError';
    this.code = code;
    this.status = status;
    this.details = details;
    this.requestId = requestId ?? null;
    this.followUpId = followUpId ?? null;
  }

  /** The same error, said of a follow-up. */
  of(followUpId: string): LeadFollowUpError {
    const { code, status, message, details, requestId } = this;
    return new LeadFollowUpError({ code, status, message, details, requestId, followUpId });
  }
}

/** No answer came, also not when the request was sent again: `cause` says why, as fetch told it. */
export class ConnectionError extends Error {
  constructor(message: string, options?: { cause: unknown }) {
    super(message, options);
    this.name = 'ConnectionError';
  }
}

export interface TimeoutErrorOptions {
  timeoutMs: number;
  followUpId: string | null;
  idempotencyKey?: string | null;
}

/**
 * The follow-up has not ended in time: it is still being written, or waits for a review. That goes on: wait again with
 * `waitForFollowUp(error.followUpId)`, or, where the service had not told its id yet, send the same request with the
 * same `idempotencyKey`.
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
