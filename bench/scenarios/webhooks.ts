import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { demoKey } from '../../prisma/demo-data.ts';
import { type AllInOne, startAllInOne } from '../../scripts/all-in-one.ts';
import { recordEvent } from '../../src/commands/record-event.ts';
import { documentedExample, leadFollowUpPath } from '../../src/contract/documented-example.ts';
import { generatedColumns } from '../../src/follow-ups/present.ts';
import type { Prisma } from '../../src/platform/generated/client.ts';
import { newId } from '../../src/platform/ids.ts';
import type { Services } from '../../src/platform/services.ts';
import { enqueueDeliveriesOf } from '../../src/webhooks/enqueue.ts';
import type { Hold } from '../holder.ts';
import { percentile } from '../median.ts';
import type { Row, Scenario } from '../scenario.ts';
import { type Servers, secretsKey } from '../servers.ts';

/**
 * How late events arrive at a fast receiver after the commit: alone, next to a second fast receiver, and next to one
 * that does not answer.
 */
export const webhooks: Scenario = {
  name: 'webhooks',
  async run({ servers, hold, rounds, quick, say }) {
    const service = hold(await startOwn(hold, servers));
    const second = hold(await listen((_request, response) => response.writeHead(204).end()));
    const hanging = hold(await listen(() => undefined));
    const events = quick ? 100 : 1_000;
    const rows: Row[] = [];
    for (const [title, beside] of [
      ['alone', null],
      ['beside another quick one', second.url],
      ['beside one that hangs', hanging.url],
    ] as const) {
      const late: Late[] = [];
      for (let round = 1; round <= rounds; round += 1) {
        const endpoint = beside && (await post(`${service.url}/api/webhook-endpoints`, { url: beside }));
        late.push(await measure(service, events));
        if (endpoint) await removeEndpoint(service, endpoint.data.id);
        say(`round ${round}, ${title}: ${late.at(-1)?.p50.toFixed(0)} ms late at p50`);
      }
      const measured = `${events} events to a quick receiver ${title}: from the commit to the arrival`;
      rows.push({ measured: `${measured}, p50`, unit: 'ms', ours: late.map(({ p50 }) => p50) });
      rows.push({ measured: `${measured}, p99`, unit: 'ms', ours: late.map(({ p99 }) => p99) });
    }
    return rows;
  },
};

interface Late {
  p50: number;
  p99: number;
}

/** API and workers in this process. The receivers are on this machine. */
async function startOwn(hold: Hold, servers: Servers): Promise<AllInOne> {
  const dataDir = await mkdtemp(join(servers.folder, 'webhooks-'));
  hold({ close: () => rm(dataDir, { recursive: true, force: true }) });
  return startAllInOne({
    DATABASE_URL: await servers.createDatabase('ours'),
    REDIS_URL: servers.createRedis(),
    SECRETS_KEY: secretsKey.toString('base64'),
    ADMIN_KEY: 'the-operators-key-of-the-tests-01',
    OFFLINE_WRITER: 'true',
    DATA_DIR: dataDir,
    PORT: '0',
    LOG_LEVEL: 'error',
    WEBHOOK_ALLOW_PRIVATE: 'true',
    WEBHOOK_HOST_PER_MINUTE: '1000000',
    SHUTDOWN_GRACE_MS: '1000',
  });
}

async function measure(service: AllInOne, events: number): Promise<Late> {
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
  const followUps = await copy(services, data.id, events);
  const endpoint = await post(`${url}/api/webhook-endpoints`, { url: quick.url });
  const { prisma } = services.database;

  for (let index = 0; index < followUps.length; index += 20) {
    const some = followUps.slice(index, index + 20).map(async (followUpId) => {
      await prisma.$transaction((tx) => recordEvent(tx, { followUpId, status: 'completed' }));
      committedAt.set(followUpId, performance.now());
      await enqueueDeliveriesOf(services, { followUpId });
    });
    await Promise.all(some);
  }
  await finished;

  const rows = await prisma.event.findMany({ where: { followUpId: { in: followUps } } });
  const late = rows.map(
    ({ id, followUpId }) => (arrivedAt.get(id) ?? Number.NaN) - (committedAt.get(followUpId ?? '') ?? 0),
  );
  await removeEndpoint(service, endpoint.data.id);
  await quick.close();
  return { p50: percentile(late, 0.5), p99: percentile(late, 0.99) };
}

async function removeEndpoint({ url }: AllInOne, id: string): Promise<void> {
  const headers = { 'x-api-key': demoKey };
  await fetch(`${url}/api/webhook-endpoints/${id}`, { method: 'DELETE', headers });
}

async function post(url: string, body: unknown) {
  const headers = { 'x-api-key': demoKey, 'content-type': 'application/json' };
  const response = await fetch(url, { method: 'POST', headers, body: JSON.stringify(body) });
  return (await response.json()) as { data: { id: string } };
}

/** Follow-ups that are copies of one that has ended, and whose end has not been reported yet. */
async function copy({ database: { prisma } }: Services, id: string, events: number): Promise<string[]> {
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
