import {
  type BackendClasses,
  createPostgresBackend,
  createRedisBackend,
  type FlowJob,
  type IQueueBackend,
  type Queue,
  withBackend,
} from 'bullmq';
import pTimeout from 'p-timeout';
import type pg from 'pg';
import type { Phase } from '../../contract/agents.ts';
import { createBatches } from '../batches.ts';
import type { Logger } from '../logger.ts';
import type { RedisConnections } from '../redis.ts';
import { DelayedRetryClient } from './delayed-retry-client.ts';
import { deliveryJob, type PlannedAttempt } from './delivery-job.ts';
import { type FlowState, readFlowState } from './flow-state.ts';
import {
  type FollowUpFlow,
  type PhaseJobData,
  phaseJob,
  type SettleJobData,
  settleJob,
} from './follow-up-flow.ts';
import { backoffMs, type QueueName, queuePolicies, type WorkerPolicy } from './queue-policies.ts';
import { startWhenReachable } from './start-when-reachable.ts';
import { createLockWatch, type LockedProcessor } from './watch-locks.ts';

/** The hash tag keeps all queues of a Cluster in one slot, which BullMQ's scripts need. */
export const queuePrefix = '{lead-followup}';

/** Adds time out after this long. The follow-up stays marked as not enqueued, so the sweeper adds it later. */
const addDeadlineMs = 1_000;

/** For the questions of one sweep together. */
const askDeadlineMs = 10_000;

/** As many jobs are added well within the deadline. */
const addAtOnce = 50;

export interface Queues {
  readonly backend: 'redis' | 'postgres';
  /** Adds the job of a phase. @throws when the queue does not answer in time */
  addPhase(phase: Phase, data: PhaseJobData): Promise<void>;
  /** Adds the job that settles a follow-up. @throws as adding a phase does */
  addSettle(data: SettleJobData): Promise<void>;
  /** Adds attempts of deliveries; those that it has already are left as they are. @throws as adding a phase does */
  addDeliveries(attempts: readonly PlannedAttempt[]): Promise<void>;
  /** What became of these flows, in their order. @throws when the queue does not answer in time */
  flowStates(flows: readonly FollowUpFlow[]): Promise<FlowState[]>;
  startWorker(name: QueueName, processor: LockedProcessor, options: WorkerOptions): RunningWorker;
  /** Every queue as BullMQ has it, for pages that show them; whoever opens them need not close them. */
  openQueues(): Queue[];
  /** @throws when the queue does not answer within the time */
  ping(timeoutMs: number): Promise<void>;
  /** Closes what adds; workers are closed by whoever started them. */
  close(): Promise<void>;
}

export interface WorkerOptions extends WorkerPolicy {
  /** Jobs at once. */
  concurrency: number;
}

export interface RunningWorker {
  /** Takes no further job and waits for those at hand. */
  close(): Promise<void>;
}

interface Backend {
  name: Queues['backend'];
  classes: BackendClasses<IQueueBackend, unknown>;
  producer: unknown;
  consumer: unknown;
  /** Resolves when the store accepts a write now. */
  ask(): Promise<unknown>;
}

/** One code path over two backends: Redis through ioredis when there is one, else PostgreSQL. */
export function createQueues(
  databaseUrl: string,
  pool: pg.Pool,
  redis: RedisConnections | null,
  logger: Logger,
): Queues {
  const backend = redis ? redisBackend(redis) : postgresBackend(databaseUrl, pool);
  const { FlowProducer, Queue, Worker } = backend.classes;
  const opened: Queue[] = [];

  function createProducer() {
    const created = new FlowProducer({ connection: backend.producer, prefix: queuePrefix });
    created.on('error', (err) => logger.debug({ err }, 'the queue reports an error'));
    return created;
  }
  let producer = createProducer();

  async function add(adding: Promise<unknown>): Promise<void> {
    const added = await pTimeout(adding, { milliseconds: addDeadlineMs });
    // A producer that is closing adds nothing and says so by nothing.
    if (!added) throw new Error('the queue is closing');
  }

  async function addJobs(jobs: readonly FlowJob[]): Promise<void> {
    const used = producer;
    try {
      await add(used.addBulk([...jobs]));
    } catch (error) {
      // On PostgreSQL, BullMQ remembers a first connection that failed for good: the next add starts with a new one. The
      // first failure replaces it; the others of the same producer find that done.
      if (!redis && producer === used && !used.closing) {
        used.close().catch((err) => logger.debug({ err }, 'a broken producer closed badly'));
        producer = createProducer();
      }
      throw error;
    }
  }

  // Jobs that are added at the same moment go to the queue together.
  const adding = createBatches<FlowJob, void>({
    async run(jobs) {
      await addJobs(jobs);
      return jobs.map(() => undefined);
    },
    most: addAtOnce,
    // Adding them again one by one would take as many deadlines.
    retriesAlone: false,
  });

  return {
    backend: backend.name,
    addPhase: (phase, data) => adding.add(phaseJob(phase, data, queuePrefix)),
    addSettle: (data) => adding.add(settleJob(data, queuePrefix)),
    async addDeliveries(attempts) {
      await Promise.all(attempts.map((attempt) => adding.add(deliveryJob(attempt, queuePrefix))));
    },
    async flowStates(flows) {
      await pTimeout(producer.waitUntilReady(), { milliseconds: addDeadlineMs });
      const stateOf = (queue: QueueName, jobId: string) =>
        producer.getBackend().forQueue(queue, queuePrefix).getState(jobId);
      const states = Promise.all(flows.map((flow) => readFlowState(flow, stateOf)));
      return pTimeout(states, { milliseconds: askDeadlineMs });
    },
    startWorker(name, processor, { concurrency, lockDurationMs, stalledIntervalMs, maxStalledCount }) {
      const locks = createLockWatch(processor, lockDurationMs);
      const create = () => {
        const worker = new Worker<unknown, void>(name, (job, token) => locks.process(job, token), {
          concurrency,
          lockDuration: lockDurationMs,
          stalledInterval: stalledIntervalMs,
          maxStalledCount,
          autorun: false,
          connection: backend.consumer,
          prefix: queuePrefix,
          settings: { backoffStrategy: (attemptsMade: number) => backoffMs(name, attemptsMade) },
        });
        locks.follow(worker);
        worker.on('error', (err) => logger.warn({ err, queue: name }, 'a worker reports an error'));
        worker.on('failed', (job, { message }) => {
          const given = job && job.attemptsMade < (job.opts.attempts ?? 1) && message !== 'FOLLOW_UP_ENDED';
          logger[given ? 'info' : 'warn']({ queue: name, jobId: job?.id, code: message }, 'a job failed');
        });
        return worker;
      };
      return startWhenReachable(create, logger);
    },
    openQueues() {
      if (opened.length > 0) return opened;
      for (const name of Object.keys(queuePolicies)) {
        const queue = new Queue(name, { connection: backend.producer, prefix: queuePrefix });
        queue.on('error', (err) => logger.debug({ err, queue: name }, 'a queue reports an error'));
        opened.push(queue as unknown as Queue);
      }
      return opened;
    },
    async ping(timeoutMs) {
      // BullMQ remembers that it was ready once; whether the store answers now is another question.
      const answers = producer.waitUntilReady().then(() => backend.ask());
      await pTimeout(answers, { milliseconds: timeoutMs });
    },
    async close() {
      await Promise.all([producer, ...opened].map((open) => open.close()));
    },
  };
}

function redisBackend({ producer, consumer }: RedisConnections): Backend {
  const classes = withBackend(createRedisBackend) as unknown as Backend['classes'];
  // A write, because a replica answers a ping too. In a Cluster it goes to the slot of the queues.
  const ask = () => producer.set(`${queuePrefix}:ready`, Date.now(), 'PX', 60_000);
  return { name: 'redis', classes, producer, consumer, ask };
}

function postgresBackend(databaseUrl: string, pool: pg.Pool): Backend {
  const classes = withBackend(createPostgresBackend) as unknown as Backend['classes'];
  // Each of BullMQ's objects opens a small pool of its own and one connection that listens.
  const connection = { connectionString: databaseUrl, max: 4, connectionTimeoutMillis: 5_000 };
  const ask = () => pool.query('SELECT 1');
  const consumer = { ...connection, Client: DelayedRetryClient };
  return { name: 'postgres', classes, producer: connection, consumer, ask };
}
