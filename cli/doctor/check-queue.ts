import pTimeout from 'p-timeout';
import { findRedisFaults, readRedisFacts } from '../../src/platform/check-redis-settings.ts';
import { StartError } from '../../src/platform/describe-failure.ts';
import { createLogger } from '../../src/platform/logger.ts';
import { createRedisConnections, findRedisTarget } from '../../src/platform/redis.ts';
import { describeRedisFault } from '../../src/platform/redis-fault.ts';
import { placeOf } from '../../src/platform/redis-target.ts';
import { type Check, failed, ok, warning } from './check.ts';

const answerMs = 5_000;

export const checkQueue: Check = async ({ config: { REDIS_URL: urls, ...config } }) => {
  if (!urls) return [ok('in PostgreSQL, because REDIS_URL is not set')];
  const logger = createLogger({ ...config, LOG_LEVEL: 'silent' });
  const target = await findRedisTarget(urls);
  const redis = createRedisConnections(urls, logger, target);
  try {
    // Waits for the connection, and so for the discovery of Cluster and Sentinels.
    const reachable = redis.consumer.ping().then(() => readRedisFacts(redis.consumer));
    const facts = await pTimeout(reachable, {
      milliseconds: answerMs,
      fallback: () => {
        const place = redis.describeFault() ?? 'Redis does not answer: start it, or correct the address';
        throw new StartError(`REDIS_URL: ${place}`);
      },
    }).catch((error: unknown) => {
      const fault = describeRedisFault(error);
      throw fault === null ? error : new StartError(`REDIS_URL: Redis at ${placeOf(target)}: ${fault}`);
    });
    if (facts.isTooOld) return [failed(`${facts.server} is too old for BullMQ: use Redis 6.2 or newer`)];
    if (facts.isReplica) {
      return [failed(`${facts.server} is a replica, which refuses writes: set REDIS_URL to the master`)];
    }
    const masters = facts.masters === null ? '' : `, a Cluster with ${facts.masters} masters`;
    const named = target.kind === 'sentinel' ? ', the master that the Sentinels name' : '';
    const faults = (await findRedisFaults(redis.consumer)).map(({ kind, message }) =>
      kind === 'eviction' ? failed(message) : warning(message),
    );
    return [ok(`${facts.server}${masters}${named}`), ...faults];
  } finally {
    await redis.close();
  }
};
