import { z } from 'zod';

/** Every error code of the API, with its HTTP status. Clients depend on the codes. */
export const httpStatusByCode = {
  UNAUTHORIZED: 401,
  FORBIDDEN: 403,
  RATE_LIMITED: 429,
  INVALID_REQUEST: 400,
  INVALID_INPUT: 400,
  INVALID_PHONE_NUMBER: 400,
  IDEMPOTENCY_KEY_REUSED: 422,
  SITE_NOT_FOUND: 404,
  LEAD_NOT_FOUND: 404,
  AGENT_NOT_FOUND: 404,
  NO_CHANNELS_CONFIGURED: 400,
  NO_VALID_CHANNELS_FOR_LEAD: 400,
  SALES_COMMAND_FAILED: 500,
  NO_CONTENT_GENERATED: 500,
  NO_VALID_CHANNELS: 400,
  COMMAND_CANCELLED: 409,
  NOT_RETRYABLE: 409,
  NOT_FOUND: 404,
  METHOD_NOT_ALLOWED: 405,
  FOLLOW_UP_NOT_FOUND: 404,
  COMMAND_NOT_FOUND: 404,
  NOT_IN_REVIEW: 409,
  ALREADY_DECIDED: 409,
  MESSAGE_REJECTED: 422,
  PRECONDITION_REQUIRED: 428,
  REVISION_OUTDATED: 409,
  REVISION_IN_PROGRESS: 409,
  REVIEW_STALE: 409,
  REVIEW_REJECTED: 409,
  REVIEW_EXPIRED: 409,
  SEQUENCE_NOT_FOUND: 404,
  ENROLLMENT_NOT_FOUND: 404,
  LEAD_ALREADY_ENROLLED: 409,
  ENROLLMENT_ENDED: 409,
  SYSTEM_ERROR: 500,
} as const;
export type ErrorCode = keyof typeof httpStatusByCode;

/** An error as it is stored and returned. The message is for the caller: it names parameters, never lead data. */
export interface ErrorBody {
  code: ErrorCode;
  message: string;
  details?: unknown;
}

/** The schema of a stored error. */
export const errorBodySchema = z.object({
  code: z.string(),
  message: z.string(),
  details: z.unknown().optional(),
});

/**
 * Why a command ended without a result. A command can have codes of model failures that the API does not return; its
 * follow-up has the code of the API.
 */
export type CommandError = { code: string; message: string };

export interface AppErrorOptions {
  details?: unknown;
  /** Overrides the status of the code. */
  httpStatus?: number;
  headers?: Record<string, string>;
}

/** The header that says when to try again, in whole seconds. */
export function retryAfter(waitMs: number): { 'Retry-After': string } {
  return { 'Retry-After': String(Math.ceil(waitMs / 1_000)) };
}

/** The only error that a caller may see. Any other thrown error is returned as SYSTEM_ERROR. */
export class AppError extends Error {
  readonly code: ErrorCode;
  readonly details: unknown;
  readonly httpStatus: number;
  /** Response headers, such as Retry-After. */
  readonly headers: Record<string, string>;

  constructor(code: ErrorCode, message: string, options: AppErrorOptions = {}) {
    super(message);
    this.name = 'AppError';
    this.code = code;
    this.details = options.details;
    this.httpStatus = options.httpStatus ?? httpStatusByCode[code];
    this.headers = options.headers ?? {};
  }

  get body(): ErrorBody {
    return {
      code: this.code,
      message: this.message,
      ...(this.details === undefined ? {} : { details: this.details }),
    };
  }
}
