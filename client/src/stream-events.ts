import type { Connection, RequestOptions } from './connection.ts';
import { ConnectionError } from './errors.ts';
import type { FollowUpEvent } from './follow-up-types.ts';
import { unreadableAnswer } from './read-error.ts';
import { readEvents } from './read-events.ts';
import { pause } from './timing.ts';

/** `timeoutMs` limits each attempt to connect, not the stream. */
export interface StreamOptions extends RequestOptions {
  /** The last event that is known already; the stream starts after it. */
  lastEventId?: string;
}

/** The types of the events that end a follow-up. */
const ends: ReadonlySet<string> = new Set(['follow_up.completed', 'follow_up.failed', 'follow_up.cancelled']);

/**
 * Every change of a follow-up and of its review, from its first or after `lastEventId` up to the one that ends it. A
 * connection that breaks is made again, and goes on where it was.
 * @throws LeadFollowUpError, ConnectionError when connecting over and over brings nothing, the signal's reason
 */
export async function* streamEvents(
  connection: Connection,
  id: string,
  { lastEventId, timeoutMs, signal: callSignal }: StreamOptions = {},
): AsyncGenerator<FollowUpEvent, void, undefined> {
  const signal = connection.signalOf(callSignal);
  let last = lastEventId;
  let reconnectMs = 1_000;
  for (let failures = 0; ; failures++) {
    const stream = await connect(connection, id, last, { signal, timeoutMs });
    if (!stream) return;
    let broken: ConnectionError | null = null;
    try {
      const signs = {
        onRetry(ms: number) {
          reconnectMs = ms;
        },
        // While a person decides, connections come and go for days without an event.
        onComment() {
          failures = 0;
        },
      };
      for await (const { data } of readEvents(stream, signal, signs)) {
        const event = parseEvent(data);
        last = event.id;
        failures = 0;
        yield event;
        if (ends.has(event.type)) return;
      }
    } catch (error) {
      if (!(error instanceof ConnectionError)) throw error;
      broken = error;
    }
    if (failures >= connection.maxRetries) {
      throw broken ?? new ConnectionError('the stream closes before the follow-up has ended');
    }
    await pause(reconnectMs, signal);
  }
}

/** @returns null when nothing more will come: `204` is how a service tells an event source to stop */
async function connect(
  { api, call }: Connection,
  id: string,
  lastEventId: string | undefined,
  options: { signal: AbortSignal; timeoutMs: number | undefined },
): Promise<ReadableStream<Uint8Array> | null> {
  const params = { path: { id } };
  const headers = {
    accept: 'text/event-stream',
    ...(lastEventId === undefined ? {} : { 'last-event-id': lastEventId }),
  };
  const { body } = await call(
    (attempt) => api.GET('/api/follow-ups/{id}/events', { params, headers, parseAs: 'stream', ...attempt }),
    { repeatable: true, ...options },
  );
  return body ?? null;
}

function parseEvent(data: string): FollowUpEvent {
  try {
    const event = JSON.parse(data) as FollowUpEvent | null;
    if (event?.id && event.type) return event;
  } catch {
    // Told below, with what is JSON and no event.
  }
  throw unreadableAnswer(200);
}
