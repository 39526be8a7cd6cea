import { json } from 'node:stream/consumers';
import fc from 'fast-check';
import { startLoopbackServer } from '../harness/loopback-server.ts';
import { answerFor } from '../harness/model-answer.ts';
import type { ChatCompletionBody } from '../harness/model-behaviour.ts';
import { hostileText } from './hostile-texts.ts';

/** A model provider on loopback. Every other answer has hostile texts in place of good ones; none is kept. */
export async function startHostileModel(seed: number): Promise<{ baseUrl: string; close(): Promise<void> }> {
  let count = 0;
  const { origin, close } = await startLoopbackServer(async (request, response) => {
    const { model, response_format: format } = (await json(request)) as ChatCompletionBody;
    count += 1;
    const answer = answerFor(format?.json_schema?.schema ?? {}, count);
    const content = JSON.stringify(count % 2 === 0 ? answer : spoilt(answer, seed + count));
    response.setHeader('content-type', 'application/json').end(
      JSON.stringify({
        id: `call_${count}`,
        object: 'chat.completion',
        created: 0,
        model,
        choices: [{ index: 0, message: { role: 'assistant', content }, finish_reason: 'stop' }],
        usage: { prompt_tokens: 100, completion_tokens: 50, total_tokens: 150 },
      }),
    );
  });
  return {
    baseUrl: `${origin}/v1`,
    close,
  };
}

function spoilt(answer: unknown, seed: number): unknown {
  const texts = fc.sample(hostileText(30_000), { seed, numRuns: 10 });
  let next = 0;
  return JSON.parse(JSON.stringify(answer), (_key, value) =>
    typeof value === 'string' ? texts[next++ % texts.length] : value,
  );
}
