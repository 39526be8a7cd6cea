import OpenAI from 'openai';
import { zodResponseFormat } from 'openai/helpers/zod';
import pLimit from 'p-limit';
import type { z } from 'zod';

/** Why a model call gave nothing that can be used. */
export type ModelErrorCode =
  | 'MODEL_RATE_LIMITED'
  | 'MODEL_TIMED_OUT'
  | 'MODEL_UNAVAILABLE'
  | 'MODEL_REJECTED_REQUEST'
  | 'MODEL_REFUSED'
  | 'MODEL_ANSWER_EMPTY'
  | 'MODEL_ANSWER_UNREADABLE';

/** The message is ours and quotes nothing that the provider said: its errors can repeat the request or the key. */
export class ModelError extends Error {
  override name = 'ModelError';
  readonly code: ModelErrorCode;
  /** Trying again would end the same. */
  readonly permanent: boolean;
  /** How long the provider asked to be left alone, in milliseconds. */
  readonly retryAfterMs: number | undefined;

  constructor(
    code: ModelErrorCode,
    message: string,
    options: { permanent?: boolean; retryAfterMs?: number } = {},
  ) {
    super(message);
    this.code = code;
    this.permanent = options.permanent ?? false;
    this.retryAfterMs = options.retryAfterMs;
  }
}

export interface ModelRequest<Output> {
  model: string;
  /** Stable text first: providers cache the prefix that requests share. */
  system: string;
  user: string;
  /** Name and shape of the answer; the provider is held to it and the answer is checked against it. */
  answer: { name: string; schema: z.ZodType<Output> };
  signal: AbortSignal;
}

export interface ModelAnswer<Output> {
  output: Output;
  model: string;
  inputTokens: number;
  outputTokens: number;
}

export interface ModelClient {
  /** @throws ModelError, or the signal's reason when it was aborted */
  complete<Output>(request: ModelRequest<Output>): Promise<ModelAnswer<Output>>;
}

const defaultRetryAfterMs = 5_000;
/** Less would hammer a provider that says 0, more would park a follow-up for as long as it pleases to say. */
const retryAfterBounds = { leastMs: 1_000, mostMs: 600_000 };

/** A client of any server that speaks OpenAI's Chat Completions with a JSON schema. */
export function createModelClient(settings: {
  apiKey: string | undefined;
  baseUrl: string | undefined;
  concurrency: number;
  timeoutMs: number;
}): ModelClient {
  const openai = new OpenAI({
    // Servers of one's own often need no key; the SDK insists on one.
    apiKey: settings.apiKey ?? 'none',
    baseURL: settings.baseUrl ?? null,
    // BullMQ retries and backs off, where it is seen and bounded; the SDK would do it once more inside each attempt.
    maxRetries: 0,
    timeout: settings.timeoutMs,
  });
  const limit = pLimit(settings.concurrency);

  async function request<Output>({ model, system, user, answer, signal }: ModelRequest<Output>) {
    signal.throwIfAborted();
    // The SDK's own time limit ends with the headers; this one holds until the answer is read.
    const deadline = AbortSignal.timeout(settings.timeoutMs);
    try {
      const completion = await openai.chat.completions.create(
        {
          model,
          messages: [
            { role: 'system', content: system },
            { role: 'user', content: user },
          ],
          response_format: zodResponseFormat(answer.schema, answer.name),
        },
        { signal: AbortSignal.any([signal, deadline]) },
      );
      return readAnswer(completion, model, answer.schema);
    } catch (error) {
      signal.throwIfAborted();
      if (deadline.aborted) throw new ModelError('MODEL_TIMED_OUT', 'the model did not answer in time');
      throw toModelError(error);
    }
  }

  return { complete: (modelRequest) => limit(() => request(modelRequest)) };
}

function readAnswer<Output>(
  completion: OpenAI.ChatCompletion,
  requestedModel: string,
  schema: z.ZodType<Output>,
): ModelAnswer<Output> {
  const choice = completion.choices?.[0];
  if (choice?.message?.refusal) throw new ModelError('MODEL_REFUSED', 'the model refused to write');
  if (choice?.finish_reason === 'content_filter') {
    throw new ModelError('MODEL_REFUSED', "the provider's content filter stopped the answer");
  }
  if (choice?.finish_reason === 'length') {
    throw new ModelError('MODEL_ANSWER_UNREADABLE', 'the answer was cut off at the token limit');
  }
  const content = choice?.message?.content;
  if (!content) throw new ModelError('MODEL_ANSWER_EMPTY', 'the model answered nothing');
  return {
    output: parseContent(content, schema),
    model: completion.model || requestedModel,
    inputTokens: completion.usage?.prompt_tokens ?? 0,
    outputTokens: completion.usage?.completion_tokens ?? 0,
  };
}

function parseContent<Output>(content: string, schema: z.ZodType<Output>): Output {
  let value: unknown;
  try {
    value = JSON.parse(content);
  } catch {
    throw new ModelError('MODEL_ANSWER_UNREADABLE', 'the answer is no JSON');
  }
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const paths = parsed.error.issues.map((issue) => issue.path.join('.') || '(root)');
  throw new ModelError(
    'MODEL_ANSWER_UNREADABLE',
    `the answer does not fit the schema at ${paths.join(', ')}`,
  );
}

function toModelError(error: unknown): unknown {
  if (error instanceof ModelError) return error;
  if (error instanceof OpenAI.APIConnectionTimeoutError) {
    return new ModelError('MODEL_TIMED_OUT', 'the model did not answer in time');
  }
  if (error instanceof OpenAI.APIConnectionError) {
    return new ModelError('MODEL_UNAVAILABLE', 'the model provider is out of reach');
  }
  if (!(error instanceof OpenAI.APIError)) {
    // A body that ends early or is no JSON surfaces as a plain error of the HTTP client.
    return new ModelError('MODEL_UNAVAILABLE', 'the connection to the model provider broke');
  }
  return fromStatus(error);
}

function fromStatus(error: InstanceType<typeof OpenAI.APIError>): ModelError {
  const status = error.status as number | undefined;
  if (status === 429 && error.code !== 'insufficient_quota') {
    return new ModelError('MODEL_RATE_LIMITED', 'the model provider limits the rate', {
      retryAfterMs: readRetryAfterMs(error.headers),
    });
  }
  if (status !== undefined && status >= 400 && status < 500 && ![408, 409, 425].includes(status)) {
    const reason = {
      400: 'the model provider refused the request',
      401: 'the model provider refused the API key: check OPENAI_API_KEY',
      403: 'the model provider denied access: check OPENAI_API_KEY and what it may use',
      404: 'the model provider knows no such model or path: check SALES_MODEL, COPYWRITER_MODEL and OPENAI_BASE_URL',
      429: 'the quota at the model provider is used up',
    }[status];
    const code = error.code ? ` (${error.code})` : '';
    const message = `${reason ?? 'the model provider refused the request'}: HTTP ${status}${code}`;
    return new ModelError('MODEL_REJECTED_REQUEST', message, { permanent: true });
  }
  return new ModelError('MODEL_UNAVAILABLE', `the model provider failed: HTTP ${status ?? 'unknown'}`);
}

/** Retry-After in either form of RFC 9110: seconds or an HTTP date. */
function readRetryAfterMs(headers: Headers | undefined): number {
  const value = headers?.get('retry-after');
  if (!value) return defaultRetryAfterMs;
  const ms = /^\d+(\.\d+)?$/.test(value.trim()) ? Number(value) * 1_000 : Date.parse(value) - Date.now();
  if (!Number.isFinite(ms)) return defaultRetryAfterMs;
  return Math.min(Math.max(ms, retryAfterBounds.leastMs), retryAfterBounds.mostMs);
}
