import OpenAI from 'openai';
import { z } from 'zod';
import { parseRetryAfter } from '../retry-after.ts';
import { ModelError } from './model-error.ts';

export type ProviderError = Pick<
  InstanceType<typeof OpenAI.APIError>,
  'message' | 'headers' | 'code' | 'type' | 'param' | 'error'
> & { status: number | undefined };

/** The details that Google's servers add to an error. */
const googleErrorSchema = z.object({
  status: z.string().nullish().catch(null),
  details: z
    .array(z.object({ retryDelay: z.string().nullish().catch(null) }))
    .nullish()
    .catch(null),
});

const defaultRetryAfterMs = 5_000;
/** A shorter wait would overload a provider that asks for 0. A longer one would delay a follow-up without limit. */
const retryAfterBounds = { leastMs: 1_000, mostMs: 600_000 };

/** Client errors that are temporary. 498 means "no capacity" and 499 "client closed the request". */
const passingStatuses: ReadonlySet<number> = new Set([408, 409, 425, 498, 499]);

/** How OpenAI, Azure, vLLM, llama.cpp, Ollama, LM Studio, Mistral and DeepSeek report that a prompt is too long. */
const contextTooLong =
  /context[_ ](length|window|size)|maximum (context|prompt|model|input) length|(prompt|input) (is )?too long|too many (input )?tokens|context the overflows/;
/** A single request that exceeds the account's tokens per minute can never succeed. */
const requestTooLarge = /request too large|request_too_large/;
const quotaUsedUp =
  /insufficient[_ ](quota|balance|funds|credits?)|billing[_ ](hard[_ ]limit|not[_ ]active)|credit balance is too low/;

const reasons: Record<number, string> = {
  401: 'the model provider refused the API key: check OPENAI_API_KEY',
  403: 'the model provider denied access: check OPENAI_API_KEY and what it may use',
  404: 'the model provider does not know the model or the path: check SALES_MODEL, COPYWRITER_MODEL and OPENAI_BASE_URL',
  405: 'the model provider does not accept Chat Completions at this address: check OPENAI_BASE_URL',
};

/** Converts an error of the SDK to a ModelError. Other errors are returned unchanged. */
export function toModelError(error: unknown): unknown {
  if (error instanceof ModelError) return error;
  if (error instanceof OpenAI.APIConnectionTimeoutError) {
    return new ModelError('MODEL_TIMED_OUT', 'the model did not answer in time', { usage: null });
  }
  if (error instanceof OpenAI.APIConnectionError) {
    return new ModelError('MODEL_UNAVAILABLE', 'the model provider cannot be reached', { usage: null });
  }
  if (!(error instanceof OpenAI.APIError)) {
    // A body that ends early or is not JSON causes a plain error of the HTTP client.
    return new ModelError('MODEL_UNAVAILABLE', 'the connection to the model provider failed', {
      usage: null,
    });
  }
  return fromStatus(error as ProviderError);
}

/** The text of a provider's error, in lower case. It is used to tell errors apart and is never shown. */
export function wordsOf({ message, code, type, param, error }: ProviderError): string {
  const { status } = googleErrorSchema.safeParse(error).data ?? {};
  return [message, code, type, param, status].join(' ').toLowerCase();
}

/** Converts an error that a server sent with status 200, instead of a completion or inside a choice. */
export function errorInAnswer(error: unknown): ModelError {
  const code = z.object({ code: z.union([z.string(), z.number()]) }).safeParse(error).data?.code;
  if (code === 429 || code === 'rate_limit_exceeded') {
    return rateLimited(null);
  }
  return new ModelError('MODEL_UNAVAILABLE', `the model provider answered with an error${showCode(code)}`);
}

function fromStatus(error: ProviderError): ModelError {
  const { status = 0 } = error;
  const words = wordsOf(error);
  if (status === 402 || (status < 500 && quotaUsedUp.test(words))) {
    return rejected(error, 'the quota or credit at the model provider is used up: raise it there');
  }
  if ([413, 429].includes(status) && requestTooLarge.test(words)) {
    return rejected(error, 'the request exceeds the token limits of this account at the model provider');
  }
  const retryAfterMs = readRetryAfterMs(error);
  if (status === 429 || (status === 503 && retryAfterMs !== null)) {
    return rateLimited(retryAfterMs);
  }
  // Some servers answer 500 to a prompt that is too long.
  if (status >= 400 && contextTooLong.test(words)) {
    return new ModelError(
      'MODEL_CONTEXT_TOO_LONG',
      'the facts about the lead do not fit into the context of the model: choose a model with a longer context, or send fewer previousInteractions',
      { permanent: true },
    );
  }
  // The server has checked the model's answer against the schema.
  if (error.code === 'json_validate_failed') {
    return new ModelError('MODEL_ANSWER_UNREADABLE', 'the answer does not fit the schema', { usage: null });
  }
  if (status >= 400 && status < 500 && !passingStatuses.has(status)) {
    return rejected(error, reasons[status] ?? 'the model provider refused the request');
  }
  return new ModelError('MODEL_UNAVAILABLE', `the model provider failed: HTTP ${status || 'unknown'}`);
}

function rejected({ status, code }: ProviderError, reason: string): ModelError {
  return new ModelError('MODEL_REJECTED_REQUEST', `${reason}: HTTP ${status}${showCode(code)}`, {
    permanent: true,
  });
}

/** Shows codes in the usual form only. Anything else might quote the request. */
function showCode(code: unknown): string {
  if (typeof code === 'number' && Number.isInteger(code)) return ` (${code})`;
  return typeof code === 'string' && /^[A-Za-z]+(_[A-Za-z]+)*$/.test(code) ? ` (${code})` : '';
}

/**
 * How long a provider asks to wait, in milliseconds. Read from `retry-after-ms` (OpenAI, Azure), `Retry-After` in
 * either form of RFC 9110, or `retryDelay` in the body (Google).
 */
function readRetryAfterMs({ headers, error }: ProviderError): number | null {
  const delays = googleErrorSchema.safeParse(error).data?.details ?? [];
  const asked = [
    decimal(headers?.get('retry-after-ms')),
    parseRetryAfter(headers?.get('retry-after'), Date.now()),
    ...delays.map(({ retryDelay }) => seconds(retryDelay?.replace(/s$/, ''))),
  ];
  return asked.find((ms) => ms !== null) ?? null;
}

function rateLimited(askedMs: number | null): ModelError {
  const retryAfterMs = Math.min(
    Math.max(askedMs ?? defaultRetryAfterMs, retryAfterBounds.leastMs),
    retryAfterBounds.mostMs,
  );
  return new ModelError('MODEL_RATE_LIMITED', 'the model provider limits the rate', { retryAfterMs });
}

function decimal(value: string | null | undefined): number | null {
  return value && /^\d+(\.\d+)?$/.test(value.trim()) ? Number(value) : null;
}

function seconds(value: string | null | undefined): number | null {
  const number = decimal(value);
  return number === null ? null : number * 1_000;
}
