import type { EventEmitter } from 'node:events';
import {
  type BackendClasses,
  createPostgresBackend,
  createRedisBackend,
  type IQueueBackend,
  type Processor,
  type WorkerOptions,
  withBackend,
} from 'bullmq';
import { Redis } from 'ioredis';
import type { QueueName } from '../../src/platform/queues/queue-policies.ts';
import { queuePrefix } from '../../src/platform/queues/queues.ts';
import type { TestService } from './start-service.ts';

export type BareWorker = EventEmitter & { close(force?: boolean): Promise<void> };

/** The service's queue from outside: as an operator's hand, another program or a disaster may treat it. */
export interface BareQueue {
  /** Loses all jobs at once. */
  flush(): Promise<void>;
  stateOf(name: QueueName, jobId: string): Promise<string>;
  remove(name: QueueName, jobId: string): Promise<void>;
  /** Takes the service's jobs and does with them whatever the test says. */
  work(
    name: QueueName,
    processor: Processor<unknown, void>,
    options?: Omit<Partial<WorkerOptions>, 'connection'>,
  ): BareWorker;
  close(): Promise<void>;
}

export function openBareQueue({ services }: TestService, redisUrl: string | undefined): BareQueue {
  const { DATABASE_URL: connectionString } = services.config;
  const redis = redisUrl ? new Redis(redisUrl, { maxRetriesPerRequest: null }) : null;
  const connection = redis ?? { connectionString, max: 2 };
  const create = redis ? createRedisBackend : createPostgresBackend;
  const classes = withBackend(create as never) as unknown as BackendClasses<IQueueBackend, unknown>;
  const producer = new classes.FlowProducer({ connection, prefix: queuePrefix });
  const queue = (name: QueueName) => producer.getBackend().forQueue(name, queuePrefix);
  return {
    async flush() {
      if (redis) await redis.flushdb();
      else await services.database.pool.query('TRUNCATE bullmq.job CASCADE');
    },
    stateOf: (name, jobId) => queue(name).getState(jobId),
    async remove(name, jobId) {
      await queue(name).remove(jobId, false);
    },
    work: (name, processor, options) =>
      new classes.Worker<unknown, void>(name, processor, { ...options, connection, prefix: queuePrefix }),
    async close() {
      await producer.close();
      redis?.disconnect();
    },
  };
}
