import pLimit from 'p-limit';
import { demoIds } from '../../prisma/demo-data.ts';
import { leadFollowUpPath } from '../../src/contract/documented-example.ts';
import { isTerminal, type Status } from '../../src/contract/status.ts';
import { insist } from './insist.ts';
import type { Trial } from './trial.ts';

export interface SendOptions {
  /** How many requests are under way at a time. */
  concurrency?: number;
  /** Each request waits for the end of its follow-up. */
  wait?: boolean;
}

interface Told {
  id: string;
  status: Status;
}

/** Sends follow-ups, each with an Idempotency-Key. Returns when all are accepted. */
export async function sendFollowUps(trial: Trial, count: number, options: SendOptions = {}): Promise<void> {
  const limit = pLimit(options.concurrency ?? 20);
  const first = trial.accepted.size + 1;
  const markers = Array.from({ length: count }, (_, index) => `f${first + index}`);
  await Promise.all(markers.map((marker) => limit(() => sendOne(trial, marker, options.wait ?? false))));
}

async function sendOne(trial: Trial, marker: string, wait: boolean): Promise<void> {
  const { id, status } = await insist<Told>(trial, {
    method: 'POST',
    path: `${leadFollowUpPath}${wait ? '?wait=20' : ''}`,
    body: requestFor(marker, trial.cluster.webhooks.url),
    idempotencyKey: marker,
  });
  trial.accepted.set(marker, id);
  if (isTerminal(status)) trial.told.push({ id, status });
}

/** Cancels a follow-up and remembers what is answered. */
export async function cancelFollowUp(trial: Trial, id: string): Promise<void> {
  trial.told.push(await insist<Told>(trial, { method: 'POST', path: `/api/follow-ups/${id}/cancel` }));
}

/** The marker stands in the facts, where the model sees it, and in the metadata, where SQL does. */
function requestFor(marker: string, callbackUrl: string): object {
  return {
    siteId: demoIds.sites.acme,
    leadId: demoIds.leads.jane,
    leadData: {
      name: 'Jane Smith',
      company: companyOf(marker),
      email: 'jane@acme.com',
      phone: '+1234567890',
    },
    previousInteractions: [],
    metadata: { marker },
    callbackUrl,
  };
}

/** The model reads the marker from it. */
export function companyOf(marker: string): string {
  return `Probe ${marker} Ltd`;
}
