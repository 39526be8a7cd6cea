import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Redis } from 'ioredis';
import { pino } from 'pino';
import { checkRedisSettings } from '../../../src/platform/check-redis-settings.ts';
import { type RedisServer, startRedisServer } from '../../harness/redis-server.ts';
import { createTemporaryFolder } from '../../harness/temporary-folder.ts';
import { redisAvailable } from '../../harness/test-redis.ts';

const describeRedis = redisAvailable() ? describe : describe.skip;

describeRedis('the check of Redis', () => {
  let server: RedisServer;
  let admin: Redis;

  beforeAll(async () => {
    // Of its own, since its settings are changed.
    server = (await startRedisServer(await createTemporaryFolder())) as RedisServer;
    admin = new Redis(server.url);
  });

  afterAll(async () => {
    admin.disconnect();
    await server.stop();
  });

  /** @returns what was logged above debug */
  async function check(credentials = ''): Promise<string[]> {
    const lines: string[] = [];
    const client = new Redis(server.url.replace('redis://', `redis://${credentials}`));
    await checkRedisSettings(
      client,
      pino({ level: 'info' }, { write: (line: string) => void lines.push(JSON.parse(line).msg) }),
    );
    client.disconnect();
    return lines;
  }

  test('warns when nothing is written to disk', async () => {
    expect(await check()).toEqual([expect.stringContaining('Set appendonly to yes')]);
  });

  test('warns when jobs may be evicted', async () => {
    await admin.config('SET', 'appendonly', 'yes');
    await admin.config('SET', 'maxmemory-policy', 'allkeys-lru');
    expect(await check()).toEqual([expect.stringContaining('maxmemory-policy')]);
    await admin.config('SET', 'maxmemory-policy', 'noeviction');
  });

  test.each(['appendonly', 'save'])('is content with what %s writes', async (setting) => {
    await admin.config('SET', 'appendonly', setting === 'appendonly' ? 'yes' : 'no');
    await admin.config('SET', 'save', setting === 'save' ? '3600 1' : '');
    expect(await check()).toEqual([]);
  });

  test('says nothing of a Redis that forbids it to ask', async () => {
    await admin.config('SET', 'appendonly', 'no');
    await admin.config('SET', 'save', '');
    await admin.acl('SETUSER', 'tenant', 'on', '>secret', '~*', '&*', '+@all', '-config');
    expect(await check('tenant:secret@')).toEqual([]);
  });
});
