import { json } from 'node:stream/consumers';
import { startLoopbackServer } from '../../harness/loopback-server.ts';

/** An event as a receiver got it, once or more often. */
export interface ReceivedEvent {
  /** Its `webhook-id`. */
  id: string;
  type: string;
  /** Of the follow-up or enrollment. */
  subjectId: string;
}

export interface WebhookCounter {
  /** For `callbackUrl`. */
  url: string;
  /** Each event once, however often it came. */
  events(): ReceivedEvent[];
  close(): Promise<void>;
}

/** A receiver of webhooks that takes everything, and remembers it by the id by which receivers tell events apart. */
export async function startWebhookCounter(): Promise<WebhookCounter> {
  const received = new Map<string, ReceivedEvent>();
  const { origin, close } = await startLoopbackServer(async (request, response) => {
    try {
      const { type, data } = (await json(request)) as { type: string; data: { id: string } };
      const event = {
        id: String(request.headers['webhook-id']),
        type,
        subjectId: data.id,
      };
      // The same id with another content is another event.
      received.set(JSON.stringify(event), event);
      response.writeHead(204).end();
    } catch {
      // The sender went away in the middle of its request, and sends it again.
      response.destroy();
    }
  });
  return {
    url: `${origin}/`,
    events: () => [...received.values()],
    close,
  };
}
