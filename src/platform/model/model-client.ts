import OpenAI from 'openai';
import pLimit from 'p-limit';
import type { Logger } from '../logger.ts';
import type { ModelAnswer, ModelRequest } from './model-call.ts';
import { ModelError } from './model-error.ts';
import type { ModelLimits } from './model-limits.ts';
import { type ProviderError, toModelError } from './provider-error.ts';
import { openProviderConnection, parseProviderAddress } from './provider-fetch.ts';
import { readAnswer } from './read-answer.ts';
import { chatBody, createRequestStyles, type RequestStyle, styleAfterRefusal } from './request-style.ts';

export interface ModelClient {
  /** @throws ModelError, or the signal's reason if it was aborted before the request was sent */
  complete<Output>(request: ModelRequest<Output>): Promise<ModelAnswer<Output>>;
  /** How requests to a model are written, as far as its answers have told. */
  styleOf(model: string): RequestStyle;
  close(): Promise<void>;
}

export interface ModelSettings {
  apiKey: string | undefined;
  /** Undefined means OpenAI. It may include credentials and a query. */
  baseUrl: string | undefined;
  /** Concurrent calls in this process. */
  concurrency: number;
  timeoutMs: number;
}

/** Creates a client for any server that supports OpenAI's Chat Completions. */
export function createModelClient(
  settings: ModelSettings,
  { limits, logger }: { limits: ModelLimits; logger: Logger },
): ModelClient {
  const address = settings.baseUrl === undefined ? null : parseProviderAddress(settings.baseUrl);
  const connection = openProviderConnection();
  const openai = new OpenAI({
    // The SDK requires a key, although private servers often need none.
    apiKey: settings.apiKey ?? 'none',
    baseURL: address?.baseUrl ?? null,
    ...(address ? { defaultQuery: address.query } : {}),
    ...(address?.authorization ? { defaultHeaders: { authorization: address.authorization } } : {}),
    // BullMQ retries with a backoff that is visible and bounded. The SDK would also retry within each attempt.
    maxRetries: 0,
    timeout: settings.timeoutMs,
    fetch: connection.fetch,
    // With OPENAI_LOG set, the SDK would print requests, and so lead data, to the console.
    logLevel: 'off',
  });
  const inTurn = pLimit(settings.concurrency);
  const styles = createRequestStyles({
    format: 'json_schema',
    systemPrompt: 'message',
    tokenLimit: address ? 'max_tokens' : 'max_completion_tokens',
  });

  async function call<Output>(request: ModelRequest<Output>): Promise<ModelAnswer<Output>> {
    request.signal.throwIfAborted();
    await request.beforeCall?.();
    const { model } = request;
    const tried = new Set<string>();
    let style = styles.of(model);
    for (;;) {
      tried.add(JSON.stringify(style));
      await limits.admit();
      const result = await send(request, style);
      if (!('refused' in result)) {
        if (styles.remember(model, style)) {
          logger.warn(
            { model, ...style },
            'the model server does not support the standard request; a different form is used from now on',
          );
        }
        return result;
      }
      const next = styleAfterRefusal(result.refused, style);
      if (!next || tried.has(JSON.stringify(next))) throw result.error;
      style = next;
    }
  }

  /**
   * @returns the answer, or an error that may be caused by the form of the request. @throws ModelError for all other
   * errors
   */
  async function send<Output>(
    request: ModelRequest<Output>,
    style: RequestStyle,
  ): Promise<ModelAnswer<Output> | { refused: ProviderError; error: ModelError }> {
    const { model, answer, signal } = request;
    // The SDK's own time limit ends when the headers arrive. This one includes reading the answer.
    const deadline = AbortSignal.timeout(settings.timeoutMs);
    try {
      const completion = await openai.chat.completions.create(chatBody(request, style), {
        signal: AbortSignal.any([signal, deadline]),
      });
      return readAnswer(completion, model, answer.schema);
    } catch (thrown) {
      // The cost of an aborted call is unknown.
      if (signal.aborted) throw new ModelError('MODEL_CALL_ABORTED', 'the call was aborted', { usage: null });
      if (deadline.aborted) {
        throw new ModelError('MODEL_TIMED_OUT', 'the model did not answer in time', { usage: null });
      }
      const error = toModelError(thrown);
      if (!(error instanceof ModelError)) throw error;
      if (error.code === 'MODEL_REJECTED_REQUEST' || error.code === 'MODEL_UNAVAILABLE') {
        if (thrown instanceof OpenAI.APIError) return { refused: thrown as ProviderError, error };
      }
      if (error.retryAfterMs !== undefined) await limits.pause(error.retryAfterMs);
      throw error;
    }
  }

  return {
    complete: (request) => inTurn(() => call(request)),
    styleOf: styles.of,
    close: connection.close,
  };
}
