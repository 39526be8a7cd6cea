import { query } from '../../test/harness/query.ts';
import { startInstallation } from '../installation.ts';
import { type Program, scriptArgs, startProgram } from '../program.ts';
import { followUpRequests } from '../requests.ts';
import type { Bench, Scenario } from '../scenario.ts';

const connections = 50;

interface Accepting {
  url: string;
  program: Program;
  databaseUrl: string;
}

/** POST → 202 of one API process. No worker runs. Accepted follow-ups wait, and are deleted after each round. */
export const accept: Scenario = {
  name: 'accept',
  async run(bench) {
    const { servers, hold, rounds, quick, say } = bench;
    const { url, api, databaseUrl } = await startInstallation(servers, hold);
    const ours: Accepting = { url, program: api, databaseUrl };
    const reference = await startBareExpress(bench);
    const durationS = quick ? 1.5 : 8;
    for (const each of [ours, reference]) await measure(bench, each, 1);

    const rates = { ours: [] as number[], reference: [] as number[] };
    const lone = { ours: [] as number[], reference: [] as number[] };
    for (let round = 1; round <= rounds; round += 1) {
      rates.ours.push((await measure(bench, ours, durationS)).perSecond);
      rates.reference.push((await measure(bench, reference, durationS)).perSecond);
      lone.ours.push((await measure(bench, ours, durationS / 4, 1)).p50);
      lone.reference.push((await measure(bench, reference, durationS / 4, 1)).p50);
      say(
        `round ${round}: ${rates.ours.at(-1)?.toFixed(0)} of ${rates.reference.at(-1)?.toFixed(0)} requests/s`,
      );
    }
    const is = 'bare Express 5, one insert with pg, one BullMQ flow of three jobs';
    return [
      {
        measured: `POST → 202, durable, ${connections} connections`,
        unit: 'requests/s',
        ours: rates.ours,
        reference: { is, values: rates.reference },
        goal: { of: 'ratio', atLeast: 0.8 },
      },
      {
        measured: 'POST → 202, one connection, p50',
        unit: 'ms',
        ours: lone.ours,
        reference: { is, values: lone.reference },
      },
    ];
  },
};

async function startBareExpress({ servers, hold }: Bench): Promise<Accepting> {
  const databaseUrl = await servers.createDatabase('empty');
  const program = hold(
    await startProgram({
      name: 'bare Express',
      args: scriptArgs('references/bare-express.ts'),
      env: { DATABASE_URL: databaseUrl, REDIS_URL: servers.createRedis() },
      ready: /listens on (\S+)/,
    }),
  );
  return { url: program.started[1] ?? '', program, databaseUrl };
}

async function measure(
  { load, servers }: Bench,
  { url, program, databaseUrl }: Accepting,
  durationS: number,
  atOnce = connections,
) {
  const result = await load.send({ ...followUpRequests(url), connections: atOnce, durationS });
  program.check();
  await query(databaseUrl, 'TRUNCATE follow_up CASCADE');
  // Pending writes of this round must not happen during the next one.
  await query(servers.adminUrl, 'CHECKPOINT');
  return result;
}
