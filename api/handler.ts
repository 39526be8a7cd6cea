import type { Principal } from '../src/contract/principal.ts';
import type { Services } from '../src/platform/services.ts';

/** A request as handlers see it: no framework in it. */
export interface ApiRequest {
  principal: Principal;
  params: Readonly<Record<string, string>>;
  query: Readonly<Record<string, unknown>>;
  /** By lower-case name. */
  headers: Readonly<Record<string, string | string[] | undefined>>;
  body: unknown;
  /** Aborted when the client hangs up, and when the server is to close: answer with what is known. */
  signal: AbortSignal;
}

export interface ApiAnswer {
  status: number;
  body?: unknown;
  headers?: Record<string, string>;
  /** In place of a body: text that is sent piece by piece until it ends or the request's signal is aborted. */
  stream?: AsyncIterable<string>;
}

/** What handlers need beside the request. */
export interface ApiContext {
  services: Services;
  /** Aborted when the server is to close. */
  closing: AbortSignal;
}

/** Answers a request. Throws AppError for what the caller may see. */
export type Handler = (request: ApiRequest, context: ApiContext) => Promise<ApiAnswer>;
/** A handler that asks for no key. */
export type PublicHandler = (context: ApiContext) => Promise<ApiAnswer>;
