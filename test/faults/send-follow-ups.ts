import { setTimeout as sleep } from 'node:timers/promises';
import pLimit from 'p-limit';
import { demoIds, demoKey } from '../../prisma/demo-data.ts';
import { leadFollowUpPath } from '../../src/contract/documented-example.ts';
import { isTerminal, type Status } from '../../src/contract/status.ts';
import type { Trial } from './trial.ts';

export interface SendOptions {
  /** How many requests are under way at a time. */
  concurrency?: number;
  /** Each request waits for the end of its follow-up. */
  wait?: boolean;
}

interface Request {
  body: object;
  idempotencyKey: string;
}

interface Told {
  id: string;
  status: Status;
}

const answeredWithinMs = 120_000;
const patienceMs = 30_000;
const retryMs = 250;

/** Sends follow-ups as a client does that does not give up: each with a key, to another API until one accepts it. */
export async function sendFollowUps(trial: Trial, count: number, options: SendOptions = {}): Promise<void> {
  const limit = pLimit(options.concurrency ?? 20);
  const first = trial.accepted.size + 1;
  const markers = Array.from({ length: count }, (_, index) => `f${first + index}`);
  await Promise.all(markers.map((marker) => limit(() => sendOne(trial, marker, options.wait ?? false))));
}

async function sendOne(trial: Trial, marker: string, wait: boolean): Promise<void> {
  const request = { body: requestFor(marker, trial.cluster.webhooks.url), idempotencyKey: marker };
  const { id, status } = await insist(trial, `${leadFollowUpPath}${wait ? '?wait=20' : ''}`, request);
  trial.accepted.set(marker, id);
  if (isTerminal(status)) trial.told.push({ id, status });
}

/** Cancels a follow-up and remembers what is answered. */
export async function cancelFollowUp(trial: Trial, id: string): Promise<void> {
  trial.told.push(await insist(trial, `/api/follow-ups/${id}/cancel`));
}

/** Asks one API after the other until one answers. */
async function insist({ cluster, accepted }: Trial, path: string, request?: Request): Promise<Told> {
  const deadline = Date.now() + answeredWithinMs;
  for (let attempt = accepted.size; Date.now() < deadline; attempt += 1) {
    const api = cluster.apis[attempt % 2 === 0 ? 0 : 1];
    const answer = await post(`${api.url}${path}`, request);
    if (answer) return answer.data;
    await sleep(retryMs);
  }
  throw new Error(`POST ${path} was not answered within ${answeredWithinMs} ms`);
}

/** @returns null when the server is away or says that something it needs is */
async function post(url: string, request: Request | undefined): Promise<{ data: Told } | null> {
  let response: Response;
  let text: string;
  try {
    response = await fetch(url, {
      method: 'POST',
      headers: {
        'x-api-key': demoKey,
        'content-type': 'application/json',
        ...(request ? { 'idempotency-key': request.idempotencyKey } : {}),
      },
      body: request ? JSON.stringify(request.body) : null,
      signal: AbortSignal.timeout(patienceMs),
    });
    text = await response.text();
  } catch {
    // Refused, reset or silent: all the same to a client that tries again.
    return null;
  }
  if (response.status >= 500) return null;
  if (!response.ok) throw new Error(`${url} answered ${response.status}: ${text}`);
  return JSON.parse(text) as { data: Told };
}

/** The marker stands in the facts, where the model sees it, and in the metadata, where SQL does. */
function requestFor(marker: string, callbackUrl: string): object {
  return {
    siteId: demoIds.sites.acme,
    leadId: demoIds.leads.jane,
    leadData: {
      name: 'Jane Smith',
      company: `Probe ${marker} Ltd`,
      email: 'jane@acme.com',
      phone: '+1234567890',
    },
    previousInteractions: [],
    metadata: { marker },
    callbackUrl,
  };
}
