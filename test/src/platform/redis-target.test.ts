import { expect, test } from '@jest/globals';
import { isSentinelUrl, parseRedisUrls } from '../../../src/platform/redis-target.ts';

test('one URL is a node, as it stands', () => {
  expect(parseRedisUrls(['rediss://user:p%40ss@host:6380/2'])).toEqual({
    kind: 'node',
    url: 'rediss://user:p%40ss@host:6380/2',
  });
});

test('several URLs are the nodes of a Cluster, IPv6 addresses among them', () => {
  expect(
    parseRedisUrls(['rediss://user:p%40ss@[::1]:6379', 'rediss://[fd00::2]', 'rediss://node-c:7000']),
  ).toEqual({
    kind: 'cluster',
    nodes: [
      { host: '::1', port: 6379 },
      { host: 'fd00::2', port: 6379 },
      { host: 'node-c', port: 7000 },
    ],
    credentials: { username: 'user', password: 'p@ss' },
    tls: true,
  });
});

test('Sentinels name the master, with its credentials and its database', () => {
  expect(parseRedisUrls(['redis+sentinel://:p%40ss@a:1,b,[::1]:3/primary/4'])).toEqual({
    kind: 'sentinel',
    sentinels: [
      { host: 'a', port: 1 },
      { host: 'b', port: 26379 },
      { host: '::1', port: 3 },
    ],
    name: 'primary',
    database: 4,
    credentials: { password: 'p@ss' },
    tls: false,
  });
});

test.each([
  'redis+sentinel://a:1',
  'redis+sentinel:///primary',
  'redis+sentinel://a:x/primary',
  'sentinel://a/primary',
])('%s is not a URL of Sentinels', (url) => {
  expect(isSentinelUrl(url)).toBe(false);
});
