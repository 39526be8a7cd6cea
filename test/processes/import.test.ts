import { createWriteStream } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import pg from 'pg';
import { demoIds } from '../../prisma/demo-data.ts';
import { createDemoDatabase } from '../harness/demo-database.ts';
import { startProcess, type TestProcess } from '../harness/processes.ts';
import { query } from '../harness/query.ts';
import { createTemporaryFolder } from '../harness/temporary-folder.ts';
import type { TestDatabase } from '../harness/test-database.ts';
import { until } from '../harness/until.ts';

const site = demoIds.sites.noChannels;
const id = (number: number) => `d0000000-0000-4000-8000-${String(number).padStart(12, '0')}`;
let database: TestDatabase;
let client: pg.Client;
let folder: string;

beforeAll(async () => {
  folder = await createTemporaryFolder();
  database = await createDemoDatabase();
  client = new pg.Client({ connectionString: database.url });
  await client.connect();
});

afterAll(async () => {
  await client.end();
  await database.drop();
});

beforeEach(() => client.query('DELETE FROM lead WHERE site_id = $1', [site]));

/** Starts `npm run import`, on the site unless the arguments name another. */
function start(file: string, args: readonly string[] = [], env: Record<string, string> = {}): TestProcess {
  return startProcess({
    command: process.execPath,
    args: [
      ...['--import', 'tsx', 'cli/main.ts', 'import', file],
      ...(args.includes('--site') ? [] : ['--site', site]),
      ...args,
    ],
    env: { DATABASE_URL: database.url, LOG_LEVEL: undefined, ...env },
  });
}

async function run(...given: Parameters<typeof start>): Promise<{ code: number | null; output: string }> {
  const started = start(...given);
  const { code } = await started.exited;
  return { code, output: started.output() };
}

async function file(text: string | Buffer): Promise<string> {
  const path = join(folder, 'leads.csv');
  await writeFile(path, text);
  return path;
}

test('100,000 rows are read in bounded memory', async () => {
  const batches = 100;
  const pain = 'a sentence about what costs this lead its time, long enough to count; '.repeat(4);
  const row = (number: number) => {
    const email = number % 10_000 === 0 ? 'nobody at home' : `lead${number}@many.example`;
    return `${id(number)},Lead ${number},"Many, Inc.",${email},+1 202 555 0100,"${pain}",new\r\n`;
  };
  function* parts() {
    yield 'id,name,company,email,phone,painPoints,lead_stage\r\n';
    for (let batch = 0; batch < batches; batch += 1) {
      yield Array.from({ length: 1_000 }, (_, index) => row(batch * 1_000 + index + 1)).join('');
    }
  }
  const path = join(folder, 'many.csv');
  await pipeline(Readable.from(parts()), createWriteStream(path));
  // Node and the program take about half of it; with the rows all at once it would not do.
  const { code, output } = await run(path, [], { NODE_OPTIONS: '--max-old-space-size=80' });
  expect(output).toContain('\n100000 rows read: 100000 created, 0 updated, 0 unchanged, 0 left out\n');
  expect(output).toContain('line 10001, column "email": must be an email address');
  expect(output.match(/^\d+0000 rows read$/gm)).toHaveLength(10);
  expect(code).toBe(0);
  const { rows } = await client.query('SELECT count(*)::int AS count FROM lead WHERE site_id = $1', [site]);
  expect(rows).toEqual([{ count: 100_000 }]);
}, 90_000);

test('its first lines say which column became which field, and the flags change it', async () => {
  const bytes = Buffer.from(
    'Vorname;Nachname;E-Mail;Durchwahl\nJ\u00fcrgen;Gro\u00df;jg@x.example;+49 30 901820\n',
    'latin1',
  );
  const path = await file(bytes);
  const { code, output } = await run(path);
  expect(output).toMatch(/^the file is not UTF-8.*add --encoding windows-1252/);
  expect(code).toBe(1);
  const encoding = ['--encoding', 'windows-1252'];
  expect(await run(path, [...encoding, '--dry-run'])).toEqual({
    code: 0,
    output: [
      'column "Vorname" is read as first_name',
      'column "Nachname" is read as last_name',
      'column "E-Mail" is read as email',
      'columns ignored: Durchwahl',
      'warning: column "Durchwahl": the column may hold phone numbers and was not read: choose --map "Durchwahl=phone", or --map "Durchwahl=ignore"',
      '1 rows read: 1 created, 0 updated, 0 unchanged, 0 left out (a dry run: nothing was written)',
      '',
    ].join('\n'),
  });
  const { output: mapped } = await run(path, [...encoding, '--map', 'Durchwahl=phone']);
  expect(mapped).toContain('column "Durchwahl" is read as phone\n');
  const { rows } = await client.query('SELECT name, phone FROM lead WHERE site_id = $1', [site]);
  expect(rows).toEqual([{ name: 'J\u00fcrgen Gro\u00df', phone: '+49 30 901820' }]);
});

describe('what keeps it from running is said in one line, with exit code 1', () => {
  const nowhere = 'a0000000-0000-4000-8000-00000000dead';
  test.each<[string, string, string[], Record<string, string>, RegExp]>([
    ['no DATABASE_URL', 'name,email\n', [], { DATABASE_URL: '' }, /^DATABASE_URL is required[^\n]*\n$/],
    ['an unknown option', 'name,email\n', ['--sites', site], {}, /^usage: lead-followup import [^\n]*\n$/],
    [
      'a field that is none',
      'name,email\n',
      ['--map', 'name=nonsense'],
      {},
      /^--map must be "Column=field"; fields: [^\n]*\n$/,
    ],
    [
      'no such encoding',
      'name,email\n',
      ['--encoding', 'klingon'],
      {},
      /^--encoding must be the name [^\n]*\n$/,
    ],
    ['a site that is no UUID', 'name,email\n', ['--site', 'acme'], {}, /^--site must be the UUID[^\n]*\n$/],
    ['no such site', 'name,email\n', ['--site', nowhere], {}, /^there is no site [^\n]*\n$/],
    [
      "another organisation's site",
      'name,email\n',
      ['--organisation', demoIds.otherOrganisation],
      {},
      /^there is no site \S+ in this organisation\n$/,
    ],
    [
      'no header',
      'Jane,jane@acme.example\n',
      [],
      {},
      /^the first line of the file must name its columns[^\n]*\n$/,
    ],
  ])('%s', async (_what, text, args, env, message) => {
    const { code, output } = await run(await file(text), args, env);
    expect(output).toMatch(message);
    expect(code).toBe(1);
  });

  test('no such file', async () => {
    const { code, output } = await run(join(folder, 'nowhere.csv'));
    expect(output).toBe('nowhere.csv cannot be read (ENOENT): correct the path\n');
    expect(code).toBe(1);
  });

  test('a site that two organisations have, until one of them is named', async () => {
    await client.query(
      `INSERT INTO site (organisation_id, id, name, locale, timezone)
       VALUES ($1, $2, 'Twin', 'en', 'UTC') ON CONFLICT DO NOTHING`,
      [demoIds.otherOrganisation, demoIds.sites.emailOnly],
    );
    const path = await file('name,email\nAnn,ann@x.example\n');
    const twin = ['--site', demoIds.sites.emailOnly];
    expect(await run(path, twin)).toMatchObject({
      code: 1,
      output: expect.stringMatching(/^more than one org/),
    });
    expect(await run(path, [...twin, '--organisation', demoIds.otherOrganisation])).toMatchObject({
      code: 0,
    });
    const { rows } = await client.query("SELECT organisation_id FROM lead WHERE email = 'ann@x.example'");
    expect(rows).toEqual([{ organisation_id: demoIds.otherOrganisation }]);
  });
});

test('Ctrl-C stops it after the batch at hand, and another run goes on', async () => {
  const count = 20_000;
  const path = await file(
    `id,name\n${Array.from({ length: count }, (_, number) => `${id(number)},Lead ${number}`).join('\n')}\n`,
  );
  // Its first batch waits for this row, so that the signal comes before its end.
  await client.query(`INSERT INTO lead (organisation_id, id, site_id, name) VALUES ($1, $2, $3, 'Locked')`, [
    demoIds.organisation,
    id(0),
    site,
  ]);
  await client.query('BEGIN');
  await client.query('SELECT 1 FROM lead WHERE id = $1 FOR UPDATE', [id(0)]);
  const started = start(path);
  await until(async () => {
    const waiting = await query(
      database.url,
      "SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'",
    );
    return waiting.length > 0;
  });
  started.kill('SIGINT');
  started.kill('SIGINT');
  await client.query('ROLLBACK');

  expect(await started.exited).toEqual({ code: 130, signal: null });
  expect(started.output()).toContain(
    '1000 rows read: 999 created, 1 updated, 0 unchanged, 0 left out\nstopped before the end',
  );
  const { rows } = await client.query('SELECT count(*)::int AS count FROM lead WHERE site_id = $1', [site]);
  expect(rows).toEqual([{ count: 1_000 }]);
  expect((await run(path)).output).toContain(
    '20000 rows read: 19000 created, 0 updated, 1000 unchanged, 0 left out\n',
  );
});
