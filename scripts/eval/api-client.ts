import { StartError } from '../../src/platform/describe-failure.ts';

export interface ApiError {
  code: string;
  message: string;
}

export interface ApiAnswer<Data> {
  data: Data | null;
  error: ApiError | null;
}

/** Sends requests as any client does: over HTTP, with a key. */
export interface ApiClient {
  /** Returns the answer, even if it is an error. */
  ask<Data>(method: 'GET' | 'POST' | 'PUT', path: string, body?: unknown): Promise<ApiAnswer<Data>>;
  /** @throws StartError if the answer is an error */
  get<Data>(path: string): Promise<Data>;
  /** @throws StartError if the answer is an error */
  put(path: string, body: unknown): Promise<void>;
}

/** @param signal aborts requests in progress */
export function createApiClient(url: string, apiKey: string, signal: AbortSignal): ApiClient {
  async function ask<Data>(method: string, path: string, body?: unknown): Promise<ApiAnswer<Data>> {
    const response = await fetch(`${url}${path}`, {
      method,
      headers: { 'x-api-key': apiKey, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
      body: body === undefined ? null : JSON.stringify(body),
      signal,
    });
    const { data = null, error = null } = (await response.json()) as Partial<ApiAnswer<Data>>;
    return { data, error };
  }

  async function insist<Data>(method: string, path: string, body?: unknown): Promise<Data> {
    const { data, error } = await ask<Data>(method, path, body);
    if (data === null) {
      throw new StartError(`${method} ${path}: ${error ? `${error.code}: ${error.message}` : 'no answer'}`);
    }
    return data;
  }

  return {
    ask,
    get: (path) => insist('GET', path),
    async put(path, body) {
      await insist('PUT', path, body);
    },
  };
}
