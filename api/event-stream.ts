import type { EventView } from '../src/contract/event-view.ts';
import type { ApiAnswer } from './handler.ts';

/** How long a client waits before it connects again, in milliseconds. */
const reconnectMs = 1_000;

/** Server-Sent Events: each event with its id, so that a client that connects again says where it was. */
export function eventStream(events: AsyncIterable<EventView | 'still here'>): ApiAnswer {
  return {
    status: 200,
    headers: {
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-store',
      // Buffering proxies would hold the events back.
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
