import { once } from 'node:events';
import { access, mkdtemp, rm, symlink } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import pg from 'pg';
import { runFixtures } from './run-fixture.ts';
import { redisAvailable } from './test-redis.ts';
import { until } from './until.ts';

describe('the services of a test run', () => {
  test('go when jest is killed', async () => {
    const jest = runFixtures(['never-ends'], { services: true });
    const [, databaseUrl] = await jest.waitForOutput(/DATABASE (\S+)/);
    const [, redisUrl] = await jest.waitForOutput(/REDIS (\S+)/);
    const client = new pg.Client({ connectionString: databaseUrl });
    const brokenBy = new Promise((resolve) => client.on('error', resolve));
    await client.connect();
    const { rows } = await client.query<{ folder: string }>(
      `SELECT current_setting('data_directory') AS folder`,
    );
    const redisEnded = redisAvailable() ? endOfConnection(new URL(redisUrl ?? '')) : undefined;

    jest.killGroup('SIGKILL');
    expect(await brokenBy).toMatchObject({ code: '57P01' });
    await redisEnded;
    await client.end();
    const folder = dirname(dirname(dirname(rows[0]?.folder ?? '')));
    expect(folder).toContain('lead-followup-test-');
    await until(() => isMissing(folder));
  });
});

describe('without Redis', () => {
  let path: string;

  beforeAll(async () => {
    path = await mkdtemp(join(tmpdir(), 'lead-followup-path-'));
    await symlink('/usr/bin/id', join(path, 'id'));
  });
  afterAll(() => rm(path, { recursive: true }));

  test('the last lines of the run say what was not tested', async () => {
    const jest = runFixtures(['passes'], { services: true, env: { PATH: path } });
    expect(await jest.exited).toEqual({ code: 0, signal: null });
    expect(jest.output().trim().split('\n').at(-1)).toMatch(
      /^Redis: not tested\. Neither redis-server nor valkey-server/,
    );
  });

  test('continuous integration fails', async () => {
    const jest = runFixtures(['passes'], { services: true, env: { PATH: path, CI: 'true' } });
    expect(await jest.exited).toEqual({ code: 1, signal: null });
    expect(jest.output()).toContain('CI is set, and neither redis-server nor valkey-server is on PATH');
  });
});

async function endOfConnection({ hostname, port }: URL): Promise<void> {
  const socket = connect(Number(port), hostname);
  await once(socket, 'connect');
  await once(socket.resume(), 'close');
}

async function isMissing(path: string): Promise<boolean> {
  return access(path).then(
    () => false,
    () => true,
  );
}
