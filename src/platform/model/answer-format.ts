import type OpenAI from 'openai';
import { zodResponseFormat } from 'openai/helpers/zod';
import type { ModelRequest } from './model-call.ts';
import { type ProviderError, wordsOf } from './provider-error.ts';

/**
 * How a server is held to the shape of an answer: by the schema itself, by JSON mode with the schema in the prompt, or
 * by the prompt alone. The answer is checked against the schema in each case.
 */
export type AnswerFormat = 'json_schema' | 'json_object' | 'text';

const nextFormat: Record<AnswerFormat, AnswerFormat | null> = {
  json_schema: 'json_object',
  json_object: 'text',
  text: null,
};

/** Which format each model takes, as far as this process has found out: the price of a refusal is paid once. */
export interface AnswerFormats {
  of(model: string): AnswerFormat;
  /** @returns whether there is another format to try after this one, which the server refused */
  giveUp(model: string, refused: AnswerFormat): boolean;
}

export function createAnswerFormats(): AnswerFormats {
  const found = new Map<string, AnswerFormat>();
  const of = (model: string) => found.get(model) ?? 'json_schema';
  return {
    of,
    giveUp(model, refused) {
      const next = nextFormat[refused];
      // Calls that were under way together are refused together: the first of them has moved on already.
      if (next && of(model) === refused) found.set(model, next);
      return next !== null;
    },
  };
}

/** The least that a Chat Completions server must understand: no parameter that only some models take. */
export function chatBody<Output>(
  { model, system, user, answer }: ModelRequest<Output>,
  format: AnswerFormat,
): OpenAI.ChatCompletionCreateParamsNonStreaming {
  const responseFormat = zodResponseFormat(answer.schema, answer.name);
  const messages = (systemPrompt: string): OpenAI.ChatCompletionMessageParam[] => [
    { role: 'system', content: systemPrompt },
    { role: 'user', content: user },
  ];
  if (format === 'json_schema') return { model, messages: messages(system), response_format: responseFormat };
  const shape = JSON.stringify(responseFormat.json_schema.schema);
  const explained = `${system}\n\n# The shape of your answer\nAnswer with one JSON object that fits this JSON Schema, and with nothing else: no text before or after it, no Markdown.\n${shape}`;
  return {
    model,
    messages: messages(explained),
    ...(format === 'json_object' ? { response_format: { type: 'json_object' } } : {}),
  };
}

const refusingStatuses: ReadonlySet<number> = new Set([400, 415, 422, 501]);
const namesTheFormat = /response[_ ]?format|json[_ ](schema|object|mode)|structured[_ ]outputs?/;

/** Whether a server refused the format of the answer, and not the request. */
export function isFormatRefusal(error: ProviderError): boolean {
  return refusingStatuses.has(error.status ?? 0) && namesTheFormat.test(wordsOf(error));
}
