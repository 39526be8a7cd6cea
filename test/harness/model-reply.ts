import type { ModelBehaviour, ModelRequest, ModelUsage } from './model-behaviour.ts';

type Reply = Exclude<ModelBehaviour, { kind: 'slow' | 'hang' | 'stall' | 'disconnect' | 'refuse-formats' }>;

const defaultUsage: ModelUsage = { prompt_tokens: 100, completion_tokens: 50 };

interface HttpReply {
  status: number;
  headers: Record<string, string>;
  body: unknown;
}

/** A behaviour that is an answer of some kind, in the form of OpenAI's Chat Completions. */
export function httpReply(request: ModelRequest, count: number, reply: Reply): HttpReply {
  const complete = (
    message: object,
    finishReason: string,
    usage: ModelUsage | null = defaultUsage,
    model = request.body.model,
  ): HttpReply => ({
    status: 200,
    headers: {},
    body: completion(model, count, [choice(message, finishReason)], usage),
  });
  switch (reply.kind) {
    case 'answer':
      return complete({ content: JSON.stringify(reply.content) }, 'stop', reply.usage, reply.model);
    case 'text':
      return complete({ content: reply.text }, 'stop', reply.usage);
    case 'message':
      return complete(reply.message, 'stop');
    case 'refuse':
      return complete({ content: null, refusal: 'The stand-in refuses this request.' }, 'stop');
    case 'truncated':
      return complete({ content: '{"strategy":"This stops in the mid' }, 'length');
    case 'content-filter':
      return complete({ content: null }, 'content_filter');
    case 'empty':
      return { status: 200, headers: {}, body: completion(request.body.model, count, [], defaultUsage) };
    case 'rate-limit':
      return {
        status: 429,
        headers: { 'retry-after': String(reply.retryAfterSeconds) },
        body: errorBody('the stand-in limits its rate', 'rate_limit_exceeded'),
      };
    case 'status':
      return {
        status: reply.status,
        headers: reply.headers ?? {},
        body: reply.body ?? errorBody(`the stand-in answers ${reply.status}`, null),
      };
  }
}

function completion(model: string, count: number, choices: object[], usage: ModelUsage | null) {
  return {
    id: `chatcmpl-${count}`,
    object: 'chat.completion',
    created: 0,
    model,
    choices,
    ...(usage ? { usage: { ...usage, total_tokens: usage.prompt_tokens + usage.completion_tokens } } : {}),
  };
}

function choice(message: object, finishReason: string) {
  return {
    index: 0,
    message: { role: 'assistant', refusal: null, ...message },
    finish_reason: finishReason,
    logprobs: null,
  };
}

function errorBody(message: string, code: string | null) {
  return { error: { message, type: 'stand_in', param: null, code } };
}
