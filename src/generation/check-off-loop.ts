import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import { Worker } from 'node:worker_threads';
import pLimit from 'p-limit';
import pTimeout from 'p-timeout';
import { AppError } from '../contract/errors.ts';
import type { MessageCheck, MessageCheckRequest } from '../contract/message-check.ts';
import { checkGivenMessage } from '../quality/check-given-message.ts';
import type { CheckTask } from './check-worker.ts';

/** In characters of JSON. Smaller requests are checked within milliseconds, a thread takes longer to start. */
const largestInline = 16_384;
/** Threads at a time. Each takes a processor. */
const threads = pLimit(1);
/** Far more than a request of the largest size takes. */
const timeLimitMs = 20_000;

/**
 * Checks a message without holding the event loop: a large request is checked in a thread of its own.
 * @throws AppError SYSTEM_ERROR if the thread does not answer in time
 */
export async function checkOffLoop(request: MessageCheckRequest, now: Date): Promise<MessageCheck> {
  const { title, message, facts } = request;
  const size = title.length + message.length + (JSON.stringify(facts) ?? '').length;
  return size <= largestInline
    ? checkGivenMessage(request, now)
    : threads(() => checkInThread({ request, now }));
}

async function checkInThread(task: CheckTask): Promise<MessageCheck> {
  const thread = startThread(task);
  try {
    const answered = new Promise<MessageCheck>((resolve, reject) => {
      thread.once('message', resolve);
      thread.once('error', reject);
    });
    return await pTimeout(answered, {
      milliseconds: timeLimitMs,
      message: new AppError('SYSTEM_ERROR', 'the message could not be checked in time: send fewer facts'),
    });
  } finally {
    await thread.terminate();
  }
}

/** The build starts its own file. The source needs tsx, which a thread does not take over from the process. */
function startThread(task: CheckTask): Worker {
  const options = { workerData: task };
  if (!import.meta.url.endsWith('.ts'))
    return new Worker(new URL('./check-worker.js', import.meta.url), options);
  const required = pathToFileURL(createRequire(import.meta.url).resolve('tsx/esm/api'));
  const tsx = new URL('./index.mjs', required).href;
  const source = new URL('./check-worker.ts', import.meta.url).href;
  const start = `import(${JSON.stringify(tsx)}).then(({ register }) => { register(); return import(${JSON.stringify(source)}); })`;
  return new Worker(start, { ...options, eval: true });
}
