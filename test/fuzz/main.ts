import { rm } from 'node:fs/promises';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import fc from 'fast-check';
import { demoKey, loadDemoData } from '../../prisma/demo-data.ts';
import { freePort } from '../../scripts/embedded/free-port.ts';
import { leadFollowUpPath } from '../../src/contract/documented-example.ts';
import { createDatabase } from '../../src/platform/database.ts';
import { createLogger } from '../../src/platform/logger.ts';
import { migrate } from '../../src/platform/migrate.ts';
import { createSecrets } from '../../src/platform/secrets.ts';
import { startPostgres } from '../faults/servers/postgres.ts';
import { type ServiceProcessOptions, serviceProcess } from '../faults/servers/service-process.ts';
import type { LeakCheckGlobals } from '../harness/leak-check-environment.ts';
import { createTemporaryFolder } from '../harness/temporary-folder.ts';
import { startHostileModel } from './hostile-model.ts';
import { type FuzzRequest, fuzzRequest } from './requests.ts';

// npm run fuzz -- --requests 10000 --seconds 120 --seed 7
// Sends hostile requests to an API and a worker process. No answer may be a 5xx that the contract does not name, no
// event loop may be held for longer than 250 ms, and the memory of both processes stays bounded.

const mostDelayMs = 250;
const mostRssMiB = 1_200;
/** V8 would rather take more memory than collect garbage: with a limit, a process that needs more than it ends. */
const heapLimitMiB = 512;
/** What is still in use after a collection of garbage, compared with that after the first requests. */
const mostGrowthMiB = 100;
const atOnce = 8;
const reportEvery = 400;
/** Fewer say nothing about memory. */
const fewest = 100;

const { values } = parseArgs({
  options: {
    requests: { type: 'string', default: '10000' },
    seconds: { type: 'string', default: '3600' },
    seed: { type: 'string', default: String(Date.now() % 1_000_000) },
  },
});
const [requests, seconds, seed] = [Number(values.requests), Number(values.seconds), Number(values.seed)];
if (![requests, seconds, seed].every(Number.isSafeInteger)) {
  say('--requests, --seconds and --seed must be whole numbers');
  process.exit(1);
}

// The harness ends what it started at the end of a test file, which this process is.
const releases: LeakCheckGlobals['releasesAtEndOfFile'] = [];
Object.assign(globalThis, { releasesAtEndOfFile: releases } satisfies LeakCheckGlobals);

interface Meter {
  name: string;
  port: number;
}
interface Reading {
  delayMs: number;
  rssMiB: number;
}

const findings: string[] = [];
const byStatus = new Map<string, number>();
const worst = new Map<string, Reading>();
const inUse = new Map<string, number>();

const installation = await start();
say(`seed ${seed}: ${requests} requests, at most ${seconds} s`);
const endsAt = Date.now() + seconds * 1_000;
let sent = 0;
while (sent < requests && Date.now() < endsAt) {
  const batch = fc.sample(fuzzRequest, { seed: seed + sent, numRuns: atOnce });
  await Promise.all(batch.map(send));
  sent += batch.length;
  for (const meter of installation.meters) {
    const { delayMs, rssMiB } = await read(meter);
    const most = worst.get(meter.name) ?? { delayMs: 0, rssMiB: 0 };
    most.rssMiB = Math.max(most.rssMiB, rssMiB);
    worst.set(meter.name, most);
    if (delayMs <= mostDelayMs) most.delayMs = Math.max(most.delayMs, delayMs);
    else await findCulprit(meter, batch);
  }
  if (sent === fewest) {
    for (const meter of installation.meters) inUse.set(meter.name, await readUsed(meter));
  }
  if (sent % reportEvery === 0) say(`${sent} sent; ${describeWorst()}`);
}
if (sent < fewest) findings.push(`only ${sent} requests were sent in the time, at least ${fewest} expected`);
for (const meter of installation.meters) {
  const grown = (await readUsed(meter)) - (inUse.get(meter.name) ?? Number.POSITIVE_INFINITY);
  if (grown > mostGrowthMiB) findings.push(`${meter.name} holds ${grown} MiB more than at the beginning`);
}
for (const [name, { rssMiB }] of worst) {
  if (rssMiB > mostRssMiB)
    findings.push(`${name} used ${rssMiB} MiB of memory, at most ${mostRssMiB} expected`);
}
findings.push(...(await installation.ended()));
say(`\n${sent} requests, seed ${seed}`);
say(
  [...byStatus]
    .sort(([a], [b]) => a.localeCompare(b))
    .map(([status, count]) => `${status}: ${count}`)
    .join(', '),
);
say(describeWorst());
say(findings.length > 0 ? `\n${findings.join('\n')}` : 'no finding');
while (releases.length > 0) await releases.pop()?.();
await installation.close();
process.exit(findings.length > 0 ? 1 : 0);

/**
 * Sends the requests of a batch again, one at a time, each up to three times: a delay counts if it comes back each
 * time. Other work on the machine, or a collection of garbage, delays an event loop once.
 */
async function findCulprit(meter: Meter, batch: readonly FuzzRequest[]): Promise<void> {
  const most = worst.get(meter.name);
  for (const request of batch) {
    let shortest = Number.POSITIVE_INFINITY;
    for (let run = 0; run < 3 && shortest > mostDelayMs; run += 1) {
      await read(meter);
      await send(request);
      shortest = Math.min(shortest, (await read(meter)).delayMs);
    }
    if (most) most.delayMs = Math.max(most.delayMs, shortest);
    if (shortest > mostDelayMs) {
      findings.push(`${meter.name} was held for ${shortest} ms by ${describe(request)}`);
    }
  }
}

async function send(request: FuzzRequest): Promise<void> {
  const { method, path, headers, body } = request;
  const response = await fetch(`${installation.url}${path}`, {
    method,
    headers: { 'x-api-key': demoKey, ...headers },
    body: body as string | Uint8Array<ArrayBuffer> | null,
  });
  const text = await response.text();
  const kind = path.startsWith(leadFollowUpPath)
    ? 'follow-ups'
    : path === '/api/messages/check'
      ? 'checks'
      : 'others';
  byStatus.set(`${kind} ${response.status}`, (byStatus.get(`${kind} ${response.status}`) ?? 0) + 1);
  // A follow-up that ends without a message is answered so to those who wait for it.
  const isOutcome = /"code":"(SALES_COMMAND_FAILED|NO_CONTENT_GENERATED)"/.test(text);
  if (response.status >= 500 && !isOutcome) {
    findings.push(`${response.status} for ${describe(request)}: ${text.slice(0, 300)}`);
  }
}

function describe({ method, path, body }: FuzzRequest): string {
  const start = body === null ? '' : body.toString().slice(0, 600);
  return `${method} ${path.slice(0, 200)} ${body?.length ?? 0} bytes ${JSON.stringify(start)}`;
}

function describeWorst(): string {
  return [...worst]
    .map(([name, { delayMs, rssMiB }]) => `${name}: ${delayMs} ms held at most, ${rssMiB} MiB`)
    .join('; ');
}

async function read({ port }: Meter): Promise<Reading> {
  const response = await fetch(`http://127.0.0.1:${port}`);
  return (await response.json()) as Reading;
}

async function readUsed({ port }: Meter): Promise<number> {
  const response = await fetch(`http://127.0.0.1:${port}/collected`);
  return ((await response.json()) as { usedMiB: number }).usedMiB;
}

async function start() {
  const folder = await createTemporaryFolder();
  const postgres = await startPostgres(folder);
  const model = await startHostileModel(seed);
  const key = Buffer.alloc(32, 7);
  await migrate(postgres.url, { queueTables: true });
  const database = createDatabase(postgres.url, createLogger({ LOG_LEVEL: 'silent', LOG_FORMAT: 'json' }));
  await loadDemoData(database, createSecrets([key]));
  await database.close();

  const meters: Meter[] = [];
  const run = async (name: string, file: ServiceProcessOptions['file'], settings: Record<string, string>) => {
    const meter = { name, port: await freePort() };
    meters.push(meter);
    const preload = pathToFileURL('test/fuzz/event-loop-meter.mjs').href;
    const service = serviceProcess({
      name,
      file,
      databaseUrl: postgres.url,
      env: {
        SECRETS_KEY: key.toString('base64'),
        ADMIN_KEY: 'the-operators-key-of-the-tests-01',
        OPENAI_BASE_URL: model.baseUrl,
        RATE_LIMIT_PER_MINUTE: '1000000',
        ORGANISATION_RATE_LIMIT_PER_MINUTE: '1000000',
        NODE_OPTIONS: `--max-old-space-size=${heapLimitMiB} --import ${preload}`,
        METER_PORT: String(meter.port),
        ...settings,
      },
    });
    await service.start();
    return service;
  };
  const port = await freePort();
  const services = await Promise.all([
    run('api', 'api/main.ts', { PORT: String(port) }),
    run('worker', 'workers/main.ts', {}),
  ]);
  return {
    url: `http://127.0.0.1:${port}`,
    meters,
    /** What the processes did wrong, seen from outside. */
    async ended(): Promise<string[]> {
      const ends = await Promise.all(services.map((service) => service.stop()));
      return ends.flatMap((end, index) =>
        end.code === 0 ? [] : [`${meters[index]?.name} ended with ${end.signal ?? end.code}`],
      );
    },
    async close() {
      await postgres.kill();
      await model.close();
      await rm(folder, { recursive: true, force: true, maxRetries: 3 });
    },
  };
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}
