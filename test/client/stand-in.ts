import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import type { Closable } from '../../src/platform/closables.ts';
import { startLoopbackServer } from '../harness/loopback-server.ts';
import { answer } from './treatments.ts';

export interface StandInRequest {
  method: string;
  path: string;
  headers: IncomingHttpHeaders;
  body: string;
}

/** One way to treat a request. */
export type Treatment = (request: StandInRequest, response: ServerResponse) => void | Promise<void>;

export interface StandIn extends Closable {
  url: string;
  /** In the order of their arrival. */
  requests: readonly StandInRequest[];
}

/** A server on loopback that treats each request as the next in the list says, for what a healthy service never does. */
export async function startStandIn(...treatments: Treatment[]): Promise<StandIn> {
  const requests: StandInRequest[] = [];
  const { origin, close } = await startLoopbackServer(async (incoming: IncomingMessage, response) => {
    const { method = '', url: path = '', headers } = incoming;
    const request = { method, path, headers, body: await text(incoming) };
    const treat = treatments[requests.push(request) - 1] ?? answer(418, 'one request too many');
    await treat(request, response);
  });
  return {
    url: origin,
    requests,
    close,
  };
}
