import { drain } from '../backlog.ts';
import { jobsAtOnce, startInstallation } from '../installation.ts';
import type { Row, Scenario } from '../scenario.ts';
import { fill } from './pipeline.ts';

const latencyMs = 200;
const goals = new Map([
  [2, 1.9],
  [4, 3.5],
]);
const most = Math.max(...goals.keys());

/** The throughput of one, two and four worker processes, with the same backlog per process. */
export const scaleOut: Scenario = {
  name: 'scale-out',
  async run({ servers, hold, load, rounds, quick, say }) {
    const installation = await startInstallation(servers, hold, { workers: most, model: { latencyMs } });
    const { databaseUrl, workers } = installation;
    for (const worker of workers) worker.freeze();
    const each = quick ? 80 : 600;
    const rates = new Map<number, number[]>();
    const measure = async (processes: number, count: number) => {
      await fill({ load }, installation, count);
      return drain({ databaseUrl, workers: workers.slice(0, processes) });
    };
    await measure(most, each);
    for (let round = 1; round <= rounds; round += 1) {
      for (const processes of [1, ...goals.keys()]) {
        const rate = await measure(processes, each * processes);
        rates.set(processes, [...(rates.get(processes) ?? []), rate]);
        say(`round ${round}: ${processes} processes ${rate.toFixed(0)} follow-ups/s`);
      }
    }
    const is = 'one worker process';
    return [...goals].map(
      ([processes, atLeast]): Row => ({
        measured: `${processes} worker processes, model at ${latencyMs} ms, ${jobsAtOnce} calls at once in each`,
        unit: 'follow-ups/s',
        ours: rates.get(processes) ?? [],
        reference: { is, values: rates.get(1) ?? [] },
        goal: { of: 'ratio', atLeast },
      }),
    );
  },
};
