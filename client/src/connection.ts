import createApi, { type Client } from 'openapi-fetch';
import type { paths } from './api-types.ts';
import { ConnectionError } from './connection-error.ts';
import { pause } from './pause.ts';
import { readError, unreadableAnswer } from './read-error.ts';
import { backOff, readRetryAfter } from './retry-delay.ts';
import { withTimeLimit } from './with-time-limit.ts';

export interface ClientOptions {
  /** Where the service is, such as `https://leads.example`; a path before `/api` is kept. */
  baseUrl: string;
  apiKey: string;
  /** In place of the platform's own. */
  fetch?: (request: Request) => Promise<Response>;
  /** Ends everything that this client does. */
  signal?: AbortSignal;
  /**
   * How often a request is sent again, in a row, when no answer comes or the service asks for patience. Default 8: some
   * 20 seconds.
   */
  maxRetries?: number;
}

/** What each request of an attempt must be given. */
export interface AttemptOptions {
  signal: AbortSignal;
  fetch: (request: Request) => Promise<Response>;
}

type Attempt<Body> = (
  options: AttemptOptions,
) => Promise<{ data?: Body; error?: unknown; response: Response }>;

export interface CallOptions {
  /** Whether the request may be sent again when it is not known what became of it. */
  repeatable: boolean;
  signal?: AbortSignal | null | undefined;
  /** How long the service has been asked to hold the answer back, in milliseconds. */
  waitMs?: number;
  /** Tries until the signal aborts, however often it takes. */
  persistent?: boolean;
}

export interface Answer<Body> {
  body: Body;
  response: Response;
}

export interface Connection {
  api: Client<paths>;
  maxRetries: number;
  /** The client's signal together with one call's. */
  signalOf(signal: AbortSignal | null | undefined): AbortSignal;
  /**
   * Sends a request until it is answered.
   * @throws LeadFollowUpError for an answer that is an error, ConnectionError without an answer, the signal's reason
   */
  call<Body>(attempt: Attempt<Body>, options: CallOptions): Promise<Answer<Body>>;
}

/** How long an answer may take that nobody asked to hold back. */
const answerMs = 30_000;
/** Whoever must wait for longer is told so, in place of being kept waiting. */
const longestRetryAfterMs = 60_000;
/** What stands before the service has no way to it, or the service itself has none to its database. */
const unavailable: ReadonlySet<number> = new Set([502, 503, 504]);

export function createConnection(options: ClientOptions): Connection {
  const { apiKey, fetch = globalThis.fetch, maxRetries = 8 } = options;
  const own = options.signal;
  const signalOf: Connection['signalOf'] = (signal) => {
    if (own && signal) return AbortSignal.any([own, signal]);
    return own ?? signal ?? new AbortController().signal;
  };
  // Where a redirect leads to another host, fetch keeps this header back, and would not keep `x-api-key`.
  const headers = { authorization: `Bearer ${checkedKey(apiKey)}` };
  const api = createApi<paths>({ baseUrl: checkedUrl(options.baseUrl), headers });

  return {
    api,
    maxRetries,
    signalOf,
    async call<Body>(attempt: Attempt<Body>, { waitMs = 0, ...callOptions }: CallOptions) {
      const signal = signalOf(callOptions.signal);
      for (let failures = 0; ; failures++) {
        const outcome = await tryOnce(attempt, { fetch, apiKey, caller: signal, limitMs: waitMs + answerMs });
        if (!('error' in outcome)) return outcome;
        const { error, retryAfterMs } = outcome;
        const { persistent = false } = callOptions;
        const patient = persistent || (failures < maxRetries && (retryAfterMs ?? 0) <= longestRetryAfterMs);
        if (!patient || !mayRepeat(outcome, callOptions.repeatable)) throw error;
        await pause(Math.max(retryAfterMs ?? 0, backOff(failures)), signal);
      }
    },
  };
}

interface Failure {
  error: Error;
  /** Null when no answer came. */
  status: number | null;
  retryAfterMs: number | null;
}

interface TryOptions {
  fetch: AttemptOptions['fetch'];
  apiKey: string;
  caller: AbortSignal;
  limitMs: number;
}

/** @throws the signal's reason, and what is wrong with a request that could not even be made */
async function tryOnce<Body>(
  attempt: Attempt<Body>,
  { fetch, apiKey, caller, limitMs }: TryOptions,
): Promise<Answer<Body> | Failure> {
  let sent = false;
  let status: number | null = null;
  const observed: AttemptOptions['fetch'] = async (request) => {
    sent = true;
    const response = await fetch(request);
    status = response.status;
    return response;
  };
  const timedOut = () => new ConnectionError(`no answer within ${limitMs} ms`);
  try {
    const { data, error, response } = await withTimeLimit(
      limitMs,
      caller,
      (signal) => attempt({ signal, fetch: observed }),
      timedOut,
    );
    if (response.ok) return { body: data as Body, response };
    return {
      error: readError(withoutKey(apiKey, error), response),
      status: response.status,
      retryAfterMs: readRetryAfter(response.headers),
    };
  } catch (error) {
    if (caller.aborted || !sent) throw error;
    // Errors of fetch are of the platform's own classes: `instanceof` fails for those of another realm.
    const { name, message } = error as Error;
    if (name === 'SyntaxError' && status !== null) throw unreadableAnswer(status);
    if (error instanceof ConnectionError) return { error, status: null, retryAfterMs: null };
    return {
      error: new ConnectionError(`no answer: ${message.replaceAll(apiKey, '[apiKey]')}`, { cause: error }),
      status: null,
      retryAfterMs: null,
    };
  }
}

/** A request that was refused for its rate alone has done nothing; of others that failed nobody knows. */
function mayRepeat({ status }: Failure, repeatable: boolean): boolean {
  if (status === 429) return true;
  return repeatable && (status === null || unavailable.has(status));
}

/** Refused here, as fetch would put a key that it cannot send into the message of its error. */
function checkedKey(apiKey: string): string {
  if (/^[\x21-\x7e]+$/.test(apiKey)) return apiKey;
  throw new TypeError('apiKey must be text without spaces, in ASCII');
}

/** What stands before the service may answer with what it was sent; errors end up in logs. */
function withoutKey(apiKey: string, body: unknown): unknown {
  if (body === undefined) return body;
  return JSON.parse(JSON.stringify(body), (_name, value) =>
    typeof value === 'string' ? value.replaceAll(apiKey, '[apiKey]') : value,
  );
}

function checkedUrl(baseUrl: string): string {
  const url = parseUrl(baseUrl);
  if (!url || !/^https?:$/.test(url.protocol)) throw new TypeError('baseUrl must be an http or https URL');
  if (url.username || url.password) throw new TypeError('baseUrl must hold no user name and no password');
  return `${url.origin}${url.pathname.replace(/\/+$/, '')}`;
}

/** Not by `URL.canParse`: once Node 20 has optimised it, it refuses every text with a character beyond ASCII. */
function parseUrl(text: string): URL | null {
  try {
    return new URL(text);
  } catch {
    return null;
  }
}
