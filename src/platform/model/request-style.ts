import type OpenAI from 'openai';
import { zodResponseFormat } from 'openai/helpers/zod';
import type { ModelRequest } from './model-call.ts';
import { type ProviderError, wordsOf } from './provider-error.ts';

/** How a request to one model is written. Servers that support Chat Completions differ in these points. */
export interface RequestStyle {
  /**
   * How the server is told the shape of the answer: with the schema, with JSON mode and the schema in the prompt, or
   * in the prompt only. The answer is always checked against the schema.
   */
  format: 'json_schema' | 'json_object' | 'text';
  /** Where the system prompt goes: in its own message, or at the start of the user message. */
  systemPrompt: 'message' | 'in user message';
  /** The name of the parameter that limits the length of an answer. */
  tokenLimit: 'max_completion_tokens' | 'max_tokens';
}

const nextFormat = { json_schema: 'json_object', json_object: 'text', text: null } as const;

/** The style that each model accepts, as far as this process knows. A client calls only one server. */
export interface RequestStyles {
  of(model: string): RequestStyle;
  /** Call this when the model has accepted a request. @returns whether the style is new for the model */
  remember(model: string, accepted: RequestStyle): boolean;
}

/** @param initial the style that OpenAI accepts; other servers may refuse parts of it */
export function createRequestStyles(initial: RequestStyle): RequestStyles {
  const known = new Map<string, RequestStyle>();
  return {
    of: (model) => known.get(model) ?? initial,
    remember(model, accepted) {
      const before = known.get(model);
      known.set(model, accepted);
      return JSON.stringify(before ?? initial) !== JSON.stringify(accepted);
    },
  };
}

/** A request with only the parameters that every Chat Completions server supports. */
export function chatBody<Output>(
  { model, system, user, answer, maxTokens }: ModelRequest<Output>,
  { format, systemPrompt, tokenLimit }: RequestStyle,
): OpenAI.ChatCompletionCreateParamsNonStreaming {
  const responseFormat = responseFormatOf(answer);
  const instructions =
    format === 'json_schema' ? system : `${system}\n\n${describeShape(responseFormat.json_schema.schema)}`;
  return {
    model,
    messages:
      systemPrompt === 'message'
        ? [
            { role: 'system', content: instructions },
            { role: 'user', content: user },
          ]
        : [{ role: 'user', content: `${instructions}\n\n${user}` }],
    ...(format === 'json_schema' ? { response_format: responseFormat } : {}),
    ...(format === 'json_object' ? { response_format: { type: 'json_object' as const } } : {}),
    ...(maxTokens === undefined ? {} : { [tokenLimit]: maxTokens }),
  };
}

type ResponseFormat = ReturnType<typeof zodResponseFormat>;
const responseFormats = new WeakMap<object, Map<string, ResponseFormat>>();

/** Created once per schema and name. */
function responseFormatOf({ schema, name }: ModelRequest<unknown>['answer']): ResponseFormat {
  const ofSchema = responseFormats.get(schema) ?? new Map<string, ResponseFormat>();
  responseFormats.set(schema, ofSchema);
  const known = ofSchema.get(name) ?? zodResponseFormat(schema, name);
  ofSchema.set(name, known);
  return known;
}

function describeShape(schema: unknown): string {
  return `# The shape of your answer\nAnswer with one JSON object that fits this JSON Schema, and with nothing else: no text before or after it, no Markdown.\n${JSON.stringify(schema)}`;
}

const refusingStatuses: ReadonlySet<number> = new Set([400, 415, 422, 500, 501]);
const namesSystemRole =
  /(system|developer)[ _](role|message|instruction|prompt)s?\b.{0,60}(not (supported|allowed|enabled|permitted)|unsupported)|(not support|unsupported|invalid).{0,60}(role.{0,20}\bsystem\b|\bsystem\b.{0,20}role)|only user.{0,40}roles? (are|is) supported|roles must alternate/;
const namesTokenLimit = /\bmax_(completion_)?tokens\b/;
const isUnknown = /unsupported|not supported|unknown|unrecognized|unexpected|extra/;
const namesFormat =
  /response[_ ]?format|json[_ ](schema|object|mode)|structured[_ ]outputs?|guided[_ ](decoding|json|grammar)|\bgrammar\b|\$schema|additionalproperties|unsupported (json )?schema|invalid (json )?schema/;
/** The only text with which some servers refuse a schema that they do not support. */
const saysNothing = /invalid[_ ]argument/;

/**
 * The style to try after a server has refused a request.
 * @returns null if the refusal has another reason, or if no other style is left
 */
export function styleAfterRefusal(error: ProviderError, refused: RequestStyle): RequestStyle | null {
  if (!refusingStatuses.has(error.status ?? 0)) return null;
  const words = wordsOf(error);
  if (refused.systemPrompt === 'message' && namesSystemRole.test(words)) {
    return { ...refused, systemPrompt: 'in user message' };
  }
  if (namesTokenLimit.test(words) && isUnknown.test(words)) {
    const tokenLimit = refused.tokenLimit === 'max_tokens' ? 'max_completion_tokens' : 'max_tokens';
    return { ...refused, tokenLimit };
  }
  const format = nextFormat[refused.format];
  const isAboutFormat = namesFormat.test(words) || (error.status === 400 && saysNothing.test(words));
  return format && isAboutFormat ? { ...refused, format } : null;
}
