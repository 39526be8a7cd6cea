import { query } from '../../test/harness/query.ts';
import { type Installation, startInstallation } from '../installation.ts';
import { median } from '../median.ts';
import { waitedRequests } from '../requests.ts';
import type { Bench, Scenario } from '../scenario.ts';

const ordinary = { firstTokenMs: 300, tokensPerSecond: 80 };
/** Four times as fast. */
const hurried = { firstTokenMs: 75, tokensPerSecond: 320 };

/** The copywriter phase with one call per channel, compared with one call for all channels. */
export const fanOut: Scenario = {
  name: 'fan-out',
  async run(bench) {
    const { servers, hold, rounds, quick, say } = bench;
    const model = quick ? hurried : ordinary;
    const start = (calls: string) =>
      startInstallation(servers, hold, { workers: 1, model, settings: { COPYWRITER_CALLS: calls } });
    const [perChannel, one] = await Promise.all([start('per-channel'), start('one')]);
    const ours: number[] = [];
    const reference: number[] = [];
    for (let round = 1; round <= rounds; round += 1) {
      const [own, other] = await Promise.all([measure(bench, perChannel), measure(bench, one)]);
      ours.push(own);
      reference.push(other);
      say(`round ${round}: ${own.toFixed(0)} of ${other.toFixed(0)} ms`);
    }
    return [
      {
        measured: `copywriter phase with a call per channel (four), model at ${model.firstTokenMs} ms to the first token and ${model.tokensPerSecond} tokens/s, p50`,
        unit: 'ms',
        ours,
        reference: { is: 'one call for all channels', values: reference },
        goal: { of: 'ratio', atMost: 0.7 },
      },
    ];
  },
};

/** @returns milliseconds from the claim of the copywriter phase to its end */
async function measure({ load, quick }: Bench, { url, databaseUrl }: Installation): Promise<number> {
  const amount = quick ? 1 : 3;
  await load.send({ ...waitedRequests(url), connections: amount, amount });
  const rows = await query<{ ms: number }>(
    databaseUrl,
    `SELECT extract(epoch FROM finished_at - started_at)::float8 * 1000 AS ms
     FROM command WHERE kind = 'copywriter' ORDER BY created_at DESC, id DESC LIMIT ${amount}`,
  );
  return median(rows.map(({ ms }) => ms));
}
