import { type Failure, noAnswer } from './failure.ts';

export interface RequestOptions {
  /** Empty: the request carries none. */
  key: string;
  body?: unknown;
  /** Instead of a body: a CSV file. */
  file?: File;
  headers?: Readonly<Record<string, string>>;
  signal?: AbortSignal;
}

export type Answer<Data> =
  | {
      ok: true;
      status: number;
      data: Data;
      /** Of a list; null for everything else and on its last page. */
      nextCursor: string | null;
      /** The body as it came. */
      raw: unknown;
    }
  | { ok: false; failure: Failure; raw: unknown };

interface Envelope {
  success?: boolean;
  data?: unknown;
  next_cursor?: string | null;
  error?: { code: string; message: string; details?: unknown; request_id?: string };
}

/** Asks the service. What goes wrong is returned, not thrown; only the abort of `signal` throws, its reason. */
export async function request<Data>(
  method: 'GET' | 'POST',
  path: string,
  { key, body, file, headers = {}, signal }: RequestOptions,
): Promise<Answer<Data>> {
  let response: Response;
  let text: string;
  try {
    response = await fetch(path, {
      method,
      headers: {
        ...(key ? { 'x-api-key': key } : {}),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...(file ? { 'content-type': 'text/csv' } : {}),
        ...headers,
      },
      body: file ?? (body === undefined ? null : JSON.stringify(body)),
      signal: signal ?? null,
    });
    text = await response.text();
  } catch {
    signal?.throwIfAborted();
    return { ok: false, failure: noAnswer, raw: null };
  }
  return readAnswer(response, text);
}

/** The failure that an answer tells of. */
export function failureOf(response: Response, text: string): Failure {
  const error = parseEnvelope(text)?.error;
  const requestId = error?.request_id ?? response.headers.get('x-request-id');
  if (!error)
    return {
      code: 'UNREADABLE_ANSWER',
      message: `the answer (HTTP ${response.status}) is not the service's`,
      requestId,
      status: response.status,
    };
  return { ...error, requestId, status: response.status };
}

function readAnswer<Data>(response: Response, text: string): Answer<Data> {
  const envelope = parseEnvelope(text);
  if (!response.ok || !envelope?.success)
    return { ok: false, failure: failureOf(response, text), raw: envelope ?? text };
  return {
    ok: true,
    status: response.status,
    data: envelope.data as Data,
    nextCursor: envelope.next_cursor ?? null,
    raw: envelope,
  };
}

function parseEnvelope(text: string): Envelope | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' ? value : null;
  } catch {
    // A proxy's error page, for one: the caller is told that the answer is unreadable.
    return null;
  }
}
