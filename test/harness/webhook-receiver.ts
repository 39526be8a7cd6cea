import type { IncomingHttpHeaders, ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { atEndOfFile } from './end-of-file.ts';
import { startLoopbackServer } from './loopback-server.ts';

/** A webhook as it arrived. */
export interface ReceivedWebhook {
  path: string;
  headers: IncomingHttpHeaders;
  body: string;
}

/** Answers a webhook; one that does nothing hangs. `index` counts from 0 over the life of the receiver. */
export type Receive = (response: ServerResponse, webhook: ReceivedWebhook, index: number) => void;

export interface WebhookReceiver {
  /** Such as http://127.0.0.1:40123/hook */
  url: string;
  /** In the order of their arrival. */
  webhooks: readonly ReceivedWebhook[];
  /** From the next one on. */
  respond(receive: Receive): void;
  /** Resolves as soon as at least `count` have arrived since the start. */
  waitFor(count: number): Promise<readonly ReceivedWebhook[]>;
  close(): Promise<void>;
}

export const ok: Receive = (response) => response.writeHead(204).end();
export const answering =
  (status: number, headers: Record<string, string> = {}, body = ''): Receive =>
  (response) =>
    response.writeHead(status, headers).end(body);
export const hanging: Receive = () => undefined;

/** A receiver of webhooks on loopback that does as it is told. Without being told, it takes them. */
export async function startWebhookReceiver(): Promise<WebhookReceiver> {
  const webhooks: ReceivedWebhook[] = [];
  let waiters: { count: number; resolve(): void }[] = [];
  let receive = ok;
  const { origin, close } = await startLoopbackServer((request, response) => {
    // Whoever sends it may go away while it is read.
    text(request).then(
      (body) => {
        const webhook = { path: request.url ?? '', headers: request.headers, body };
        const index = webhooks.push(webhook) - 1;
        for (const { count, resolve } of waiters) if (count <= webhooks.length) resolve();
        waiters = waiters.filter(({ count }) => count > webhooks.length);
        receive(response, webhook, index);
      },
      () => response.destroy(),
    );
  });
  atEndOfFile(close);
  return {
    url: `${origin}/hook`,
    webhooks,
    respond(next) {
      receive = next;
    },
    async waitFor(count) {
      if (webhooks.length < count) await new Promise<void>((resolve) => waiters.push({ count, resolve }));
      return webhooks;
    },
    close,
  };
}
