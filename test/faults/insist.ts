import { setTimeout as sleep } from 'node:timers/promises';
import { demoKey } from '../../prisma/demo-data.ts';
import type { Trial } from './trial.ts';

export interface Request {
  method: 'GET' | 'POST' | 'PUT';
  path: string;
  body?: object;
  idempotencyKey?: string;
  /** Which API is asked first. Without it, they take turns. */
  api?: 0 | 1;
}

export interface Answer<Data> {
  status: number;
  body: { data: Data; error?: { code: string } };
}

const answeredWithinMs = 120_000;
const patienceMs = 30_000;
const retryMs = 250;

/** Asks one API after the other until one answers, as a client does that does not give up. Most answers are a "no" too. */
export async function ask<Data>({ cluster, accepted }: Trial, request: Request): Promise<Answer<Data>> {
  const deadline = Date.now() + answeredWithinMs;
  for (let attempt = request.api ?? accepted.size; Date.now() < deadline; attempt += 1) {
    const { url } = cluster.apis[attempt % 2 === 0 ? 0 : 1];
    const answer = await send<Data>(url, request);
    if (answer) return answer;
    await sleep(retryMs);
  }
  throw new Error(`${request.method} ${request.path} was not answered within ${answeredWithinMs} ms`);
}

/** The same for a request that must succeed. @returns its `data` */
export async function insist<Data>(trial: Trial, request: Request): Promise<Data> {
  const { status, body } = await ask<Data>(trial, request);
  if (status < 400) return body.data;
  throw new Error(`${request.method} ${request.path} answered ${status}: ${JSON.stringify(body)}`);
}

/** @returns null when the server is away or says that something it needs is */
async function send<Data>(
  url: string,
  { method, path, body, idempotencyKey }: Request,
): Promise<Answer<Data> | null> {
  let response: Response;
  let text: string;
  try {
    response = await fetch(`${url}${path}`, {
      method,
      headers: {
        'x-api-key': demoKey,
        'content-type': 'application/json',
        ...(idempotencyKey ? { 'idempotency-key': idempotencyKey } : {}),
      },
      body: body ? JSON.stringify(body) : null,
      signal: AbortSignal.timeout(patienceMs),
    });
    text = await response.text();
  } catch {
    // Refused, reset or silent: all the same to a client that tries again.
    return null;
  }
  return response.status >= 500 ? null : { status: response.status, body: JSON.parse(text) };
}
