import { setTimeout as sleep } from 'node:timers/promises';
import { query } from '../../test/harness/query.ts';
import { drain, untilEnded } from '../backlog.ts';
import { openDatabaseCounter } from '../database-counter.ts';
import { type Installation, startInstallation } from '../installation.ts';
import { startRedisCounter } from '../redis-counter.ts';
import { followUpRequests, waitedRequests } from '../requests.ts';
import type { Bench, Goal, Row, Scenario } from '../scenario.ts';

/**
 * The worker uses its own role in PostgreSQL and its own proxy to Redis, so that its work can be told apart from the
 * API's.
 */
const workerRole = 'bench_worker';
const atOnce = 50;

const counted = ['statements', 'commits', 'commands', 'roundTrips'] as const;
type Counted = (typeof counted)[number];
/** Commits of the two processes cannot be told apart, so they are counted together. */
type Counts = Record<`${'api' | 'worker'}.${Exclude<Counted, 'commits'>}` | 'commits', number>;

interface Counting extends Installation {
  read(): Promise<Counts>;
}

/** What one POST and one follow-up ask of PostgreSQL and Redis, not counting background work. */
export const counts: Scenario = {
  name: 'counts',
  async run(bench) {
    const { load, rounds, quick, say } = bench;
    const counting = await start(bench);
    const amount = quick ? atOnce : 100;
    const posts = { ...followUpRequests(counting.url), amount };
    const waits = { ...waitedRequests(counting.url), amount };
    await load.send({ ...waits, connections: atOnce });

    const found = new Map<string, number[]>();
    const note = (name: string, value: number) => found.set(name, [...(found.get(name) ?? []), value]);
    const [worker] = counting.workers;
    if (!worker) throw new Error('the installation has no worker');
    const noteAll = (post: Counts, followUp: Counts, connections: number) => {
      note(`SQL statements of a POST, ${connections}`, post['api.statements']);
      note(`commits of a POST, ${connections}`, post.commits);
      note(`Redis commands of a POST, ${connections}`, post['api.commands']);
      note(`Redis round trips of a POST, ${connections}`, post['api.roundTrips']);
      note(`SQL statements of a follow-up, ${connections}`, followUp['worker.statements']);
      note(`commits of a follow-up, ${connections}`, followUp.commits);
      note(`Redis commands of a follow-up, ${connections}`, followUp['worker.commands']);
      note(`Redis round trips of a follow-up, ${connections}`, followUp['worker.roundTrips']);
    };
    for (let round = 1; round <= rounds; round += 1) {
      worker.freeze();
      const lonePost = await count(counting, amount, () => load.send({ ...posts, connections: 1 }));
      await drain(counting);
      worker.thaw();
      const waited = await count(counting, amount, () => load.send({ ...waits, connections: 1 }));
      noteAll(lonePost, { ...waited, commits: waited.commits - lonePost.commits }, 1);

      worker.freeze();
      const post = await count(counting, amount, () => load.send({ ...posts, connections: atOnce }));
      worker.thaw();
      const followUp = await count(counting, amount, () => untilEnded(counting));
      noteAll(post, followUp, atOnce);
      say(
        `round ${round}: ${[...found].map(([name, values]) => `${values.at(-1)?.toFixed(1)} ${name}`).join('; ')}`,
      );
    }
    return [...found].map(([name, ours]) => toRow(name, ours));
  },
};

/** The goals apply to one at a time. Concurrent requests share statements and cost less. */
const goals: Record<string, Goal> = {
  'SQL statements of a POST, 1': { of: 'ours', atMost: 4 },
  'Redis round trips of a POST, 1': { of: 'ours', atMost: 3 },
  'SQL statements of a follow-up, 1': { of: 'ours', atMost: 8 },
};

function toRow(name: string, ours: number[]): Row {
  const [what = '', connections] = name.split(', ');
  const goal = goals[name];
  return {
    measured: `${what}, ${connections === '1' ? 'one at a time' : `${connections} at once`}`,
    unit: 'each',
    ours,
    ...(goal ? { goal } : {}),
  };
}

async function start({ servers, hold }: Bench): Promise<Counting> {
  const databaseUrl = await servers.createDatabase('ours');
  await query(servers.adminUrl, `CREATE ROLE ${workerRole} SUPERUSER LOGIN PASSWORD '${workerRole}'`);
  const workerDatabase = new URL(databaseUrl);
  workerDatabase.username = workerRole;
  workerDatabase.password = workerRole;
  const redisUrl = servers.createRedis();
  const apiRedis = hold(await startRedisCounter(redisUrl));
  const workerRedis = hold(await startRedisCounter(redisUrl));
  const installation = await startInstallation(servers, hold, {
    workers: 1,
    databaseUrl,
    redisUrl,
    apiSettings: { REDIS_URL: apiRedis.url },
    workerSettings: { REDIS_URL: workerRedis.url, DATABASE_URL: workerDatabase.href },
  });
  const database = hold(await openDatabaseCounter(servers.adminUrl, databaseUrl));
  return {
    ...installation,
    async read() {
      const { statements, commits } = await database.read();
      const total = Object.values(statements).reduce((sum, each) => sum + each, 0);
      const worker = statements[workerRole] ?? 0;
      return {
        'api.statements': total - worker,
        'worker.statements': worker,
        commits,
        'api.commands': apiRedis.counts().commands,
        'api.roundTrips': apiRedis.counts().roundTrips,
        'worker.commands': workerRedis.counts().commands,
        'worker.roundTrips': workerRedis.counts().roundTrips,
      };
    },
  };
}

/** @returns what each request added, minus what the same time without requests adds */
async function count({ read }: Counting, amount: number, act: () => Promise<unknown>): Promise<Counts> {
  const before = await read();
  const started = performance.now();
  await act();
  // Includes work that no answer waits for, such as the end of the last job.
  await sleep(500);
  const after = await read();
  await sleep(performance.now() - started);
  const idle = await read();
  const each = Object.entries(after).map(([name, value]) => {
    const key = name as keyof Counts;
    const background = idle[key] - value;
    return [key, Math.max(0, value - before[key] - background) / amount];
  });
  return Object.fromEntries(each) as Counts;
}
