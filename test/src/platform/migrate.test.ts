import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import pg from 'pg';
import { MigrationError, migrate } from '../../../src/platform/migrate.ts';
import { createTestDatabase, type TestDatabase } from '../../harness/test-database.ts';

const folder = 'prisma/migrations';
const names = readdirSync(folder, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name)
  .sort();

let database: TestDatabase;
let client: pg.Client;

beforeEach(async () => {
  database = await createTestDatabase();
  client = new pg.Client({ connectionString: database.url });
  await client.connect();
});

afterEach(async () => {
  await client.end();
  await database.drop();
});

/** The clone of the template is migrated already: back to nothing. */
async function empty(): Promise<void> {
  await client.query('DROP SCHEMA public CASCADE; CREATE SCHEMA public; DROP SCHEMA bullmq CASCADE');
}

test('several processes that start at once migrate an empty database once', async () => {
  await empty();
  const applied = await Promise.all([1, 2, 3, 4].map(() => migrate(database.url)));
  expect(applied.filter((list) => list.length > 0)).toEqual([names]);
});

test('the ledger is the one that Prisma keeps', async () => {
  const { rows } = await client.query(
    'SELECT migration_name, checksum, finished_at, applied_steps_count FROM _prisma_migrations ORDER BY migration_name',
  );
  expect(rows).toEqual(
    names.map((name) => ({
      migration_name: name,
      checksum: createHash('sha256')
        .update(readFileSync(`${folder}/${name}/migration.sql`))
        .digest('hex'),
      finished_at: expect.any(Date),
      applied_steps_count: 1,
    })),
  );
});

test('a database that is up to date is left as it is', async () => {
  expect(await migrate(database.url)).toEqual([]);
});

test("the queue's tables are left out when the queue is in Redis", async () => {
  await empty();
  await migrate(database.url, { queueTables: false });
  const { rows } = await client.query("SELECT 1 FROM pg_namespace WHERE nspname = 'bullmq'");
  expect(rows).toEqual([]);
});

test.each([
  ['was changed after it was applied', "UPDATE _prisma_migrations SET checksum = 'other'", /was changed/],
  ['began and did not end', 'UPDATE _prisma_migrations SET finished_at = NULL', /did not finish/],
])('a migration that %s is refused', async (_what, update, message) => {
  await client.query(update);
  await expect(migrate(database.url)).rejects.toThrow(MigrationError);
  await expect(migrate(database.url)).rejects.toThrow(message);
});

test('a migration that fails leaves nothing of itself', async () => {
  await empty();
  await client.query('CREATE TABLE audit (id text)');
  await expect(migrate(database.url)).rejects.toMatchObject({ code: '42P07' });
  const { rows } = await client.query(
    "SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename <> '_prisma_migrations'",
  );
  expect(rows).toEqual([{ tablename: 'audit' }]);
});
