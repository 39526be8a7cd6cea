import { Agent, fetch as undiciFetch } from 'undici';
import { parseUrl } from '../../contract/parse-url.ts';

type Fetch = (input: string | URL | Request, init?: RequestInit) => Promise<Response>;

/** OPENAI_BASE_URL in parts for the SDK. Fetch refuses a URL with credentials, and the SDK appends paths to the URL. */
export interface ProviderAddress {
  /** Without credentials and query. */
  baseUrl: string;
  query: Record<string, string>;
  /** The value of the Authorization header, if the URL has a user or a password. */
  authorization: string | undefined;
}

export function parseProviderAddress(url: string): ProviderAddress {
  const parsed = parseUrl(url);
  if (!parsed) throw new Error('OPENAI_BASE_URL is not a URL');
  const { username, password, searchParams } = parsed;
  const credentials = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`;
  const query = Object.fromEntries(searchParams);
  parsed.username = '';
  parsed.password = '';
  parsed.search = '';
  return {
    baseUrl: parsed.href,
    query,
    authorization: username || password ? `Basic ${Buffer.from(credentials).toString('base64')}` : undefined,
  };
}

/** By default, Node tries the next address after 250 ms, which is too soon for a distant server. */
const connectAttemptMs = 10_000;
const connectMs = 3 * connectAttemptMs;

export interface ProviderConnection {
  fetch: Fetch;
  close(): Promise<void>;
}

/**
 * Connections to the model server. They have no time limit for headers and body. MODEL_TIMEOUT_MS is the only limit,
 * and it may be longer than the HTTP client's 5 minutes.
 */
export function openProviderConnection(): ProviderConnection {
  const agent = new Agent({
    headersTimeout: 0,
    bodyTimeout: 0,
    connect: {
      timeout: connectMs,
      autoSelectFamily: true,
      autoSelectFamilyAttemptTimeout: connectAttemptMs,
    },
  });
  const send = undiciFetch as unknown as (input: unknown, init: unknown) => Promise<Response>;
  return {
    async fetch(input, init) {
      const response = await send(input, { ...init, dispatcher: agent });
      return response.ok ? response : withErrorBody(response);
    },
    // Running calls were aborted before. Idle connections must not keep the process alive.
    close: () => agent.destroy(),
  };
}

/**
 * The SDK reads `{"error": {…}}` and drops all other bodies: `{"detail": …}` of FastAPI, the bare `{"message": …}` of
 * older vLLM and the array of Google. These bodies say what the server does not support, so they are converted.
 */
async function withErrorBody(response: Response): Promise<Response> {
  const text = await response.text();
  const { status } = response;
  const headers = new Headers();
  for (const [name, value] of response.headers) {
    // The body has been replaced and is no longer compressed.
    if (name !== 'content-length' && name !== 'content-encoding') headers.set(name, value);
  }
  headers.set('content-type', 'application/json');
  const error = errorIn(text) ?? { message: text };
  return new Response(JSON.stringify({ error }), { status, headers });
}

function errorIn(text: string): object | null {
  try {
    const body: unknown = JSON.parse(text);
    const { error } = (Array.isArray(body) ? body[0] : body) as { error?: unknown };
    return typeof error === 'object' ? error : null;
  } catch {
    // Not JSON: use the text as it is.
    return null;
  }
}
