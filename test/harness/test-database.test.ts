import { describe, expect, test } from '@jest/globals';
import pg from 'pg';
import { createTestDatabase } from './test-database.ts';

async function connectTo(url: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: url, application_name: 'forgotten' });
  await client.connect();
  return client;
}

describe('a test database', () => {
  test('is migrated, and apart from others', async () => {
    const [one, other] = await Promise.all([createTestDatabase(), createTestDatabase()]);
    const inOne = await connectTo(one.url);
    await inOne.query('CREATE TABLE only_here (id int)');
    const inOther = await connectTo(other.url);
    const { rows } = await inOther.query<{ migrated: boolean; made: boolean }>(
      `SELECT to_regclass('_prisma_migrations') IS NOT NULL AS migrated, to_regclass('only_here') IS NOT NULL AS made`,
    );
    expect(rows).toEqual([{ migrated: true, made: false }]);
    await Promise.all([inOne.end(), inOther.end()]);
    await Promise.all([one.drop(), other.drop()]);
  });

  test('is gone once dropped, and may be dropped again', async () => {
    const database = await createTestDatabase();
    await database.drop();
    await database.drop();
    await expect(connectTo(database.url)).rejects.toMatchObject({ code: '3D000' });
  });

  test('fails the test that leaves a connection open, and is dropped all the same', async () => {
    const database = await createTestDatabase();
    const client = await connectTo(database.url);
    const ended = new Promise((resolve) => client.once('end', resolve));
    // Twice: what the server says, and that the connection is gone.
    const broken = new Promise((resolve) => client.on('error', resolve));
    await client.query('SELECT 42');
    await expect(database.drop()).rejects.toThrow(
      'the test left 1 database connection(s) open:\n  forgotten, idle: SELECT 42',
    );
    expect(await broken).toMatchObject({ code: '57P01' });
    await ended;
    await expect(connectTo(database.url)).rejects.toMatchObject({ code: '3D000' });
  });

  test('waits for connections that are about to close', async () => {
    const database = await createTestDatabase();
    const pool = new pg.Pool({ connectionString: database.url });
    await Promise.all(Array.from({ length: 5 }, () => pool.query('SELECT pg_sleep(0.01)')));
    const [ended, dropped] = await Promise.allSettled([pool.end(), database.drop()]);
    expect([ended.status, dropped.status]).toEqual(['fulfilled', 'fulfilled']);
  });
});
