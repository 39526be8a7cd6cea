import { noUsage, type Usage } from './usage.ts';

/** Why a model call gave nothing that can be used. */
export type ModelErrorCode =
  | 'MODEL_RATE_LIMITED'
  | 'MODEL_TIMED_OUT'
  | 'MODEL_UNAVAILABLE'
  | 'MODEL_REJECTED_REQUEST'
  | 'MODEL_CONTEXT_TOO_LONG'
  | 'MODEL_REFUSED'
  | 'MODEL_ANSWER_EMPTY'
  | 'MODEL_ANSWER_UNREADABLE'
  | 'MODEL_CALL_ABORTED'
  | 'MODEL_NOT_ALLOWED'
  | 'MODEL_PRICE_UNKNOWN'
  | 'BUDGET_EXHAUSTED';

/** The message is ours and quotes nothing that the provider said: its errors can repeat the request or the key. */
export class ModelError extends Error {
  override name = 'ModelError';
  readonly code: ModelErrorCode;
  /** Trying again would end the same. */
  readonly permanent: boolean;
  /** How long to wait before another call, in milliseconds: the provider asked for it, or a limit of our own. */
  readonly retryAfterMs: number | undefined;
  /** Whether the provider was asked at all: only then is there something to record and to pay. */
  readonly sent: boolean;
  /** What the unusable answer was billed; null when nobody said. */
  readonly usage: Usage | null;

  constructor(
    code: ModelErrorCode,
    message: string,
    options: { permanent?: boolean; retryAfterMs?: number; sent?: boolean; usage?: Usage | null } = {},
  ) {
    super(message);
    this.code = code;
    this.permanent = options.permanent ?? false;
    this.retryAfterMs = options.retryAfterMs;
    this.sent = options.sent ?? true;
    this.usage = options.usage === undefined ? noUsage : options.usage;
  }
}
