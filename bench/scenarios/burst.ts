import { startInstallation } from '../installation.ts';
import type { LoadResult } from '../load.ts';
import { modelLatencyMs, modelTime } from '../model-time.ts';
import { waitedRequests } from '../requests.ts';
import type { Scenario } from '../scenario.ts';

const atOnce = 50;

/** Fifty follow-ups at the same moment on one worker process, each with a wait. */
export const burst: Scenario = {
  name: 'burst',
  async run({ servers, hold, load, rounds, say }) {
    const installation = await startInstallation(servers, hold, {
      workers: 1,
      model: { latencyMs: modelLatencyMs },
    });
    const size = { connections: atOnce, amount: atOnce };
    const request = { ...waitedRequests(installation.url), ...size };
    await load.send(request);
    const ours: LoadResult[] = [];
    const reference: LoadResult[] = [];
    for (let round = 1; round <= rounds; round += 1) {
      ours.push(await load.send(request));
      reference.push(await modelTime(load, installation.modelUrl, size));
      say(
        `round ${round}: ${ours.at(-1)?.p50.toFixed(0)} ms at p50, ${ours.at(-1)?.max.toFixed(0)} ms at most`,
      );
    }
    const is = `the model's time for two calls of ${modelLatencyMs} ms, ${atOnce} at once`;
    const of = (value: 'p50' | 'max') => ({
      unit: 'ms',
      ours: ours.map((result) => result[value]),
      reference: { is, values: reference.map(({ p50 }) => p50) },
    });
    const measured = `${atOnce} follow-ups at once with Prefer: wait, one worker process`;
    return [
      { measured: `${measured}, p50`, ...of('p50'), goal: { of: 'ratio', atMost: 1.1 } },
      { measured: `${measured}, the slowest`, ...of('max'), goal: { of: 'ratio', atMost: 1.25 } },
    ];
  },
};
