import createApi, { type Client } from 'openapi-fetch';
import type { paths } from './api-types.ts';
import { ConnectionError } from './errors.ts';
import { readError, unreadableAnswer } from './read-error.ts';
import { backOff, pause, readRetryAfter, withTimeLimit } from './timing.ts';
import { clientVersion } from './version.ts';

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
  /**
   * How long a call may take with all its retries, in milliseconds. Default 120,000. A call that asks the service to wait
   * may take longer by that wait.
   */
  timeoutMs?: number;
  /** Called after each request that was sent, for logs and metrics. What it throws is ignored. */
  onAttempt?: (attempt: AttemptReport) => void;
}

/** One request and what came of it. Holds no key, no body and no id of a lead. */
export interface AttemptReport {
  method: string;
  /** The pattern of the path, such as `/api/follow-ups/{id}`. */
  path: string;
  /** 1 for the first request of a call. */
  attempt: number;
  /** Null when no answer came. */
  status: number | null;
  /** Until the answer was read; for an event stream, until it began. */
  durationMs: number;
  /** The service logs the request under this id. Null when no answer came. */
  requestId: string | null;
}

/** What every call takes. */
export interface RequestOptions {
  signal?: AbortSignal;
  /** In place of the client's `timeoutMs`. */
  timeoutMs?: number;
}

/** What each request of an attempt must be given. */
export interface AttemptOptions {
  signal: AbortSignal;
  fetch: (request: Request) => Promise<Response>;
}

type Attempt<Body> = (
  options: AttemptOptions,
) => Promise<{ data?: Body; error?: unknown; response: Response }>;

export interface SendOptions {
  /** Whether the request may be sent again when it is not known what became of it. */
  repeatable: boolean;
  signal?: AbortSignal | null | undefined;
  /** How much longer than others this answer may take, such as one that the service holds back, in milliseconds. */
  waitMs?: number;
  /** In place of the client's. */
  timeoutMs?: number | undefined;
  /** Tries until the signal aborts, without a limit on tries or time. */
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
  call<Body>(attempt: Attempt<Body>, options: SendOptions): Promise<Answer<Body>>;
}

/** How long an answer may take that nobody asked to hold back. */
const answerMs = 30_000;
/** Whoever must wait for longer is told so, in place of being kept waiting. */
const longestRetryAfterMs = 60_000;
/** What stands before the service has no way to it, or the service itself has none to its database. */
const unavailable: ReadonlySet<number> = new Set([502, 503, 504]);

export function createConnection(options: ClientOptions): Connection {
  const { apiKey, maxRetries = 8, timeoutMs = 120_000 } = options;
  const own = options.signal;
  const signalOf: Connection['signalOf'] = (signal) => {
    if (own && signal) return AbortSignal.any([own, signal]);
    return own ?? signal ?? new AbortController().signal;
  };
  // On a redirect to another host, fetch drops this header. It would not drop `x-api-key`.
  const headers = { authorization: `Bearer ${checkedKey(apiKey)}`, ...userAgent() };
  const api = createApi<paths>({ baseUrl: checkedUrl(options.baseUrl), headers });
  const patterns = new WeakMap<Request, string>();
  api.use({
    onRequest({ request, schemaPath }) {
      patterns.set(request, schemaPath);
    },
  });
  const sender: Sender = {
    fetch: options.fetch ?? globalThis.fetch,
    apiKey,
    patternOf: (request) => patterns.get(request) ?? '',
    report: (attempt) => report(options.onAttempt, attempt),
  };

  return {
    api,
    maxRetries,
    signalOf,
    async call<Body>(attempt: Attempt<Body>, send: SendOptions) {
      const { waitMs = 0, persistent = false, repeatable } = send;
      const limitMs = persistent ? Number.POSITIVE_INFINITY : (send.timeoutMs ?? timeoutMs) + waitMs;
      const endsAt = performance.now() + limitMs;
      let last: Failure | null = null;
      return await withTimeLimit(
        limitMs,
        signalOf(send.signal),
        async (signal) => {
          for (let failures = 0; ; failures++) {
            const outcome: Answer<Body> | Failure = await tryOnce(attempt, sender, {
              number: failures + 1,
              caller: signal,
              limitMs: waitMs + answerMs,
            });
            if (!('error' in outcome)) return outcome;
            last = outcome;
            const { error, retryAfterMs } = outcome;
            const pauseMs = Math.max(retryAfterMs ?? 0, backOff(failures));
            const isInTime =
              (retryAfterMs ?? 0) <= longestRetryAfterMs && performance.now() + pauseMs < endsAt;
            const isPatient = persistent || (failures < maxRetries && isInTime);
            if (!isPatient || !mayRepeat(outcome, repeatable)) throw error;
            await pause(pauseMs, signal);
          }
        },
        () => last?.error ?? noAnswerWithin(limitMs),
      );
    },
  };
}

function noAnswerWithin(limitMs: number): ConnectionError {
  return new ConnectionError(`no answer within ${limitMs} ms`);
}

/** Browsers send their own, and some would ask the service for leave to send another. */
function userAgent(): Record<string, string> {
  const { process } = globalThis as { process?: { versions?: { node?: string } } };
  return process?.versions?.node ? { 'user-agent': `lead-followup-client/${clientVersion}` } : {};
}

/** A hook for logs must not change what becomes of a call. */
function report(onAttempt: ClientOptions['onAttempt'], attempt: AttemptReport): void {
  try {
    onAttempt?.(attempt);
  } catch {
    return;
  }
}

interface Failure {
  error: Error;
  /** Null when no answer came. */
  status: number | null;
  retryAfterMs: number | null;
}

/** What every request of a connection is sent with. */
interface Sender {
  fetch: AttemptOptions['fetch'];
  apiKey: string;
  patternOf(request: Request): string;
  report(attempt: AttemptReport): void;
}

/** @throws the signal's reason, and what is wrong with a request that could not even be made */
async function tryOnce<Body>(
  attempt: Attempt<Body>,
  { fetch, apiKey, patternOf, report }: Sender,
  { number, caller, limitMs }: { number: number; caller: AbortSignal; limitMs: number },
): Promise<Answer<Body> | Failure> {
  const startedAt = performance.now();
  let sent: Request | null = null;
  let answered: Response | null = null;
  const observed: AttemptOptions['fetch'] = async (request) => {
    sent = request;
    answered = await fetch(request);
    return answered;
  };
  try {
    const { data, error, response } = await withTimeLimit(
      limitMs,
      caller,
      (signal) => attempt({ signal, fetch: observed }),
      () => noAnswerWithin(limitMs),
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
    const { status = null } = (answered ?? {}) as Partial<Response>;
    if (name === 'SyntaxError' && status !== null) throw unreadableAnswer(status);
    if (error instanceof ConnectionError) return { error, status: null, retryAfterMs: null };
    return {
      error: new ConnectionError(`no answer: ${message.replaceAll(apiKey, '[apiKey]')}`, { cause: error }),
      status: null,
      retryAfterMs: null,
    };
  } finally {
    if (sent) report(describe(sent, answered));
  }

  function describe(request: Request, response: Response | null): AttemptReport {
    return {
      method: request.method,
      path: patternOf(request),
      attempt: number,
      status: response?.status ?? null,
      durationMs: performance.now() - startedAt,
      requestId: response?.headers.get('x-request-id') ?? null,
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
