import type { ErrorCode } from './follow-up-types.ts';

export interface LeadFollowUpErrorOptions {
  /** One of the service's codes, also one that this version does not know, or UNREADABLE_ANSWER. */
  code: ErrorCode | 'UNREADABLE_ANSWER' | (string & {});
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
