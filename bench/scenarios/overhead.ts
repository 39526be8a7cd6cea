import { startInstallation } from '../installation.ts';
import type { LoadResult } from '../load.ts';
import { modelLatencyMs, modelTime } from '../model-time.ts';
import { waitedRequests } from '../requests.ts';
import type { Scenario } from '../scenario.ts';

/** A single follow-up, from the request to its messages, compared with the time of the model for its two calls. */
export const overhead: Scenario = {
  name: 'overhead',
  async run({ servers, hold, load, rounds, quick, say }) {
    const installation = await startInstallation(servers, hold, {
      workers: 1,
      model: { latencyMs: modelLatencyMs },
    });
    const amount = quick ? 2 : 30;
    const request = { ...waitedRequests(installation.url), connections: 1 };
    await load.send({ ...request, amount: quick ? 1 : 5 });
    const ours: LoadResult[] = [];
    const reference: LoadResult[] = [];
    for (let round = 1; round <= rounds; round += 1) {
      ours.push(await load.send({ ...request, amount }));
      reference.push(
        await modelTime(load, installation.modelUrl, { connections: 1, amount: quick ? 1 : 10 }),
      );
      say(`round ${round}: ${ours.at(-1)?.p50.toFixed(0)} ms at p50`);
    }
    const is = `the model's time for two calls of ${modelLatencyMs} ms`;
    const of = (value: 'p50' | 'p99') => ({
      unit: 'ms',
      ours: ours.map((result) => result[value]),
      reference: { is, values: reference.map(({ p50 }) => p50) },
    });
    const measured = `a lone follow-up with Prefer: wait, ${amount} one after the other`;
    return [
      { measured: `${measured}, p50`, ...of('p50'), goal: { of: 'ratio', atMost: 1.01 } },
      { measured: `${measured}, p99`, ...of('p99'), goal: { of: 'ratio', atMost: 1.05 } },
    ];
  },
};
