import { EventSourceParserStream } from 'eventsource-parser/stream';
import type { EventView } from '../../../src/contract/event-view.ts';
import { isTerminalEvent } from '../../../src/contract/status.ts';
import { type Failure, noAnswer } from './failure.ts';
import { failureOf } from './request.ts';

const reconnectMs = 1_000;
/** In a row, without an event in between. */
const maxAttempts = 5;

export class StreamError extends Error {
  readonly failure: Failure;

  constructor(failure: Failure) {
    super(failure.message);
    this.name = 'StreamError';
    this.failure = failure;
  }
}

/**
 * Every event of a follow-up, from its first to the one that ends it, over as many connections as it takes. An
 * EventSource could not send the key, which is why the stream is read with fetch.
 * @throws StreamError when the service refuses or stays away; the signal's reason when it was aborted
 */
export async function* streamEvents(
  followUpId: string,
  key: string,
  signal: AbortSignal,
): AsyncGenerator<EventView> {
  let lastEventId: string | null = null;
  let attempts = 0;
  while (attempts < maxAttempts) {
    if (attempts > 0) await pause(reconnectMs, signal);
    attempts += 1;
    try {
      const events = await connect(followUpId, key, lastEventId, signal);
      if (events === null) return;
      for await (const event of events) {
        attempts = 0;
        lastEventId = event.id;
        yield event;
        if (isTerminalEvent(event)) return;
      }
    } catch (error) {
      signal.throwIfAborted();
      // A refusal stays one however often it is asked; a connection that broke is made anew.
      if (error instanceof StreamError) throw error;
    }
  }
  throw new StreamError(noAnswer);
}

/** @returns null when the event that was seen last is the one that ended the follow-up */
async function connect(
  followUpId: string,
  key: string,
  lastEventId: string | null,
  signal: AbortSignal,
): Promise<AsyncIterable<EventView> | null> {
  const response = await fetch(`/api/follow-ups/${encodeURIComponent(followUpId)}/events`, {
    headers: {
      'x-api-key': key,
      accept: 'text/event-stream',
      ...(lastEventId ? { 'last-event-id': lastEventId } : {}),
    },
    signal,
  });
  if (response.status === 204) return null;
  if (!response.ok || !response.body) throw new StreamError(failureOf(response, await response.text()));
  return parse(response.body);
}

async function* parse(body: ReadableStream<Uint8Array>): AsyncGenerator<EventView> {
  const reader = body
    .pipeThrough(new TextDecoderStream() as ReadableWritablePair<string, Uint8Array>)
    .pipeThrough(new EventSourceParserStream())
    .getReader();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      yield JSON.parse(value.data) as EventView;
    }
  } finally {
    await reader.cancel();
  }
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const stop = () => {
      clearTimeout(timer);
      reject(signal.reason);
    };
    const timer = setTimeout(() => {
      signal.removeEventListener('abort', stop);
      resolve();
    }, ms);
    signal.addEventListener('abort', stop, { once: true });
  });
}
