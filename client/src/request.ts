import type { Client, ClientPathsWithMethod, MaybeOptionalInit, MethodResponse } from 'openapi-fetch';
import type { paths } from './api-types.ts';
import type { AttemptOptions, Connection, RequestOptions } from './connection.ts';

export type HttpMethod = 'get' | 'put' | 'post' | 'patch' | 'delete';
export type PathsWith<Method extends HttpMethod> = ClientPathsWithMethod<Client<paths>, Method>;

/** `params` and `body` as the path has them; needed where it has parameters or takes a body. */
export type RequestInitOf<Method extends HttpMethod, Path extends keyof paths> =
  undefined extends MaybeOptionalInit<paths[Path], Method>
    ? [init?: MaybeOptionalInit<paths[Path], Method> & TimeLimit]
    : [init: MaybeOptionalInit<paths[Path], Method> & TimeLimit];

type TimeLimit = Pick<RequestOptions, 'timeoutMs'>;

/** Undefined for what is answered with 204. */
export type ResponseBody<Method extends HttpMethod, Path extends PathsWith<Method>> = [
  MethodResponse<Client<paths>, Method, Path>,
] extends [never]
  ? undefined
  : MethodResponse<Client<paths>, Method, Path>;

/** What is looked at of any request, whatever its path. */
interface AnyInit extends TimeLimit {
  signal?: AbortSignal | null;
  params?: { query?: Record<string, unknown>; header?: Record<string, unknown> };
}

/**
 * Sends any request of the API. A POST may be sent again after a lost connection only with an Idempotency-Key.
 * @returns the body as it is, undefined for 204
 * @throws LeadFollowUpError, ConnectionError
 */
export async function request<Method extends HttpMethod, Path extends PathsWith<Method>>(
  { api, call }: Connection,
  method: Method,
  path: Path,
  init: AnyInit = {},
): Promise<ResponseBody<Method, Path>> {
  const { signal, timeoutMs, ...rest } = init;
  const { header, query } = rest.params ?? {};
  const waitSeconds = Number(query?.['wait'] ?? /wait=(\d+)/.exec(String(header?.['prefer']))?.[1] ?? 0);
  const send = api.request as unknown as (
    method: Method,
    path: Path,
    init: AnyInit & AttemptOptions,
  ) => Promise<{ data?: ResponseBody<Method, Path>; error?: unknown; response: Response }>;
  const { body } = await call((attempt) => send(method, path, { ...rest, ...attempt }), {
    repeatable: method !== 'post' || header?.['idempotency-key'] !== undefined,
    waitMs: waitSeconds * 1_000,
    signal,
    timeoutMs,
  });
  return body;
}
