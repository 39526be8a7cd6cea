import { EventEmitter, once } from 'node:events';
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import pg from 'pg';
import { EmbeddedPostgresError } from '../../scripts/embedded/embedded-postgres-error.ts';
import { startEmbeddedPostgres } from '../../scripts/embedded-postgres.ts';
import { startEmbeddedOwner } from '../harness/embedded-owner-process.ts';
import { query } from '../harness/query.ts';
import { serverProcess } from '../harness/server-process.ts';
import { createTemporaryFolder } from '../harness/temporary-folder.ts';
import { until } from '../harness/until.ts';

const inUse = (dataDir: string) =>
  `DATA_DIR ${dataDir} is in use by another running copy: stop it, or set another DATA_DIR`;

describe('the embedded PostgreSQL', () => {
  test('starts on a fresh folder, for this machine and the holder of the password alone', async () => {
    const dataDir = join(await createTemporaryFolder(), 'made', 'where missing');
    const database = await startEmbeddedPostgres({ dataDir });
    expect(database.url).toMatch(/^postgresql:\/\/postgres:[0-9a-f]{48}@127\.0\.0\.1:\d+\/lead_followup$/);
    const rows = await query(
      database.url,
      `SELECT current_setting('listen_addresses') AS listen, current_setting('unix_socket_directories') AS sockets,
         current_setting('TimeZone') AS zone, current_setting('fsync') AS fsync, upper('é') AS upper,
         current_setting('server_encoding') AS encoding, current_setting('max_connections') AS connections`,
    );
    expect(rows).toEqual([
      {
        listen: '127.0.0.1',
        sockets: '',
        zone: 'UTC',
        fsync: 'on',
        upper: 'É',
        encoding: 'UTF8',
        connections: '200',
      },
    ]);
    const guessed = new URL(database.url);
    guessed.password = 'guessed';
    await expect(query(guessed.href, 'SELECT 1')).rejects.toMatchObject({ code: '28P01' });
    expect((await stat(join(dataDir, 'postgres', 'password'))).mode & 0o777).toBe(0o600);

    await Promise.all([database.stop(), database.stop()]);
    await database.stop();
    await expect(query(database.url, 'SELECT 1')).rejects.toMatchObject({ code: 'ECONNREFUSED' });
  });

  test('keeps its data over a restart', async () => {
    const dataDir = await createTemporaryFolder();
    const first = await startEmbeddedPostgres({ dataDir });
    await query(first.url, 'CREATE TABLE kept AS SELECT 42 AS answer');
    await first.stop();
    const second = await startEmbeddedPostgres({ dataDir });
    expect(await query(second.url, 'SELECT answer FROM kept')).toEqual([{ answer: 42 }]);
    await second.stop();
  });

  test('runs once on a folder, and beside copies on other folders', async () => {
    const dataDir = await createTemporaryFolder();
    const first = await startEmbeddedPostgres({ dataDir });
    const beside = await startEmbeddedPostgres({ dataDir: await createTemporaryFolder() });
    await expect(startEmbeddedPostgres({ dataDir })).rejects.toThrow(
      new EmbeddedPostgresError(inUse(dataDir)),
    );
    expect(await query(first.url, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
    await Promise.all([first.stop(), beside.stop()]);
  });

  test('is taken over by the next start when its owner was killed', async () => {
    const dataDir = await createTemporaryFolder();
    const owner = startEmbeddedOwner({ dataDir });
    const [, url = ''] = await owner.waitForOutput(/READY (\S+)/);
    await query(url, 'CREATE TABLE kept AS SELECT 42 AS answer');
    const server = await serverProcess(dataDir);
    owner.kill('SIGKILL');
    await owner.exited;

    const lines: string[] = [];
    const database = await startEmbeddedPostgres({ dataDir, onLog: (line) => lines.push(line) });
    expect(lines).toContain(`took over the server that an earlier run left behind (process ${server})`);
    expect(await serverProcess(dataDir)).toBe(server);
    expect(await query(database.url, 'SELECT answer FROM kept')).toEqual([{ answer: 42 }]);
    await database.stop();
    await expect(query(database.url, 'SELECT 1')).rejects.toMatchObject({ code: 'ECONNREFUSED' });
  });

  test('started twice at the very same time on a fresh folder runs once', async () => {
    const dataDir = await createTemporaryFolder();
    const owners = [startEmbeddedOwner({ dataDir }), startEmbeddedOwner({ dataDir })];
    const said = await Promise.all(owners.map((owner) => owner.waitForOutput(/(READY|FAILED) (.*)\n/)));
    expect(said.map(([, word]) => word).sort()).toEqual(['FAILED', 'READY']);
    expect(said.find(([, word]) => word === 'FAILED')?.[2]).toBe(inUse(dataDir));
    expect(await readdir(dataDir)).toEqual(['postgres']);
    // The other one ends by itself.
    owners[said.findIndex(([, word]) => word === 'READY')]?.kill('SIGTERM');
    const ends = await Promise.all(owners.map((owner) => owner.exited));
    expect(ends.map(({ code }) => code).sort()).toEqual([0, 1]);
  });

  test('is not stopped by Ctrl-C in the terminal, but by its owner, who then ends', async () => {
    const owner = startEmbeddedOwner({ dataDir: await createTemporaryFolder() });
    const [, url = ''] = await owner.waitForOutput(/READY (\S+)/);
    owner.killGroup('SIGINT');
    expect(await owner.exited).toEqual({ code: 0, signal: null });
    expect(owner.output()).toContain('the database still answers after SIGINT\nSTOPPED');
    await expect(query(url, 'SELECT 1')).rejects.toMatchObject({ code: 'ECONNREFUSED' });
  });

  test('says so and stops in order when the server itself was killed', async () => {
    const dataDir = await createTemporaryFolder();
    const log = new EventEmitter<{ line: [string] }>();
    const database = await startEmbeddedPostgres({ dataDir, onLog: (line) => log.emit('line', line) });
    const said = once(log, 'line');
    process.kill(await serverProcess(dataDir), 'SIGKILL');
    expect(await said).toEqual([
      expect.stringContaining('the connection that holds the lock of the data folder failed'),
    ]);
    await database.stop();
    const again = await startEmbeddedPostgres({ dataDir });
    expect(await query(again.url, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
    await again.stop();
  });

  test('stays its owner’s when the server loses one of its processes and ends all sessions', async () => {
    const dataDir = await createTemporaryFolder();
    const database = await startEmbeddedPostgres({ dataDir });
    const client = new pg.Client({ connectionString: database.url });
    const broken = new Promise((resolve) => client.on('error', resolve));
    await client.connect();
    const { rows } = await client.query<{ pid: number }>('SELECT pg_backend_pid() AS pid');
    const before = await ownerOf(database.url);
    process.kill(rows[0]?.pid ?? 0, 'SIGKILL');
    await broken;
    await client.end();
    // The server notices a moment later than the client: until then the session that it is about to end owns the folder.
    await until(async () => ![before, null].includes(await ownerOf(database.url)));
    await expect(startEmbeddedPostgres({ dataDir })).rejects.toThrow(
      new EmbeddedPostgresError(inUse(dataDir)),
    );
    await database.stop();
  });
});

/** The server's process that holds the owner's lock; null while nobody does. */
async function ownerOf(url: string): Promise<number | null> {
  try {
    const locks = await query(url, `SELECT pid FROM pg_locks WHERE locktype = 'advisory' AND granted`);
    return (locks[0] as { pid: number } | undefined)?.pid ?? null;
  } catch {
    // The server ends all sessions and refuses new ones while it recovers.
    return null;
  }
}
