import { type ClientOptions, createClient } from '../../client/src/index.ts';
import { demoKey } from '../../prisma/demo-data.ts';

/** A client with the demo key. */
export function clientOf({ url }: { url: string }, options: Partial<ClientOptions> = {}) {
  return createClient({ baseUrl: url, apiKey: demoKey, ...options });
}
