import { setTimeout as sleep } from 'node:timers/promises';
import pLimit from 'p-limit';
import { demoIds } from '../../prisma/demo-data.ts';
import { insist } from './insist.ts';
import { companyOf } from './send-follow-ups.ts';
import type { Trial } from './trial.ts';

const site = `/api/sites/${demoIds.sites.acme}`;
const sequenceId = '5e0f1f5a-7a1c-4b53-9c0e-3d1a2b4c5d6e';

/** What is reviewed has one message, of this channel. */
export const reviewedChannel = 'email';

/** Each has a channel of its own, because the model says the same in both. */
const steps = [
  { key: 'reviewed', wait: 'PT0S', channels: [reviewedChannel], review: true },
  { key: 'last', wait: 'PT1S', channels: ['whatsapp'] },
];
export const stepCount = steps.length;

/** Stores leads and enrolls each in the same sequence. Returns when all are accepted. */
export async function enrollLeads(trial: Trial, count: number): Promise<void> {
  const limit = pLimit(20);
  const first = trial.accepted.size + 1;
  await insist(trial, {
    method: 'PUT',
    path: `${site}/sequences/${sequenceId}`,
    body: { name: 'Under fire', steps, stop_on: ['reply'] },
  });
  const markers = Array.from({ length: count }, (_, index) => `e${first + index}`);
  await Promise.all(markers.map((marker) => limit(() => enrollOne(trial, marker))));
}

async function enrollOne(trial: Trial, marker: string): Promise<void> {
  const leadId = leadIdOf(marker);
  const lead = {
    name: 'Jane Smith',
    company: companyOf(marker),
    email: `${marker}@example.com`,
    phone: '+12025550123',
  };
  await insist(trial, { method: 'PUT', path: `${site}/leads/${leadId}`, body: lead });
  // The same enrollment again is answered with the one that there is.
  const { id } = await insist<{ id: string }>(trial, {
    method: 'POST',
    path: `/api/sequences/${sequenceId}/enrollments`,
    body: { lead_id: leadId, metadata: { marker }, callback_url: trial.cluster.webhooks.url },
  });
  trial.accepted.set(marker, id);
}

function leadIdOf(marker: string): string {
  return `00000000-0000-4000-8000-${marker.slice(1).padStart(12, '0')}`;
}

/** Reports that a lead has replied, as a mail system does: the same event until it is taken. */
export async function reply(trial: Trial, marker: string): Promise<void> {
  trial.replied.add(marker);
  await insist(trial, {
    method: 'POST',
    path: '/api/lead-events',
    body: {
      source: 'mail',
      external_id: marker,
      type: 'reply',
      at: new Date().toISOString(),
      lead_id: leadIdOf(marker),
    },
  });
}

/** How long an undisturbed enrollment takes, roughly. */
const enrollmentMs = 8_000;

/** Lets half of the leads that are enrolled reply, each at any moment. */
export async function halfReply(trial: Trial): Promise<void> {
  const markers = [...trial.accepted.keys()].filter((_, index) => index % 2 === 1);
  await Promise.all(
    markers.map(async (marker) => {
      await sleep(Math.random() * enrollmentMs);
      await reply(trial, marker);
    }),
  );
}
