import type { Principal } from '../src/contract/principal.ts';
import type { Services } from '../src/platform/services.ts';

/** A request as handlers see it, independent of Express. */
export interface ApiRequest {
  principal: Principal;
  params: Readonly<Record<string, string>>;
  query: Readonly<Record<string, unknown>>;
  /** By lower-case name. */
  headers: Readonly<Record<string, string | string[] | undefined>>;
  body: unknown;
  /** Aborted when the client disconnects or the server closes. Handlers then respond with what they have. */
  signal: AbortSignal;
}

export interface ApiAnswer {
  status: number;
  body?: unknown;
  headers?: Record<string, string>;
  /** Instead of a body: text that is streamed until it ends or the request's signal is aborted. */
  stream?: AsyncIterable<string>;
}

/** What handlers need in addition to the request. */
export interface ApiContext {
  services: Services;
  /** Aborted when the process is told to stop. Requests are still served until `closing`. */
  stopping: AbortSignal;
  /** Aborted when the server starts to close. */
  closing: AbortSignal;
}

/** Handles a request. @throws AppError for errors that the caller may see */
export type Handler = (request: ApiRequest, context: ApiContext) => Promise<ApiAnswer>;
/** A handler of an endpoint that needs no key. */
export type PublicHandler = (context: ApiContext) => Promise<ApiAnswer>;
