import {
  type BackendClasses,
  createPostgresBackend,
  createRedisBackend,
  type FlowJob,
  type FlowProducer,
  type IQueueBackend,
  type Queue,
  withBackend,
} from 'bullmq';
import pTimeout from 'p-timeout';
import type pg from 'pg';
import type { Phase } from '../../contract/agents.ts';
import { createBatches } from '../batches.ts';
import { isDatabaseUnavailable } from '../database-unavailable.ts';
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
import { type ImportJobData, importJob } from './import-job.ts';
import { backoffMs, type QueueName, queuePolicies, type WorkerPolicy } from './queue-policies.ts';
import { type StartedWorker, startWhenReachable } from './start-when-reachable.ts';
import { createLockWatch, type LockedProcessor } from './watch-locks.ts';

/** The hash tag puts all queues into one slot of a Cluster, as BullMQ's scripts require. */
export const queuePrefix = '{lead-followup}';

/** Adds time out after this long. The follow-up stays marked as not enqueued, so the sweeper adds it later. */
const addDeadlineMs = 1_000;

/** Time limit for all state queries of one sweep. */
const askDeadlineMs = 10_000;

/** Redis and PostgreSQL add this many jobs well within the time limit. */
const addAtOnce = 50;

/** How many jobs a queue has, and for how long the oldest waiting one has waited. */
export interface QueueState {
  queue: QueueName;
  counts: Record<(typeof measuredStates)[number], number>;
  /** 0 if none is waiting. */
  oldestWaitingMs: number;
}

const measuredStates = ['waiting', 'active', 'delayed', 'failed'] as const;

export interface Queues {
  readonly backend: 'redis' | 'postgres';
  /** Adds the job of a phase. @throws when the queue does not answer in time */
  addPhase(phase: Phase, data: PhaseJobData): Promise<void>;
  /** Adds the job that settles a follow-up. @throws as addPhase does */
  addSettle(data: SettleJobData): Promise<void>;
  /** Adds attempts of deliveries. Attempts that are already queued stay unchanged. @throws as addPhase does */
  addDeliveries(attempts: readonly PlannedAttempt[]): Promise<void>;
  /** Adds the job of an import, unless it is queued already. @throws as addPhase does */
  addImport(data: ImportJobData): Promise<void>;
  /** The states of these flows, in the same order. @throws when the queue does not answer in time */
  flowStates(flows: readonly FollowUpFlow[]): Promise<FlowState[]>;
  /** @throws when the queue does not answer in time */
  readState(): Promise<QueueState[]>;
  startWorker(name: QueueName, processor: LockedProcessor, options: WorkerOptions): StartedWorker;
  /** All queues as BullMQ objects, for the queue pages. They are closed with the service. */
  openQueues(): Queue[];
  /** @throws when the queue does not answer within the time */
  ping(timeoutMs: number): Promise<void>;
  /** Why the queue's store cannot be reached, in one line. Null if it can, or if the cause is unknown. */
  describeFault(): string | null;
  /** Closes producers and opened queues. Workers are closed by the code that started them. */
  close(): Promise<void>;
}

export interface WorkerOptions extends WorkerPolicy {
  /** How many jobs run at the same time. */
  concurrency: number;
}

interface Backend {
  name: Queues['backend'];
  classes: BackendClasses<IQueueBackend, unknown>;
  producer: unknown;
  consumer: unknown;
  /** Resolves if the store accepts a write now. */
  ask(): Promise<unknown>;
  describeFault(): string | null;
}

/** Queues in Redis if it is configured, else in PostgreSQL. */
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
    created.on('error', (err) => logger.debug({ err }, 'queue error'));
    return created;
  }
  let producer = createProducer();

  async function add(adding: Promise<unknown>): Promise<void> {
    const added = await pTimeout(adding, { milliseconds: addDeadlineMs });
    // A producer that is closing adds nothing and resolves to undefined.
    if (!added) throw new Error('the queue is closing');
  }

  async function addJobs(jobs: readonly FlowJob[]): Promise<void> {
    const used = producer;
    try {
      await add(used.addBulk([...jobs]));
    } catch (error) {
      // On PostgreSQL, BullMQ never replaces a first connection that failed, so the next add uses a new producer. Only
      // the first of several failed adds replaces it.
      if (!redis && producer === used && !used.closing) {
        used.close().catch((err) => logger.debug({ err }, 'closing a failed producer failed'));
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
    // Retrying them one by one could take a deadline for each job.
    retriesAlone: false,
  });

  return {
    backend: backend.name,
    addPhase: (phase, data) => adding.add(phaseJob(phase, data, queuePrefix)),
    addSettle: (data) => adding.add(settleJob(data, queuePrefix)),
    addImport: (data) => adding.add(importJob(data, queuePrefix)),
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
    async readState() {
      await pTimeout(producer.waitUntilReady(), { milliseconds: addDeadlineMs });
      const states = Object.keys(queuePolicies).map((name) => readQueueState(producer, name as QueueName));
      return pTimeout(Promise.all(states), { milliseconds: askDeadlineMs });
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
        // An outage is reported by the connections, once for all workers.
        worker.on('error', (err) => {
          const level = isDatabaseUnavailable(err) ? 'debug' : 'warn';
          logger[level]({ err, queue: name }, 'worker error');
        });
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
        queue.on('error', (err) => logger.debug({ err, queue: name }, 'queue error'));
        opened.push(queue as unknown as Queue);
      }
      return opened;
    },
    describeFault: backend.describeFault,
    async ping(timeoutMs) {
      // BullMQ keeps reporting ready once it has been ready, so the store is asked too.
      const answers = producer.waitUntilReady().then(() => backend.ask());
      await pTimeout(answers, { milliseconds: timeoutMs });
    },
    async close() {
      await Promise.all([producer, ...opened].map((open) => open.close()));
    },
  };
}

async function readQueueState(
  producer: Pick<FlowProducer<IQueueBackend, unknown>, 'getBackend'>,
  queue: QueueName,
): Promise<QueueState> {
  const backend = producer.getBackend().forQueue(queue, queuePrefix);
  const [counts, [waiting]] = await Promise.all([
    backend.getCounts([...measuredStates]),
    backend.getRanges(['waiting'], 0, 0, true),
  ]);
  const oldest = waiting?.[0] ? await backend.getJobData(waiting[0]) : undefined;
  return {
    queue,
    counts: Object.fromEntries(
      measuredStates.map((state, index) => [state, counts[index] ?? 0]),
    ) as QueueState['counts'],
    oldestWaitingMs: oldest ? Math.max(0, Date.now() - Number(oldest.timestamp)) : 0,
  };
}

function redisBackend({ producer, consumer, describeFault }: RedisConnections): Backend {
  const classes = withBackend(createRedisBackend) as unknown as Backend['classes'];
  // This is a write because a read-only replica also answers a ping. In a Cluster it uses the slot of the queues.
  const ask = () => producer.set(`${queuePrefix}:ready`, Date.now(), 'PX', 60_000);
  return { name: 'redis', classes, producer, consumer, ask, describeFault };
}

function postgresBackend(databaseUrl: string, pool: pg.Pool): Backend {
  const classes = withBackend(createPostgresBackend) as unknown as Backend['classes'];
  // Each BullMQ object opens its own small pool and one connection that listens.
  const connection = { connectionString: databaseUrl, max: 4, connectionTimeoutMillis: 5_000 };
  const ask = () => pool.query('SELECT 1');
  const consumer = { ...connection, Client: DelayedRetryClient };
  return { name: 'postgres', classes, producer: connection, consumer, ask, describeFault: () => null };
}
