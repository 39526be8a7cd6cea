import { createParser, type EventSourceMessage } from 'eventsource-parser';
import { ConnectionError } from './errors.ts';
import { withTimeLimit } from './timing.ts';

/** The service says that it is still there each 15 seconds. */
const longestQuietMs = 45_000;

export interface StreamSigns {
  /** Gets how long the service wants a client to wait before it connects again, in milliseconds. */
  onRetry(ms: number): void;
  /** Called when the service says that it is still there. */
  onComment(): void;
}

/**
 * Reads the messages of a stream of Server-Sent Events, until it closes.
 * @throws ConnectionError when the connection breaks or nothing comes any more, the signal's reason
 */
export async function* readEvents(
  stream: ReadableStream<Uint8Array>,
  signal: AbortSignal,
  signs: StreamSigns,
): AsyncGenerator<EventSourceMessage, void, undefined> {
  const messages: EventSourceMessage[] = [];
  const parser = createParser({ onEvent: (message) => messages.push(message), ...signs });
  const decoder = new TextDecoder();
  const reader = stream.getReader();
  // A stream that is broken cannot be cancelled, and need not be.
  const hangUp = () => reader.cancel().catch(() => undefined);
  try {
    for (;;) {
      const chunk = await withTimeLimit(longestQuietMs, signal, (limited) => read(limited), wentQuiet);
      if (chunk === null) return;
      parser.feed(decoder.decode(chunk, { stream: true }));
      yield* messages.splice(0);
    }
  } finally {
    await hangUp();
  }

  /** @returns null at the end */
  async function read(limited: AbortSignal): Promise<Uint8Array | null> {
    limited.addEventListener('abort', hangUp, { once: true });
    try {
      const { done, value } = await reader.read();
      return done ? null : value;
    } catch (error) {
      throw new ConnectionError(`the stream broke off: ${(error as Error).message}`, { cause: error });
    }
  }
}

function wentQuiet(): Error {
  return new ConnectionError(`nothing came for ${longestQuietMs} ms`);
}
