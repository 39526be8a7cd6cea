import { setTimeout as sleep } from 'node:timers/promises';
import { demoIds } from '../../prisma/demo-data.ts';
import { query } from '../../test/harness/query.ts';
import { copyId, copyLeadSql, fillDatabase, followUpsPerLead } from '../fill-database.ts';
import { type Installation, startInstallation } from '../installation.ts';
import type { LoadOptions } from '../load.ts';
import { followUpRequests, readRequests, waitedRequests } from '../requests.ts';
import type { Bench, Row, Scenario } from '../scenario.ts';
import { openSweepClock, type SweepClock } from '../sweep-clock.ts';

const few = 1_000;
const site = demoIds.sites.acme;

interface Grown extends Installation {
  stored: number;
  sweeps: SweepClock;
  /** The number of leads that have been erased. */
  erased: number;
}

/** The cost of a request and a sweep in a large database, compared with a small one. */
export const growth: Scenario = {
  name: 'growth',
  async run(bench) {
    const { rounds, quick, say } = bench;
    const many = quick ? 10_000 : 1_000_000;
    const [small, large] = await Promise.all([start(bench, few), start(bench, many)]);
    const rows = new Map<string, { ours: number[]; reference: number[] }>();
    for (let round = 1; round <= rounds; round += 1) {
      for (const [name, measure] of Object.entries(measures)) {
        const row = rows.get(name) ?? { ours: [], reference: [] };
        row.reference.push(await measure(bench, small));
        row.ours.push(await measure(bench, large));
        rows.set(name, row);
        say(
          `round ${round}: ${name} ${row.ours.at(-1)?.toFixed(0)} of ${row.reference.at(-1)?.toFixed(0)} a second`,
        );
      }
    }
    return [...rows].map(
      ([name, { ours, reference }]): Row => ({
        measured: `${name} with ${many.toLocaleString('en-US')} stored follow-ups`,
        unit: 'a second',
        ours,
        reference: { is: `with ${few.toLocaleString('en-US')}`, values: reference },
        goal: { of: 'ratio', atLeast: 0.9 },
      }),
    );
  },
};

type Measure = (bench: Bench, grown: Grown) => Promise<number>;

/** Each returns how often it ran per second. */
const measures: Record<string, Measure> = {
  'reading a follow-up': (bench, { url, stored }) =>
    get(bench, url, (random) => `/api/follow-ups/${copyId(1 + Math.floor(random * stored))}`),
  'a page of all follow-ups': (bench, { url }) => get(bench, url, () => '/api/follow-ups?limit=50'),
  'a page of a site': (bench, { url }) => get(bench, url, () => `/api/follow-ups?limit=50&site_id=${site}`),
  'a page of a status that none has': (bench, { url }) =>
    get(bench, url, () => '/api/follow-ups?limit=50&status=failed'),
  "a lead's follow-ups": listOfLead,
  'a sweep that finds nothing, by the time of its SQL,': sweep,
  "erasing a lead's ten follow-ups": erase,
  'accepting a follow-up': acceptOne,
};

async function get({ load, quick }: Bench, url: string, path: (random: number) => string): Promise<number> {
  const paths = Array.from({ length: 200 }, () => path(Math.random()));
  const size = { connections: 10, durationS: quick ? 0.4 : 3 };
  return (await load.send({ ...readRequests(url), paths, ...size })).perSecond;
}

async function listOfLead(bench: Bench, { url, databaseUrl, stored }: Grown): Promise<number> {
  // The leads with higher numbers are not erased.
  const leads = await leadIds(databaseUrl, Math.floor((0.6 * stored) / followUpsPerLead), 40);
  return get(bench, url, (random) => `/api/follow-ups?lead_id=${leads[Math.floor(random * leads.length)]}`);
}

/** The time that PostgreSQL takes for the statements of one sweep. */
async function sweep({ quick }: Bench, { workers, sweeps }: Grown): Promise<number> {
  const [worker] = workers;
  worker?.thaw();
  await sweeps.read();
  await sleep(quick ? 500 : 4_000);
  const { sweepMs } = await sweeps.read();
  worker?.freeze();
  return 1_000 / sweepMs;
}

async function erase({ load, quick }: Bench, grown: Grown): Promise<number> {
  const amount = quick ? 5 : 10;
  const leads = await leadIds(grown.databaseUrl, grown.erased + 1, amount);
  grown.erased += amount;
  const paths = leads.map((lead) => `/api/sites/${site}/leads/${lead}`);
  const request: LoadOptions = {
    ...readRequests(grown.url),
    method: 'DELETE',
    paths,
    connections: 1,
    amount,
  };
  return (await load.send(request)).perSecond;
}

async function acceptOne({ load, quick }: Bench, { url, databaseUrl }: Grown): Promise<number> {
  const { perSecond } = await load.send({
    ...followUpRequests(url),
    connections: 20,
    durationS: quick ? 0.5 : 5,
  });
  await query(databaseUrl, `DELETE FROM follow_up WHERE status = 'queued'`);
  return perSecond;
}

/** Lead ids of copies, starting with the given number. */
async function leadIds(databaseUrl: string, from: number, count: number): Promise<string[]> {
  const rows = await query<{ id: string }>(
    databaseUrl,
    `SELECT ${copyLeadSql(`(k * ${followUpsPerLead})`)} AS id FROM generate_series(${from}, ${from + count - 1}) AS k`,
  );
  return rows.map(({ id }) => id);
}

async function start({ servers, hold, load, say }: Bench, stored: number): Promise<Grown> {
  const databaseUrl = await servers.createDatabase('ours');
  const sweeps = hold(await openSweepClock(servers.adminUrl, databaseUrl));
  const installation = await startInstallation(servers, hold, {
    workers: 1,
    databaseUrl,
    workerSettings: { DATABASE_URL: sweeps.workerUrl, SWEEP_INTERVAL_MS: '10' },
  });
  await load.send({ ...waitedRequests(installation.url), connections: 1, amount: 1 });
  installation.workers[0]?.freeze();
  say(`storing ${stored} follow-ups`);
  await fillDatabase(databaseUrl, stored, say);
  return { ...installation, stored, sweeps, erased: 0 };
}
