import OpenAI from 'openai';
import pLimit from 'p-limit';
import type { Logger } from '../logger.ts';
import { type AnswerFormat, chatBody, createAnswerFormats, isFormatRefusal } from './answer-format.ts';
import { fetchWithErrorBody } from './error-body.ts';
import type { ModelAnswer, ModelRequest } from './model-call.ts';
import { ModelError } from './model-error.ts';
import type { ModelLimits } from './model-limits.ts';
import { type ProviderError, toModelError } from './provider-error.ts';
import { readAnswer } from './read-answer.ts';

export interface ModelClient {
  /** @throws ModelError, or the signal's reason when it was aborted before the provider was asked */
  complete<Output>(request: ModelRequest<Output>): Promise<ModelAnswer<Output>>;
}

export interface ModelSettings {
  apiKey: string | undefined;
  baseUrl: string | undefined;
  /** Calls at once in this process. */
  concurrency: number;
  timeoutMs: number;
}

/** A client of any server that speaks OpenAI's Chat Completions. */
export function createModelClient(
  settings: ModelSettings,
  { limits, logger }: { limits: ModelLimits; logger: Logger },
): ModelClient {
  const openai = new OpenAI({
    // Servers of one's own often need no key; the SDK insists on one.
    apiKey: settings.apiKey ?? 'none',
    baseURL: settings.baseUrl ?? null,
    // BullMQ retries and backs off, where it is seen and bounded; the SDK would do it once more inside each attempt.
    maxRetries: 0,
    timeout: settings.timeoutMs,
    fetch: fetchWithErrorBody,
    // It would write requests, and so lead data, to the console when OPENAI_LOG says so.
    logLevel: 'off',
  });
  const inTurn = pLimit(settings.concurrency);
  const formats = createAnswerFormats();

  async function call<Output>(request: ModelRequest<Output>): Promise<ModelAnswer<Output>> {
    request.signal.throwIfAborted();
    await request.beforeCall?.();
    for (;;) {
      await limits.admit();
      const format = formats.of(request.model);
      const result = await send(request, format);
      if (result !== 'format refused') return result;
      logger.warn({ model: request.model, format }, 'the model server does not support this response_format');
    }
  }

  async function send<Output>(
    request: ModelRequest<Output>,
    format: AnswerFormat,
  ): Promise<ModelAnswer<Output> | 'format refused'> {
    const { model, answer, signal } = request;
    // The SDK's own time limit ends with the headers; this one holds until the answer is read.
    const deadline = AbortSignal.timeout(settings.timeoutMs);
    try {
      const completion = await openai.chat.completions.create(chatBody(request, format), {
        signal: AbortSignal.any([signal, deadline]),
      });
      return readAnswer(completion, model, answer.schema);
    } catch (thrown) {
      // What an answer costs that nobody waited for is not known.
      if (signal.aborted) throw new ModelError('MODEL_CALL_ABORTED', 'the call was stopped', { usage: null });
      if (deadline.aborted) {
        throw new ModelError('MODEL_TIMED_OUT', 'the model did not answer in time', { usage: null });
      }
      const error = toModelError(thrown);
      if (!(error instanceof ModelError)) throw error;
      const mayBeFormat = error.code === 'MODEL_REJECTED_REQUEST' || error.code === 'MODEL_UNAVAILABLE';
      if (mayBeFormat && isFormatRefusal(thrown as ProviderError) && formats.giveUp(model, format)) {
        return 'format refused';
      }
      if (error.retryAfterMs !== undefined) await limits.pause(error.retryAfterMs);
      throw error;
    }
  }

  return { complete: (request) => inTurn(() => call(request)) };
}
