import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { demoIds, demoKey } from '../prisma/demo-data.ts';
import { type AllInOne, startAllInOne } from '../scripts/all-in-one.ts';
import { recordEvent } from '../src/commands/record-event.ts';
import { documentedExample, leadFollowUpPath } from '../src/contract/documented-example.ts';
import type { Prisma } from '../src/platform/generated/client.ts';
import { newId } from '../src/platform/ids.ts';
import { withReleasers } from '../src/platform/releasers.ts';
import type { Services } from '../src/platform/services.ts';
import { enqueueDeliveriesOf } from '../src/webhooks/enqueue.ts';

// 1,000 events to a quick receiver while another hangs: how late does each arrive after the commit that made it true?
//   REDIS_URL=redis://127.0.0.1:6379 node --import tsx bench/webhooks.ts [events]

const events = Number(process.argv[2] ?? 1_000);
const { organisation: organisationId } = demoIds;

await withReleasers(async (hold) => {
  const dataDir = await mkdtemp(join(tmpdir(), 'lead-followup-bench-'));
  // Started by root, PostgreSQL runs as another user, who must be able to enter.
  await chmod(dataDir, 0o755);
  hold({ close: () => rm(dataDir, { recursive: true, force: true }) });
  const service = hold(
    await startAllInOne({
      ...process.env,
      DATA_DIR: dataDir,
      PORT: '0',
      LOG_LEVEL: 'error',
      WEBHOOK_ALLOW_PRIVATE: 'true',
      SHUTDOWN_GRACE_MS: '1000',
    }),
  );
  const { services, url } = service;
  console.log(`${events} events to a quick receiver, queue in ${services.queues.backend}`);
  let hung = 0;
  const slow = await listen(() => {
    hung += 1;
  });
  await measure('alone', service);
  await post(`${url}/api/webhook-endpoints`, { url: slow.url });
  await measure('while another hangs', service);
  console.log(`  which holds ${hung} of its ${events}`);
  slow.close();
  return {};
}).then(({ close }) => close());

async function measure(title: string, { url, services }: AllInOne): Promise<void> {
  const committedAt = new Map<string, number>();
  const arrivedAt = new Map<string, number>();
  let allArrived: () => void = () => undefined;
  const finished = new Promise<void>((resolve) => {
    allArrived = resolve;
  });
  const quick = await listen((request, response) => {
    arrivedAt.set(request.headers['webhook-id'] as string, performance.now());
    response.writeHead(204).end();
    if (arrivedAt.size === events) allArrived();
  });
  const { data } = await post(`${url}${leadFollowUpPath}?wait=30`, documentedExample);
  const followUps = await copy(services, data.id);
  const endpoint = await post(`${url}/api/webhook-endpoints`, { url: quick.url });
  const { prisma } = services.database;

  const start = performance.now();
  for (let index = 0; index < followUps.length; index += 20) {
    const some = followUps.slice(index, index + 20).map(async (followUpId) => {
      await prisma.$transaction((tx) => recordEvent(tx, { organisationId, followUpId, status: 'completed' }));
      committedAt.set(followUpId, performance.now());
      await enqueueDeliveriesOf(services, { followUpId });
    });
    await Promise.all(some);
  }
  const written = performance.now();
  await finished;
  const end = performance.now();

  const rows = await prisma.event.findMany({ where: { followUpId: { in: followUps } } });
  const late = rows
    .map(({ id, followUpId }) => (arrivedAt.get(id) ?? Number.NaN) - (committedAt.get(followUpId) ?? 0))
    .sort((left, right) => left - right);
  const at = (share: number) => ms(late[Math.min(late.length - 1, Math.floor(share * late.length))]);
  console.log(`  ${title}: written in ${ms(written - start)}, the last arrived after ${ms(end - start)}`);
  console.log(`    late by ${at(0.5)} (median), ${at(0.99)} (99 %), ${at(1)} (the latest)`);
  await fetch(`${url}/api/webhook-endpoints/${endpoint.data.id}`, {
    method: 'DELETE',
    headers: { 'x-api-key': demoKey },
  });
  quick.close();
}

function ms(value: number | undefined): string {
  return `${Math.round(value ?? Number.NaN)} ms`;
}

async function post(url: string, body: unknown) {
  const headers = { 'x-api-key': demoKey, 'content-type': 'application/json' };
  const response = await fetch(url, { method: 'POST', headers, body: JSON.stringify(body) });
  return (await response.json()) as { data: { id: string } };
}

/** Follow-ups like one that has ended, whose end has not been told. */
async function copy({ database: { prisma } }: Services, id: string): Promise<string[]> {
  const { error: _none, ...template } = await prisma.followUp.findUniqueOrThrow({ where: { id } });
  const ids = Array.from({ length: events }, () => newId('fup'));
  await prisma.followUp.createMany({
    data: ids.map((copyId) => ({ ...template, id: copyId }) as unknown as Prisma.FollowUpCreateManyInput),
  });
  return ids;
}

async function listen(receive: RequestListener): Promise<{ url: string; close(): void }> {
  const server = createServer(receive);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    close() {
      server.close();
      server.closeAllConnections();
    },
  };
}
