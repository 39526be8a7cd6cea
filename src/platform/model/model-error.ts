import { noUsage, type Usage } from './usage.ts';

/** Why a model call gave no usable answer. */
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

/** The message is our own and never quotes the provider, because provider errors can repeat the request or the key. */
export class ModelError extends Error {
  override name = 'ModelError';
  readonly code: ModelErrorCode;
  /** Whether trying again would fail in the same way. */
  readonly permanent: boolean;
  /** How long to wait before the next call, in milliseconds. Set by the provider or by a limit of our own. */
  readonly retryAfterMs: number | undefined;
  /** Whether a request was sent to the provider. If not, there is nothing to record or to pay. */
  readonly sent: boolean;
  /** The billed tokens of the unusable answer. Null if unknown. */
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
