import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { demoIds, demoKey } from '../prisma/demo-data.ts';
import { type AllInOne, startAllInOne } from '../scripts/all-in-one.ts';
import { recordEvent } from '../src/commands/record-event.ts';
import { documentedExample, leadFollowUpPath } from '../src/contract/documented-example.ts';
import { generatedColumns } from '../src/follow-ups/present.ts';
import type { Prisma } from '../src/platform/generated/client.ts';
import { newId } from '../src/platform/ids.ts';
import { type Hold, withReleasers } from '../src/platform/releasers.ts';
import type { Services } from '../src/platform/services.ts';
import { enqueueDeliveriesOf } from '../src/webhooks/enqueue.ts';

const events = 1_000;
const { organisation: organisationId } = demoIds;

/**
 * 1,000 events to a quick receiver, alone, beside a second quick one, and beside one that hangs: how late does each
 * arrive after the commit that made it true? With REDIS_URL the queue is there.
 */
export async function benchWebhooks(): Promise<string[]> {
  const lines: string[] = [];
  const running = await withReleasers(async (hold) => {
    const service = hold(await startOwn(hold));
    const { queues } = service.services;
    lines.push(`${events} events to a quick receiver, queue in ${queues.backend}`);
    lines.push(...(await measure('alone', service)));
    const second = hold(await listen((_request, response) => response.writeHead(204).end()));
    lines.push(...(await measureBeside('beside another quick one', service, second.url)));
    const hanging = hold(await listen(() => undefined));
    lines.push(...(await measureBeside('beside one that hangs', service, hanging.url)));
    return {};
  });
  await running.close();
  return lines;
}

/** An installation of its own, whose receivers are on this machine. */
async function startOwn(hold: Hold): Promise<AllInOne> {
  const dataDir = await mkdtemp(join(tmpdir(), 'lead-followup-bench-'));
  // Started by root, PostgreSQL runs as another user, who must be able to enter.
  await chmod(dataDir, 0o755);
  hold({ close: () => rm(dataDir, { recursive: true, force: true }) });
  return startAllInOne({
    ...process.env,
    DATA_DIR: dataDir,
    PORT: '0',
    LOG_LEVEL: 'error',
    WEBHOOK_ALLOW_PRIVATE: 'true',
    SHUTDOWN_GRACE_MS: '1000',
  });
}

async function measureBeside(title: string, service: AllInOne, url: string): Promise<string[]> {
  const { data } = await post(`${service.url}/api/webhook-endpoints`, { url });
  const lines = await measure(title, service);
  await removeEndpoint(service, data.id);
  return lines;
}

async function measure(title: string, service: AllInOne): Promise<string[]> {
  const { url, services } = service;
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
      await prisma.$transaction((tx) => recordEvent(tx, { followUpId, status: 'completed' }));
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
  await removeEndpoint(service, endpoint.data.id);
  await quick.close();
  return [
    `  ${title}: written in ${ms(written - start)}, the last arrived after ${ms(end - start)}`,
    `    late by ${at(0.5)} (median), ${at(0.99)} (99 %), ${at(1)} (the latest)`,
  ];
}

async function removeEndpoint({ url }: AllInOne, id: string): Promise<void> {
  const headers = { 'x-api-key': demoKey };
  await fetch(`${url}/api/webhook-endpoints/${id}`, { method: 'DELETE', headers });
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
  const { error: _none, ...template } = await prisma.followUp.findUniqueOrThrow({
    where: { id },
    omit: generatedColumns,
  });
  const ids = Array.from({ length: events }, () => newId('fup'));
  await prisma.followUp.createMany({
    data: ids.map((copyId) => ({ ...template, id: copyId }) as unknown as Prisma.FollowUpCreateManyInput),
  });
  return ids;
}

async function listen(receive: RequestListener): Promise<{ url: string; close(): Promise<void> }> {
  const server = createServer(receive);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    async close() {
      server.closeAllConnections();
      server.close();
    },
  };
}
