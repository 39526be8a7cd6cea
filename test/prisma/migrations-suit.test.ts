import { readdir, readFile } from 'node:fs/promises';
import { expect, test } from '@jest/globals';
import { checkMigrations, type Migration } from './check-migrations.ts';

/** Older than the rule. They add constraints and unique indexes, or make NOT NULL what was never null. */
const beforeTheRule = [
  '20261123150100_guards',
  '20261123180500_erasure_and_retention',
  '20261123181000_webhooks',
];

async function readMigrations(): Promise<Migration[]> {
  const folder = 'prisma/migrations';
  const entries = await readdir(folder, { withFileTypes: true });
  const names = entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
  return Promise.all(
    names
      .sort()
      .map(async (name) => ({ name, sql: await readFile(`${folder}/${name}/migration.sql`, 'utf8') })),
  );
}

test('each migration suits the version before it', async () => {
  const faults = await checkMigrations(await readMigrations());
  expect(faults.filter(({ migration }) => !beforeTheRule.includes(migration))).toEqual([]);
  for (const { fault } of faults) expect(fault).toMatch(/^(adds a (constraint|unique index)|makes NOT NULL)/);
});

const base = `
  CREATE TABLE "lead" ("id" TEXT PRIMARY KEY, "name" TEXT, "email" TEXT UNIQUE, "age" INTEGER DEFAULT 0, "site_id" TEXT);
  CREATE UNIQUE INDEX "lead_name_once" ON "lead" ("name");
  CREATE INDEX "lead_age_idx" ON "lead" ("age");
  ALTER TABLE "lead" ADD CONSTRAINT "lead_site_once" UNIQUE ("site_id", "name"), ADD CONSTRAINT "adult" CHECK ("age" > 17);
  ALTER TABLE "lead" ALTER COLUMN "site_id" SET NOT NULL;
  CREATE VIEW "names" AS SELECT "name" FROM "lead";`;

async function faultsOf(sql: string): Promise<string[]> {
  const faults = await checkMigrations([
    { name: '1_tables', sql: base },
    { name: '2_new', sql },
  ]);
  return faults.map(({ migration, fault }) => `${migration} ${fault}`);
}

test.each([
  ['DROP TABLE "lead"', 'drops lead'],
  ['drop table if exists public.lead cascade', 'drops public.lead'],
  ['DROP VIEW names', 'drops names'],
  ['DROP FUNCTION f(text)', 'drops f'],
  ['DROP INDEX "lead_name_once"', 'drops the unique index lead_name_once'],
  ['ALTER TABLE "lead" DROP CONSTRAINT "lead_site_once"', 'drops the unique constraint lead_site_once'],
  ['ALTER TABLE "lead" DROP CONSTRAINT "lead_pkey"', 'drops the unique constraint lead_pkey'],
  ['ALTER TABLE "lead" DROP CONSTRAINT "lead_email_key"', 'drops the unique constraint lead_email_key'],
  ['ALTER TABLE "lead" ADD COLUMN "x" INT, DROP COLUMN "name"', 'drops the column lead.name'],
  ['ALTER TABLE lead DROP name', 'drops the column lead.name'],
  ['ALTER TABLE lead RENAME name TO title', 'renames lead.name to title'],
  ['ALTER TABLE lead RENAME TO person', 'renames lead to person'],
  ['ALTER TABLE lead ALTER age TYPE BIGINT', 'changes the type of lead.age'],
  ['ALTER TABLE lead ALTER COLUMN age SET DATA TYPE TEXT USING age::text', 'changes the type of lead.age'],
  ['ALTER TABLE lead ALTER COLUMN name SET NOT NULL', 'makes NOT NULL lead.name'],
  ['ALTER TABLE lead ALTER COLUMN age DROP DEFAULT', 'takes the default from lead.age'],
  ['ALTER TABLE lead ADD COLUMN phone TEXT NOT NULL', 'adds lead.phone as NOT NULL without a default'],
  [
    'ALTER TABLE lead ADD CHECK (age < 100)',
    'adds a constraint to columns of lead that the version before writes',
  ],
  [
    'ALTER TABLE lead ADD CONSTRAINT n NOT NULL name',
    'adds a constraint to columns of lead that the version before writes',
  ],
  [
    'CREATE UNIQUE INDEX i ON lead (lower(name))',
    'adds a unique index to columns of lead that the version before writes',
  ],
  ['ALTER TABLE lead ENABLE ROW LEVEL SECURITY', 'hides rows of the table lead'],
  ['ALTER TABLE lead SET SCHEMA other', 'moves an object to another schema'],
  ['TRUNCATE lead', 'empties a table'],
  ["DO $$ BEGIN EXECUTE 'DROP TABLE lead'; END $$", 'runs a block of code, which cannot be checked'],
  ["ALTER TYPE status RENAME VALUE 'old' TO 'new'", 'renames'],
  ['-- für später: größer\nCREATE TABLE note (id INT);\n-- ö\nDROP TABLE lead', 'drops lead'],
])('%s is refused', async (sql, fault) => {
  expect(await faultsOf(sql)).toEqual([expect.stringContaining(`2_new ${fault}`)]);
});

test.each([
  'ALTER TABLE "lead" ADD COLUMN "phone" TEXT',
  'ALTER TABLE lead ADD COLUMN score INT NOT NULL DEFAULT 0, ADD CONSTRAINT positive CHECK (score >= 0 AND age > 0)',
  'ALTER TABLE lead ADD COLUMN n BIGSERIAL NOT NULL, ADD COLUMN u TEXT GENERATED ALWAYS AS (upper(name)) STORED NOT NULL',
  'ALTER TABLE lead ADD COLUMN i INT NOT NULL GENERATED ALWAYS AS IDENTITY',
  'ALTER TABLE lead ADD COLUMN phone TEXT; UPDATE lead SET phone = $$-$$; ALTER TABLE lead ALTER phone SET NOT NULL, ALTER phone SET DEFAULT $$-$$',
  'ALTER TABLE lead ADD COLUMN phone TEXT; CREATE UNIQUE INDEX i ON lead (site_id, phone)',
  'CREATE TABLE note (id INT PRIMARY KEY, text TEXT NOT NULL); ALTER TABLE note ADD CHECK (id > 0); ALTER TABLE note DROP COLUMN text; CREATE UNIQUE INDEX ON note (id)',
  'DROP INDEX "lead_age_idx"; CREATE INDEX ON lead (site_id, age)',
  'ALTER TABLE lead DROP CONSTRAINT adult, ALTER COLUMN name DROP NOT NULL, ALTER age SET DEFAULT 18',
  'DROP TRIGGER t ON lead',
  'ALTER TABLE lead SET (fillfactor = 60)',
  "COMMENT ON TABLE lead IS 'DROP TABLE lead'; -- ALTER TABLE lead DROP COLUMN name\n",
  '-- Suits the version before: 2.1 neither reads nor writes it.\nALTER TABLE lead DROP COLUMN name;',
])('%s is accepted', async (sql) => {
  expect(await faultsOf(sql)).toEqual([]);
});

test('an explanation is for one statement, and says something', async () => {
  const drop = 'ALTER TABLE lead DROP COLUMN';
  expect(await faultsOf(`-- suits the version before: unused\n${drop} name;\n${drop} age;`)).toEqual([
    '2_new drops the column lead.age',
  ]);
  expect(await faultsOf(`-- suits the version before:\n${drop} name;`)).toHaveLength(1);
});
