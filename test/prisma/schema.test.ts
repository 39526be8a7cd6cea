import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import pg from 'pg';
import { createTestDatabase, type TestDatabase } from '../harness/test-database.ts';

// What schema.prisma says is made in a schema of its own beside what the migrations made, and the two are compared.

let database: TestDatabase;
let client: pg.Client;

beforeAll(async () => {
  database = await createTestDatabase();
  client = new pg.Client({ connectionString: database.url });
  await client.connect();
  const sql = (await printSchemaSql(database.url)).replace('CREATE SCHEMA IF NOT EXISTS "public";', '');
  await client.query(
    `CREATE SCHEMA expected; SET search_path TO expected; ${sql}; SET search_path TO public`,
  );
});

afterAll(async () => {
  await client.end();
  await database.drop();
});

async function printSchemaSql(databaseUrl: string): Promise<string> {
  const script = `${import.meta.dirname}/print-schema-sql.mjs`;
  const { stdout } = await promisify(execFile)(process.execPath, [script, databaseUrl]);
  return stdout;
}

async function namesIn(schema: 'public' | 'expected', query: string): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>(query, [schema]);
  return rows.map(({ name }) => name.replaceAll('expected.', '').replaceAll('public.', '')).sort();
}

test('the migrations make the columns that the schema says', async () => {
  // An array that may be null is what Prisma writes and never uses: the migrations forbid it.
  const columns = `
    SELECT concat_ws(' ', table_name, column_name, udt_name, datetime_precision, numeric_precision, numeric_scale,
             column_default, CASE WHEN data_type <> 'ARRAY' THEN is_nullable END) AS name
    FROM information_schema.columns WHERE table_schema = $1 AND table_name <> '_prisma_migrations'`;
  const expected = await namesIn('expected', columns);
  expect(expected.length).toBeGreaterThan(100);
  expect(await namesIn('public', columns)).toEqual(expected);
});

test('the migrations make the keys and relations that the schema says', async () => {
  const constraints = `
    SELECT concat_ws(' ', conrelid::regclass::text, conname, pg_get_constraintdef(oid)) AS name
    FROM pg_constraint WHERE connamespace = $1::regnamespace AND contype IN ('p', 'f', 'u')
      AND conrelid::regclass::text <> '_prisma_migrations'`;
  expect(await namesIn('public', constraints)).toEqual(await namesIn('expected', constraints));
});

test('the migrations make every index that the schema says, and their own beside them', async () => {
  const indexes = 'SELECT indexdef AS name FROM pg_indexes WHERE schemaname = $1';
  const made = new Set(await namesIn('public', indexes));
  expect((await namesIn('expected', indexes)).filter((index) => !made.has(index))).toEqual([]);
  expect([...made].filter((index) => index.includes(' WHERE ')).length).toBe(21);
});

/** Runs within a transaction that holds a follow-up and its command, and takes all of it back. */
async function withFollowUp(use: () => Promise<void>): Promise<void> {
  const site = 'a0000000-0000-4000-8000-000000000001';
  await client.query('BEGIN');
  try {
    await client.query(`
      INSERT INTO organisation (id, name, callback_secret) VALUES ('o', 'O', '');
      INSERT INTO site (organisation_id, id, name, locale, timezone) VALUES ('o', '${site}', 'S', 'en', 'UTC');
      INSERT INTO follow_up (id, organisation_id, site_id, lead_id, request, facts, plan)
        VALUES ('f', 'o', '${site}', '${site}', '{}', '{}', '{}');
      INSERT INTO command (id, organisation_id, follow_up_id, kind, agent) VALUES ('c', 'o', 'f', 'sales', '{}')`);
    await use();
  } finally {
    await client.query('ROLLBACK');
  }
}

test.each(['follow_up', 'command'])(
  'the database itself refuses to change a terminal status of a %s',
  (table) =>
    withFollowUp(async () => {
      await client.query(`UPDATE ${table} SET status = 'running'`);
      await client.query(`UPDATE ${table} SET status = 'cancelled', finished_at = now()`);
      await expect(
        client.query(`UPDATE ${table} SET status = 'running', finished_at = NULL`),
      ).rejects.toMatchObject({
        code: '23514',
        message: expect.stringContaining('stays so'),
      });
    }),
);

test.each([
  ["UPDATE follow_up SET status = 'completed', finished_at = now()", 'follow_up_result_when_completed'],
  ["UPDATE follow_up SET status = 'failed', finished_at = now()", 'follow_up_error_when_failed'],
  ["UPDATE follow_up SET status = 'cancelled'", 'follow_up_finished_when_terminal'],
  ["UPDATE follow_up SET status = 'lost'", 'follow_up_status_known'],
  ["UPDATE command SET status = 'completed', finished_at = now()", 'command_output_when_completed'],
])('a status without what belongs to it is refused: %s', (update, constraint) =>
  withFollowUp(async () => {
    await expect(client.query(update)).rejects.toMatchObject({ constraint });
  }),
);
