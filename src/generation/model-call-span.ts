import type { MadeCall } from '../contract/phase.ts';
import { type Config, usesOfflineWriter } from '../platform/config.ts';
import type { Attributes } from '../platform/tracing/current-span.ts';
import type { SpanToStart } from '../platform/tracing/tracing.ts';

/**
 * The span of a finished call, as the conventions for generative AI describe it. It never contains what was sent and
 * answered.
 */
export function modelCallSpan(
  config: Config,
  askedModel: string,
  call: Omit<MadeCall, 'output' | 'error'>,
): SpanToStart {
  const { step, channel, round, model, outcome, costUsd } = call;
  return {
    name: `chat ${askedModel}`,
    kind: 'client',
    attributes: {
      'gen_ai.operation.name': 'chat',
      ...providerOf(config),
      'gen_ai.output.type': 'json',
      'gen_ai.request.model': askedModel,
      'gen_ai.response.model': outcome === 'completed' ? model : undefined,
      'gen_ai.usage.input_tokens': call.inputTokens,
      'gen_ai.usage.cache_read.input_tokens': call.cachedInputTokens,
      'gen_ai.usage.output_tokens': call.outputTokens,
      'lead_followup.step': step,
      'lead_followup.channel': channel,
      'lead_followup.round': round,
      'lead_followup.cost_usd': costUsd ?? undefined,
    },
  };
}

/** The conventions name a server that speaks OpenAI's protocol `openai`. Its address says which one it is. */
function providerOf(config: Config): Attributes {
  if (usesOfflineWriter(config)) return { 'gen_ai.provider.name': 'offline-writer' };
  const { hostname, port } = new URL(config.OPENAI_BASE_URL ?? 'https://api.openai.com/v1');
  return {
    'gen_ai.provider.name': 'openai',
    'server.address': hostname,
    'server.port': port === '' ? undefined : Number(port),
  };
}
