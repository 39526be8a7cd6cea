import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import { answerFor } from '../../test/harness/model-answer.ts';
import type { ChatCompletionBody, JsonSchema } from '../../test/harness/model-behaviour.ts';
import type { ModelTiming } from '../installation.ts';

// node --import tsx bench/programs/model.ts '{"latencyMs":500}'
// A model provider with a fixed latency, measured from the arrival of a request to the sending of its answer.

const timing = JSON.parse(process.argv[2] ?? '{"latencyMs":0}') as ModelTiming;

/** Typical lengths of messages, including their JSON. */
const tokensOf: Record<string, number> = { email: 190, whatsapp: 90, notification: 45, web: 75 };
const strategyTokens = 60;

interface Answer {
  text: string;
  tokens: number;
}

/** Answers are cached by schema, because creating them would take time from the measured processes. */
const answers = new Map<string, Answer>();

/** When the answer to the newest call is sent, if calls are answered one after the other. */
let newest = 0;

const server = createServer(async (request, response) => {
  const arrived = performance.now();
  try {
    const body = (await json(request)) as ChatCompletionBody;
    const answer = answerTo(body.response_format?.json_schema?.schema ?? {});
    const leftMs = dueAt(answer, arrived) - performance.now();
    if (leftMs > 0) await sleep(leftMs);
    response.writeHead(200, { 'content-type': 'application/json' }).end(completion(body.model, answer));
  } catch {
    // The client has disconnected, for example because a worker was stopped.
    response.destroy();
  }
});
server.keepAliveTimeout = 60_000;
server.listen(0, '127.0.0.1', 4_096);
await once(server, 'listening');
process.stdout.write(`listens on http://127.0.0.1:${(server.address() as AddressInfo).port}/v1\n`);
process.once('SIGTERM', () => process.exit(0));

function answerTo(schema: JsonSchema): Answer {
  const key = JSON.stringify(schema);
  let answer = answers.get(key);
  if (!answer) {
    // A plain call without a schema is answered too.
    const content = (answerFor(schema, 1) ?? {}) as { strategy?: string; channels?: object };
    const channels = Object.keys(content.channels ?? {});
    const tokens = channels.reduce(
      (sum, channel) => sum + (tokensOf[channel] ?? 0),
      content.strategy ? strategyTokens : 0,
    );
    answer = { text: JSON.stringify(content), tokens };
    answers.set(key, answer);
  }
  return answer;
}

function dueAt({ tokens }: Answer, arrived: number): number {
  if ('latencyMs' in timing) return arrived + timing.latencyMs;
  if ('firstTokenMs' in timing)
    return arrived + timing.firstTokenMs + (tokens * 1_000) / timing.tokensPerSecond;
  newest = Math.max(arrived, newest + 1_000 / timing.callsPerSecond);
  return newest;
}

function completion(model: string, { text, tokens }: Answer): string {
  return JSON.stringify({
    id: 'chatcmpl-bench',
    object: 'chat.completion',
    created: 0,
    model,
    choices: [
      {
        index: 0,
        message: { role: 'assistant', refusal: null, content: text },
        finish_reason: 'stop',
        logprobs: null,
      },
    ],
    usage: { prompt_tokens: 2_000, completion_tokens: tokens, total_tokens: 2_000 + tokens },
  });
}
