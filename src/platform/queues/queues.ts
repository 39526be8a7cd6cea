import {
  type BackendClasses,
  createPostgresBackend,
  createRedisBackend,
  type IQueueBackend,
  type Processor,
  type WorkerOptions,
  withBackend,
} from 'bullmq';
import pTimeout from 'p-timeout';
import type { Logger } from '../logger.ts';
import type { RedisConnections } from '../redis.ts';
import { type FollowUpFlow, followUpFlow } from './follow-up-flow.ts';
import { backoffMs, type QueueName } from './queue-policies.ts';

/** The hash tag keeps all queues of a Cluster in one slot, which BullMQ's scripts need. */
const prefix = '{lead-followup}';

/** An add that takes longer is given up: the outbox mark stays, and the sweeper adds it again. */
const addDeadlineMs = 1_000;

export interface Queues {
  readonly backend: 'redis' | 'postgres';
  /** Adds a follow-up's jobs, all or none. @throws when the queue does not answer in time */
  addFlow(flow: FollowUpFlow): Promise<void>;
  startWorker(name: QueueName, processor: Processor<unknown, void>, options: WorkerTuning): RunningWorker;
  /** @throws when the queue does not answer within the time */
  ping(timeoutMs: number): Promise<void>;
  /** Closes what adds; workers are closed by whoever started them. */
  close(): Promise<void>;
}

export type WorkerTuning = Pick<
  WorkerOptions,
  'concurrency' | 'lockDuration' | 'stalledInterval' | 'maxStalledCount'
>;

export interface RunningWorker {
  /** Takes no further job and waits for those at hand. */
  close(): Promise<void>;
}

interface Backend {
  name: Queues['backend'];
  classes: BackendClasses<IQueueBackend, unknown>;
  producer: unknown;
  consumer: unknown;
}

/** One code path over two backends: Redis through ioredis when there is one, else PostgreSQL. */
export function createQueues(databaseUrl: string, redis: RedisConnections | null, logger: Logger): Queues {
  const backend = redis ? redisBackend(redis) : postgresBackend(databaseUrl);
  const { FlowProducer, Worker } = backend.classes;
  const report = (source: string) => (err: Error) =>
    logger.debug({ err, source }, 'the queue reports an error');
  const producer = new FlowProducer({ connection: backend.producer, prefix });
  producer.on('error', report('producer'));

  return {
    backend: backend.name,
    async addFlow(flow) {
      await pTimeout(producer.add(followUpFlow(flow, prefix)), { milliseconds: addDeadlineMs });
    },
    startWorker(name, processor, options) {
      const worker = new Worker<unknown, void>(name, processor, {
        ...options,
        connection: backend.consumer,
        prefix,
        settings: { backoffStrategy: (attemptsMade: number) => backoffMs(name, attemptsMade) },
      });
      worker.on('error', report(name));
      return worker;
    },
    async ping(timeoutMs) {
      await pTimeout(producer.waitUntilReady(), { milliseconds: timeoutMs });
    },
    close: () => producer.close(),
  };
}

function redisBackend({ producer, consumer }: RedisConnections): Backend {
  const classes = withBackend(createRedisBackend) as unknown as Backend['classes'];
  return { name: 'redis', classes, producer, consumer };
}

function postgresBackend(databaseUrl: string): Backend {
  const classes = withBackend(createPostgresBackend) as unknown as Backend['classes'];
  // Each of BullMQ's objects opens a small pool of its own and one connection that listens.
  const connection = { connectionString: databaseUrl, max: 4, connectionTimeoutMillis: 5_000 };
  return { name: 'postgres', classes, producer: connection, consumer: connection };
}
