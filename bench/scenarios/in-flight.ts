import { drain } from '../backlog.ts';
import { startInstallation } from '../installation.ts';
import { watchMemory } from '../program.ts';
import type { Scenario } from '../scenario.ts';
import { fill } from './pipeline.ts';

/** Model calls per follow-up. */
const calls = 2;

/**
 * Many slow model calls at the same time in one worker process: how many end per second, and how much memory they
 * take.
 */
export const inFlight: Scenario = {
  name: 'in-flight',
  async run({ servers, hold, load, rounds, quick, say }) {
    const atOnce = quick ? 200 : 1_000;
    const latencyMs = quick ? 1_000 : 5_000;
    const installation = await startInstallation(servers, hold, {
      workers: 1,
      model: { latencyMs },
      settings: { MODEL_CONCURRENCY: String(atOnce) },
    });
    const [worker] = installation.workers;
    if (!worker) throw new Error('the installation has no worker');
    worker.freeze();
    const ours: number[] = [];
    const memory: number[] = [];
    for (let round = 1; round <= rounds; round += 1) {
      await fill({ load }, installation, 2 * atOnce);
      const peak = watchMemory(worker);
      ours.push((await drain(installation)) * calls);
      memory.push(await peak());
      say(`round ${round}: ${ours.at(-1)?.toFixed(0)} calls/s, ${memory.at(-1)?.toFixed(0)} MiB`);
    }
    const measured = `${atOnce} model calls of ${latencyMs / 1_000} s at once in one worker process`;
    const most = (atOnce * 1_000) / latencyMs;
    return [
      {
        measured: `${measured}, finished`,
        unit: 'calls/s',
        ours,
        reference: { is: `${atOnce} / ${latencyMs / 1_000} s`, values: ours.map(() => most) },
        goal: { of: 'ratio', atLeast: 0.9 },
      },
      {
        measured: `${measured}, resident memory at most`,
        unit: 'MiB',
        ours: memory,
        goal: { of: 'ours', atMost: 400 },
      },
    ];
  },
};
