import OpenAI from 'openai';
import { ModelError } from './model-error.ts';

export type ProviderError = Pick<
  InstanceType<typeof OpenAI.APIError>,
  'message' | 'headers' | 'code' | 'type' | 'param'
> & { status: number | undefined };

const defaultRetryAfterMs = 5_000;
/** Less would hammer a provider that says 0, more would park a follow-up for as long as it pleases to say. */
const retryAfterBounds = { leastMs: 1_000, mostMs: 600_000 };

/** Passing faults among the client errors; 498 is a provider's "no capacity", 499 its "you hung up". */
const passingStatuses: ReadonlySet<number> = new Set([408, 409, 425, 498, 499]);

/** How OpenAI, Azure, vLLM, llama.cpp, Ollama, LM Studio, Mistral and DeepSeek say that a prompt is too long. */
const contextTooLong =
  /context[_ ](length|window|size)|maximum (context|prompt|model|input) length|(prompt|input) (is )?too long|too many (input )?tokens|context the overflows/;
/** A single request above the tokens that the provider allows in a minute: it would never pass. */
const requestTooLarge = /request too large|request_too_large/;
const quotaUsedUp =
  /insufficient[_ ](quota|balance|funds|credits?)|billing[_ ](hard[_ ]limit|not[_ ]active)|credit balance is too low/;

const reasons: Record<number, string> = {
  401: 'the model provider refused the API key: check OPENAI_API_KEY',
  403: 'the model provider denied access: check OPENAI_API_KEY and what it may use',
  404: 'the model provider knows no such model or path: check SALES_MODEL, COPYWRITER_MODEL and OPENAI_BASE_URL',
  405: 'the model provider takes no Chat Completions at this address: check OPENAI_BASE_URL',
};

/** What the SDK threw, in our terms. Errors of our own pass as they are. */
export function toModelError(error: unknown): unknown {
  if (error instanceof ModelError) return error;
  if (error instanceof OpenAI.APIConnectionTimeoutError) {
    return new ModelError('MODEL_TIMED_OUT', 'the model did not answer in time', { usage: null });
  }
  if (error instanceof OpenAI.APIConnectionError) {
    return new ModelError('MODEL_UNAVAILABLE', 'the model provider is out of reach', { usage: null });
  }
  if (!(error instanceof OpenAI.APIError)) {
    // A body that ends early or is no JSON surfaces as a plain error of the HTTP client.
    return new ModelError('MODEL_UNAVAILABLE', 'the connection to the model provider broke', { usage: null });
  }
  return fromStatus(error as ProviderError);
}

/** All that a provider said, in lower case: for telling errors apart, never for showing. */
export function wordsOf({ message, code, type, param }: ProviderError): string {
  return [message, code, type, param].join(' ').toLowerCase();
}

function fromStatus(error: ProviderError): ModelError {
  const { status = 0 } = error;
  const words = wordsOf(error);
  if (status === 402 || (status < 500 && quotaUsedUp.test(words))) {
    return rejected(error, 'the quota or the credit at the model provider is used up');
  }
  if ([413, 429].includes(status) && requestTooLarge.test(words)) {
    return rejected(error, 'the request is larger than the limits of this account at the model provider');
  }
  if (status === 429 || (status === 503 && error.headers?.get('retry-after'))) {
    return new ModelError('MODEL_RATE_LIMITED', 'the model provider limits the rate', {
      retryAfterMs: readRetryAfterMs(error.headers),
    });
  }
  // Some servers answer 500 to a prompt that they cannot hold.
  if (status >= 400 && contextTooLong.test(words)) {
    return new ModelError(
      'MODEL_CONTEXT_TOO_LONG',
      'what is known about the lead does not fit into the context of the model: choose a model with a longer one, or send fewer previousInteractions',
      { permanent: true },
    );
  }
  // The model's doing: the server held its answer against the schema.
  if (error.code === 'json_validate_failed') {
    return new ModelError('MODEL_ANSWER_UNREADABLE', 'the answer does not fit the schema', { usage: null });
  }
  if (status >= 400 && status < 500 && !passingStatuses.has(status)) {
    return rejected(error, reasons[status] ?? 'the model provider refused the request');
  }
  return new ModelError('MODEL_UNAVAILABLE', `the model provider failed: HTTP ${status || 'unknown'}`);
}

function rejected({ status, code }: ProviderError, reason: string): ModelError {
  // A code in the usual form alone: what else stands in its place may quote anything.
  const named = typeof code === 'string' && /^[a-z]+(_[a-z]+)*$/.test(code) ? ` (${code})` : '';
  return new ModelError('MODEL_REJECTED_REQUEST', `${reason}: HTTP ${status}${named}`, { permanent: true });
}

/** Retry-After in either form of RFC 9110: seconds or an HTTP date. */
function readRetryAfterMs(headers: Headers | undefined): number {
  const value = headers?.get('retry-after');
  if (!value) return defaultRetryAfterMs;
  const ms = /^\d+(\.\d+)?$/.test(value.trim()) ? Number(value) * 1_000 : Date.parse(value) - Date.now();
  if (!Number.isFinite(ms)) return defaultRetryAfterMs;
  return Math.min(Math.max(ms, retryAfterBounds.leastMs), retryAfterBounds.mostMs);
}
