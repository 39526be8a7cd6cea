import { Readable } from 'node:stream';
import type { StandInRequest, Treatment } from './stand-in.ts';

/** Text is sent as it is, everything else as JSON. */
export function answer(status: number, body: unknown, headers: Record<string, string> = {}): Treatment {
  const type = typeof body === 'string' ? 'text/plain' : 'application/json';
  return (_request, response) => {
    const sent = typeof body === 'string' ? body : JSON.stringify(body);
    response.writeHead(status, { 'content-type': type, ...headers }).end(sent);
  };
}

/** The service's own way to say no. */
export function refuse(status: number, code: string, headers: Record<string, string> = {}): Treatment {
  const error = { code, message: `${code} for a test`, request_id: 'req_test' };
  return answer(status, { success: false, error }, headers);
}

/** The connection ends without an answer. */
export const hangUp: Treatment = (_request, response) => {
  response.destroy();
};

/** Never answers. */
export const hang: Treatment = () => undefined;

/** Hands the request to the real service, and its answer back. */
export function relay(serviceUrl: string): Treatment {
  return async (request, response) => {
    const answered = await forward(serviceUrl, request);
    response.writeHead(answered.status, Object.fromEntries(answered.headers));
    if (answered.body) Readable.from(answered.body).pipe(response);
    else response.end();
  };
}

/** The real service gets the request and does its work, but its answer is lost. */
export function loseAnswer(serviceUrl: string): Treatment {
  return async (request, response) => {
    await (await forward(serviceUrl, request)).text();
    response.destroy();
  };
}

export function forward(
  serviceUrl: string,
  { method, path, headers, body }: StandInRequest,
): Promise<Response> {
  const { host, connection, 'content-length': length, ...kept } = headers;
  return fetch(`${serviceUrl}${path}`, {
    method,
    headers: kept as Record<string, string>,
    body: body === '' ? null : body,
  });
}
