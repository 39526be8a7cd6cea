import { execFile } from 'node:child_process';
import { chmod, mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, test } from '@jest/globals';
import { type EmbeddedPostgres, startEmbeddedPostgres } from '../../scripts/embedded-postgres.ts';
import { startEmbeddedOwner } from '../harness/embedded-owner-process.ts';
import { serverProcess } from '../harness/server-process.ts';
import { createTemporaryFolder } from '../harness/temporary-folder.ts';

const isRoot = process.getuid?.() === 0;
const asRoot = isRoot ? test : test.skip;
const asOrdinaryUser = isRoot ? test.skip : test;

describe('what the embedded PostgreSQL cannot work with is said in one line', () => {
  asRoot('a folder that its user may not enter', async () => {
    const outer = await createTemporaryFolder();
    await chmod(outer, 0o700);
    const message = await failureOf(startEmbeddedPostgres({ dataDir: join(outer, 'data') }));
    expect(message).toMatch(
      /^\S+ cannot be entered by the user (postgres|nobody), which PostgreSQL runs as when started by root: move the project, run as an ordinary user, or set DATABASE_URL \(or DATA_DIR\)$/,
    );
    expect(message.startsWith(`${outer} `)).toBe(true);
  });

  asRoot('a database that belongs to root', async () => {
    const dataDir = await createTemporaryFolder();
    await mkdir(join(dataDir, 'postgres'));
    expect(await failureOf(startEmbeddedPostgres({ dataDir }))).toContain(
      'postgres belongs to root, and PostgreSQL',
    );
  });

  asRoot('a folder that root has used, for an ordinary user', async () => {
    const dataDir = await createTemporaryFolder();
    const database = await startEmbeddedPostgres({ dataDir });
    await database.stop();
    const owner = startEmbeddedOwner({ dataDir, user: await anOrdinaryUser() });
    expect(await owner.exited).toEqual({ code: 1, signal: null });
    expect(owner.output()).toMatch(/^FAILED DATA_DIR \S+ cannot be written by the user \S+: .*\n$/);
    await chmod(dataDir, 0o777);
    const second = startEmbeddedOwner({ dataDir, user: await anOrdinaryUser() });
    expect(await second.exited).toEqual({ code: 1, signal: null });
    expect(second.output()).toMatch(
      /^FAILED \S+\/postgres belongs to the user \S+, not to \S+: run as that user .*\n$/,
    );
  });

  asOrdinaryUser('a folder that may not be written', async () => {
    const dataDir = await createTemporaryFolder();
    await chmod(dataDir, 0o555);
    expect(await failureOf(startEmbeddedPostgres({ dataDir }))).toMatch(
      /^DATA_DIR \S+ cannot be written by the user /,
    );
  });

  test('a folder of the same name that holds no database', async () => {
    const dataDir = await createTemporaryFolder();
    const first = await startEmbeddedPostgres({ dataDir });
    await first.stop();
    await rm(join(dataDir, 'postgres', 'data'), { recursive: true });
    expect(await failureOf(startEmbeddedPostgres({ dataDir }))).toContain(
      'exists but does not contain a database of this program',
    );
  });

  test('a password that is lost or not the right one', async () => {
    const dataDir = await createTemporaryFolder();
    const first = await startEmbeddedPostgres({ dataDir });
    await first.stop();
    await writeFile(join(dataDir, 'postgres', 'password'), 'another\n');
    expect(await failureOf(startEmbeddedPostgres({ dataDir }))).toContain(
      'does not match the database next to it',
    );
    await rm(join(dataDir, 'postgres', 'password'));
    expect(await failureOf(startEmbeddedPostgres({ dataDir }))).toContain('/password is missing');
    await expect(serverProcess(dataDir)).rejects.toMatchObject({ code: 'ENOENT' });
  });

  test('a database that is damaged', async () => {
    const dataDir = await createTemporaryFolder();
    const first = await startEmbeddedPostgres({ dataDir });
    await first.stop();
    await writeFile(join(dataDir, 'postgres', 'data', 'PG_VERSION'), '9.6\n');
    expect(await failureOf(startEmbeddedPostgres({ dataDir }))).toMatch(
      /^the embedded PostgreSQL does not start on \S+ \(FATAL: .*incompatible.*\): see \S+server\.log, or set another DATA_DIR$/,
    );
  });
});

asRoot('an ordinary user runs the embedded PostgreSQL as well', async () => {
  const dataDir = await createTemporaryFolder();
  await chmod(dataDir, 0o777);
  const owner = startEmbeddedOwner({ dataDir, user: await anOrdinaryUser() });
  await owner.waitForOutput(/READY/);
  owner.kill('SIGTERM');
  expect(await owner.exited).toEqual({ code: 0, signal: null });
});

async function failureOf(start: Promise<EmbeddedPostgres>): Promise<string> {
  const outcome = await start.then(
    () => 'it started',
    (error: unknown) => error,
  );
  expect(outcome).toMatchObject({
    name: 'EmbeddedPostgresError',
    message: expect.not.stringContaining('\n'),
  });
  return (outcome as Error).message;
}

async function anOrdinaryUser(): Promise<{ uid: number; gid: number }> {
  const run = promisify(execFile);
  const [uid, gid] = await Promise.all([run('id', ['-u', 'nobody']), run('id', ['-g', 'nobody'])]);
  return { uid: Number(uid.stdout), gid: Number(gid.stdout) };
}
