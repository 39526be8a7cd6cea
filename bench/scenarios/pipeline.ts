import { drain } from '../backlog.ts';
import { type Installation, startInstallation } from '../installation.ts';
import { type Program, scriptArgs, startProgram } from '../program.ts';
import { fillReference, type WorkingReference } from '../references/fill.ts';
import { followUpRequests } from '../requests.ts';
import type { Bench, Scenario } from '../scenario.ts';

/**
 * Two-phase follow-ups in one worker process. Each round starts with a backlog, and nothing is added during a round.
 */
export const pipeline: Scenario = {
  name: 'pipeline',
  async run(bench) {
    const pipelines = await Promise.all([startOurs(bench), startReference(bench, 'bare-bullmq')]);
    const [own, others] = await measureInTurn(bench, pipelines);
    return [
      {
        measured: 'two-phase follow-ups, model at 0 ms, one worker process, Redis',
        unit: 'follow-ups/s',
        ours: own ?? [],
        reference: { is: 'bare BullMQ, the same three jobs, one row update each', values: others ?? [] },
        goal: { of: 'ratio', atLeast: 1 },
      },
    ];
  },
};

/** A frozen worker process, and a function that gives it work. */
export interface Pipeline {
  name: string;
  databaseUrl: string;
  worker: Program;
  fill(count: number): Promise<void>;
}

/** @param redisUrl where the queue is; `none` means in PostgreSQL */
export async function startOurs(
  { servers, hold, load }: Bench,
  { name = 'ours', redisUrl }: { name?: string; redisUrl?: string } = {},
): Promise<Pipeline> {
  const installation = await startInstallation(servers, hold, {
    workers: 1,
    ...(redisUrl ? { redisUrl } : {}),
  });
  return { name, ...frozen(installation), fill: (count) => fill({ load }, installation, count) };
}

function frozen({ databaseUrl, workers }: Installation): { databaseUrl: string; worker: Program } {
  const [worker] = workers;
  if (!worker) throw new Error('the installation has no worker');
  worker.freeze();
  return { databaseUrl, worker };
}

/** Sends follow-ups, which wait until a worker runs. */
export async function fill(
  { load }: Pick<Bench, 'load'>,
  { url }: Installation,
  count: number,
): Promise<void> {
  await load.send({ ...followUpRequests(url), connections: 20, amount: count });
}

export async function startReference({ servers, hold }: Bench, name: WorkingReference): Promise<Pipeline> {
  const places = { databaseUrl: await servers.createDatabase('empty'), redisUrl: servers.createRedis() };
  const env = { DATABASE_URL: places.databaseUrl, REDIS_URL: places.redisUrl };
  const worker = hold(
    await startProgram({ name, args: scriptArgs(`references/${name}.ts`), env, ready: /works/ }),
  );
  worker.freeze();
  return {
    name,
    databaseUrl: places.databaseUrl,
    worker,
    fill: (count) => fillReference(name, places, count),
  };
}

/** @returns follow-ups per second: for each pipeline, one value per round */
export async function measureInTurn(
  { rounds, quick, say }: Bench,
  pipelines: readonly Pipeline[],
): Promise<number[][]> {
  const results: number[][] = pipelines.map(() => []);
  const count = quick ? 160 : 2_000;
  // The first round is a warm-up.
  for (let round = 0; round <= rounds; round += 1) {
    for (const [index, { name, fill: fillIt, databaseUrl, worker }] of pipelines.entries()) {
      await fillIt(round === 0 ? count / 4 : count);
      const rate = await drain({ databaseUrl, workers: [worker] });
      if (round === 0) continue;
      results[index]?.push(rate);
      say(`round ${round}: ${name} ${rate.toFixed(0)} follow-ups/s`);
    }
  }
  return results;
}
