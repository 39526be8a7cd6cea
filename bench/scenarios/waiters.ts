import { fork } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { query } from '../../test/harness/query.ts';
import { drain } from '../backlog.ts';
import type { Hold } from '../holder.ts';
import { type Installation, startInstallation } from '../installation.ts';
import { percentile } from '../median.ts';
import { type Program, watchMemory } from '../program.ts';
import type { WaitersReport, WaitersToOpen } from '../programs/waiters.ts';
import { readRequests } from '../requests.ts';
import type { Bench, Scenario } from '../scenario.ts';
import { fill } from './pipeline.ts';

const endsPerSecond = 200;
/** The model sets the pace. Each follow-up makes two calls. */
const model = { callsPerSecond: 2 * endsPerSecond };

/** Before the first follow-up ends, its first phase must run. */
const rampMs = 3_000;

/**
 * Waits and event streams at one API process, half of each, while a worker process ends follow-ups at a steady pace.
 */
export const waiters: Scenario = {
  name: 'waiters',
  async run(bench) {
    const { servers, hold, load, rounds, quick, say } = bench;
    const open = quick ? 500 : 5_000;
    const seconds = quick ? 2 : 10;
    const installation = await startInstallation(servers, hold, { workers: 1, model });
    const [worker] = installation.workers;
    if (!worker) throw new Error('the installation has no worker');
    worker.freeze();
    await fill({ load }, installation, 200);
    await drain(installation);
    const found: Round[] = [];
    for (let round = 1; round <= rounds; round += 1) {
      found.push(await measure(bench, installation, { worker, open, seconds }));
      const { wakeUpMs, perSecond, memoryMiB } = found.at(-1) as Round;
      say(
        `round ${round}: woken after ${wakeUpMs.toFixed(0)} ms at p99, ${perSecond.toFixed(0)} ends/s, ${memoryMiB.toFixed(0)} MiB`,
      );
    }
    const measured = `${open.toLocaleString('en-US')} waits and streams on one API process`;
    return [
      {
        measured: `${measured}, from the end of a follow-up to the client, p99`,
        unit: 'ms',
        ours: found.map(({ wakeUpMs }) => wakeUpMs),
        goal: { of: 'ours', atMost: 250 },
      },
      {
        measured: `${measured}, its resident memory at most`,
        unit: 'MiB',
        ours: found.map(({ memoryMiB }) => memoryMiB),
        goal: { of: 'ours', atMost: 600 },
      },
      {
        measured: `${measured}, follow-ups that ended meanwhile`,
        unit: 'follow-ups/s',
        ours: found.map(({ perSecond }) => perSecond),
        reference: { is: 'the pace that the model sets', values: found.map(() => endsPerSecond) },
      },
    ];
  },
};

interface Round {
  wakeUpMs: number;
  perSecond: number;
  memoryMiB: number;
}

async function measure(
  { load, hold }: Bench,
  installation: Installation,
  { worker, open, seconds }: { worker: Program; open: number; seconds: number },
): Promise<Round> {
  const { databaseUrl, url, api } = installation;
  const unfinished = `SELECT id FROM follow_up WHERE finished_at IS NULL ORDER BY created_at`;
  const left = await query<{ id: string }>(databaseUrl, unfinished);
  if (left.length < open) await fill({ load }, installation, open - left.length);
  const ids = (await query<{ id: string }>(databaseUrl, unfinished)).map(({ id }) => id);

  const memory = watchMemory(api);
  const clients = await openWaiters(hold, {
    ...readRequests(url),
    waits: ids.filter((_, index) => index % 2 === 0),
    streams: ids.filter((_, index) => index % 2 === 1),
  });
  // Gives the API time to read the last waits.
  await sleep(1_000);
  worker.thaw();
  await sleep(rampMs);
  const started = Date.now();
  await sleep(seconds * 1_000);
  worker.freeze();
  const elapsedMs = Date.now() - started;
  await sleep(1_000);
  const { told, failures } = await clients.report();
  await clients.close();
  if (failures.length > 0) throw new Error(`${failures.length} clients failed, the first: ${failures[0]}`);

  const ended = await query<{ id: string; at: number }>(
    databaseUrl,
    `SELECT id, extract(epoch FROM finished_at)::float8 * 1000 AS at FROM follow_up
     WHERE finished_at >= to_timestamp(${started / 1_000})`,
  );
  if (ended.length === 0) throw new Error(`no follow-up ended within ${seconds} s`);
  const late = ended.map(({ id, at }) => (told[id] ?? Number.POSITIVE_INFINITY) - at);
  return {
    wakeUpMs: percentile(late, 0.99),
    perSecond: (ended.length * 1_000) / elapsedMs,
    memoryMiB: await memory(),
  };
}

async function openWaiters(hold: Hold, options: WaitersToOpen) {
  const child = fork('bench/programs/waiters.ts', { execArgv: ['--import', 'tsx'], detached: true });
  const exited = once(child, 'exit');
  const close = async () => {
    child.kill('SIGKILL');
    await exited;
  };
  hold({ close });
  const ended = exited.then((): never => {
    throw new Error('the waiting clients have exited');
  });
  ended.catch(() => undefined);
  /** Sends a message, if given, and returns the next message. */
  const ask = async (message?: WaitersToOpen | 'report'): Promise<unknown> => {
    const answer = once(child, 'message');
    // If it cannot be sent, the clients have exited.
    if (message) child.send(message, () => undefined);
    return (await Promise.race([answer, ended]))[0];
  };
  await ask();
  await ask(options);
  return {
    report: async () => (await ask('report')) as WaitersReport,
    close,
  };
}
