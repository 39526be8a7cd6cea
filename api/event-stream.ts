import type { EventView } from '../src/contract/event-view.ts';
import type { ApiAnswer } from './handler.ts';

/** How long a client waits before it reconnects. */
const reconnectMs = 1_000;

/** Formats Server-Sent Events. Each event has its id, so that a client that reconnects can continue after it. */
export function eventStream(events: AsyncIterable<EventView | 'still here'>): ApiAnswer {
  return {
    status: 200,
    headers: {
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-store',
      // Tells nginx not to buffer the events.
      'x-accel-buffering': 'no',
    },
    stream: format(events),
  };
}

async function* format(events: AsyncIterable<EventView | 'still here'>): AsyncGenerator<string> {
  yield `retry: ${reconnectMs}\n\n`;
  for await (const event of events) {
    yield event === 'still here'
      ? ': still here\n\n'
      : `id: ${event.id}\nevent: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`;
  }
}
