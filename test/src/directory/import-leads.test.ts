import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { demoIds, loadDemoData } from '../../../prisma/demo-data.ts';
import { type ColumnChoice, readColumnChoice } from '../../../src/contract/resources/lead-import.ts';
import { type ImportResult, importAtOnce } from '../../../src/directory/import-at-once.ts';
import { nameLines } from '../../../src/directory/import-leads.ts';
import { flagWords } from '../../../src/directory/lead-import/import-error.ts';
import { createDatabase, type Database } from '../../../src/platform/database.ts';
import { createLogger } from '../../../src/platform/logger.ts';
import { createSecrets } from '../../../src/platform/secrets.ts';
import { createTemporaryFolder } from '../../harness/temporary-folder.ts';
import { createTestDatabase, type TestDatabase } from '../../harness/test-database.ts';

const site = { organisationId: demoIds.organisation, siteId: demoIds.sites.noChannels };
const id = (number: number) => `d0000000-0000-4000-8000-${String(number).padStart(12, '0')}`;
let testDatabase: TestDatabase;
let database: Database;
let folder: string;

beforeAll(async () => {
  folder = await createTemporaryFolder();
  testDatabase = await createTestDatabase();
  database = createDatabase(testDatabase.url, createLogger({ LOG_LEVEL: 'silent', LOG_FORMAT: 'json' }));
  await loadDemoData(database, createSecrets([Buffer.alloc(32, 7)]));
});

afterAll(async () => {
  await database.close();
  await testDatabase.drop();
});

beforeEach(async () => {
  await database.prisma.lead.deleteMany({ where: site });
});

interface Imported extends ImportResult {
  /** What was told meanwhile, a line for each. */
  told: string[];
}

interface Options {
  dryRun?: boolean;
  encoding?: string;
  map?: string[];
}

async function importText(text: string | Buffer, options: Options = {}): Promise<Imported> {
  const file = join(folder, 'leads.csv');
  await writeFile(file, text);
  const told: string[] = [];
  const { dryRun = false, encoding, map = [] } = options;
  const choices = map.map((given) => readColumnChoice(given) as ColumnChoice);
  const result = await importAtOnce(
    database,
    file,
    { ...site, dryRun, encoding, choices, words: flagWords },
    {
      onHeader({ ignored, warnings }) {
        if (ignored.length > 0) told.push(`ignored: ${ignored.join(', ')}`);
        for (const { column, message } of warnings) told.push(`${column}: ${message}`);
      },
      onWarning: ({ column, message, skipped, ...lines }) =>
        told.push(
          `${nameLines(lines)}${skipped ? ' left out' : ''}${column ? `, ${column}` : ''}: ${message}`,
        ),
      onProgress: () => undefined,
    },
    new AbortController().signal,
  );
  return { ...result, told };
}

async function leads() {
  const rows = await database.prisma.lead.findMany({ where: site, orderBy: { name: 'asc' } });
  const optOuts = await database.prisma.optOut.findMany({ orderBy: { channel: 'asc' } });
  return rows.map((lead) => ({
    ...lead,
    optOuts: optOuts.filter(({ leadId }) => leadId === lead.id).map(({ channel }) => channel),
  }));
}

const counts = (rows: number, created: number, updated: number, skipped: number) => ({
  rows,
  created,
  updated,
  unchanged: rows - created - updated - skipped,
  skipped,
  end: 'completed',
});

test('a file that is imported again creates nothing, also where leads have no id', async () => {
  const rows = Array.from({ length: 1_200 }, (_, number) =>
    number % 2 === 0 ? `lead${number}@again.example,` : `,+1 202 555 ${1_000 + number}`,
  );
  const text = `email,phone\n${rows.join('\n')}\n`;
  expect(await importText(text)).toEqual({ ...counts(1_200, 1_200, 0, 0), told: [] });
  const before = await leads();
  // The same address in other capitals, the same number with other hyphens, are the same lead.
  const rewritten = text.replaceAll('@again', '@AGAIN').replaceAll('202 555', '(202)-555');
  expect(await importText(rewritten)).toEqual({ ...counts(1_200, 0, 1_200, 0), told: [] });
  const idsOf = (list: typeof before) => list.map((lead) => lead.id).sort();
  expect(idsOf(await leads())).toEqual(idsOf(before));
});

describe('a file', () => {
  test('may come from Excel: a BOM, CRLF, semicolons, quotes and line breaks in them', async () => {
    const text = [
      '\uFEFFName;Company;Position;E-mail;Phone;Pain points;budgetRange;lead_stage;Locale;optOuts',
      '"Smith; ""Jane""";"Acme\r\nInc.";Director;JANE@acme.example; +1 (202) 555-0100 ;"slow; dear|far ";$5000;new;en-us;Email, web',
      '',
      'Tom;;;;+49 30 901820;;;;;',
    ].join('\r\n');
    expect(await importText(text)).toEqual({ ...counts(2, 2, 0, 0), told: [] });
    expect(await leads()).toMatchObject([
      {
        name: 'Smith; "Jane"',
        // A name stands on one line.
        company: 'Acme Inc.',
        position: 'Director',
        email: 'JANE@acme.example',
        phone: '+1 (202) 555-0100',
        painPoints: ['slow', 'dear', 'far'],
        budgetRange: '$5000',
        leadStage: 'new',
        locale: 'en-US',
        optOuts: ['email', 'web'],
      },
      { name: 'Tom', company: null, painPoints: [], optOuts: [] },
    ]);
  });

  test('may mix the ends of lines, and have quotes within a cell', async () => {
    await importText('name,email\r\nAnn "A" A.,ann@x.example\nBen,ben@x.example\rCleo,cleo@x.example');
    expect((await leads()).map(({ name }) => name)).toEqual(['Ann "A" A.', 'Ben', 'Cleo']);
  });

  test('changes only what it has a column for, and takes no opt-out back', async () => {
    await importText(`id,name,email,company,opt_outs\n${id(1)},Ann,ann@a.example,Ann Ltd,whatsapp\n`);
    await importText(`id,name,email,opt_outs\n${id(1)},Ann Two,,\n`);
    expect(await leads()).toMatchObject([
      { name: 'Ann Two', email: null, company: 'Ann Ltd', optOuts: ['whatsapp'] },
    ]);
  });

  test('may have unknown columns; they are named once', async () => {
    const text = 'Email,Shoe size,,Score\na@b.example,42,,7\nc@d.example,43,,8\n';
    expect(await importText(text)).toEqual({ ...counts(2, 2, 0, 0), told: ['ignored: Shoe size, Score'] });
  });

  test('is only checked in a dry run', async () => {
    const text = `id,name\n${id(1)},Ann\n${id(1)},Ann\nx,Ben\n`;
    expect(await importText(text, { dryRun: true })).toMatchObject(counts(3, 1, 0, 2));
    expect(await leads()).toEqual([]);
  });

  test.each([
    ['nothing', '', /^the file is empty/],
    ['a lead', 'Jane,jane@acme.example\n', /^the first line of the file must name its columns/],
    ['no id', 'name,company\n', /^the file needs a column id, email or phone/],
    ['no name', 'id,company\n', /^the file needs a column name, email or phone/],
    ['a column twice', 'painPoints,email,pain_points\n', /^the file names the column pain_points twice$/],
    ['an open quote', `"name,email\n${'x'.repeat(70_000)}`, /^the first line of the file/],
  ])('is refused when its first line cannot be that of leads: %s', async (_what, text, message) => {
    await expect(importText(text)).rejects.toThrow(message);
  });
});

describe('a row that is no lead is left out with its line and the reason, and never quoted', () => {
  const secret = 'Zarquon';
  test.each([
    [`x-${secret},Ann,,,,`, 'id: must be a UUID'],
    [`,${secret},,,,`, 'it has no id, and neither email nor phone to derive one from'],
    [`${id(1)},,,,en,`, 'it has neither email nor phone nor name'],
    [`,,${secret},,,`, 'email: must be an email address'],
    [`,${secret},,12345,,`, 'phone must have an optional + and 7 to 15 digits'],
    [`,,a@b.example,,${secret}?,`, 'locale: must be a BCP 47 tag such as "en" or "pt-BR"'],
    [`,,a@b.example,,,${secret}`, expect.stringMatching(/^opt_outs: .*expected one of/) as never],
    [`,${secret},a@b.example`, 'it has 3 columns instead of 6'],
    [`,${secret},a@b.example,,,,,`, 'it has 8 columns instead of 6'],
    [`,${secret}\0,a@b.example,,,`, 'name: must not contain NUL characters'],
    [`,"${secret}\r\n",x,,,`, 'email: must be an email address'],
  ])('%j', async (row, reason) => {
    const { told, ...result } = await importText(
      `id,name,email,phone,locale,opt_outs\r\n,"Good\r\nOne",good@one.example,,,\r\n${row}\r\n,Good Two,good@two.example,,,\r\n`,
    );
    expect(told).toEqual([expect.stringMatching(row.includes('\n') ? /^lines 4 to 5: / : /^line 4: /)]);
    expect(told[0]?.replace(/^lines? [\d to]+: /, '')).toEqual(reason);
    expect(told.join()).not.toContain(secret);
    expect(result).toEqual(counts(3, 2, 0, 1));
    expect(await leads()).toHaveLength(2);
  });

  test('when it is no UTF-8', async () => {
    const { told } = await importText(Buffer.from('name,email\nJos\xE9,jose@x.example\n', 'latin1'));
    expect(told).toEqual(['line 2: name: is not valid UTF-8: save the file as UTF-8']);
  });

  test('when the lead stands in the file again: the last one wins', async () => {
    const filler = Array.from({ length: 1_500 }, (_, number) => `,Filler,filler${number}@x.example`);
    const text = ['id,name,email', `${id(1)},First,`, `${id(1)},Second,`, ...filler, `${id(1)},Third,`].join(
      '\n',
    );
    expect(await importText(text)).toEqual({
      ...counts(1_503, 1_501, 0, 2),
      told: [
        'line 2: the same lead is repeated on line 3, which is used instead',
        'line 3: the same lead is repeated on line 1504, which is used instead',
      ],
    });
    expect(await database.prisma.lead.findMany({ where: { ...site, id: id(1) } })).toMatchObject([
      { name: 'Third' },
    ]);
  });

  test('when it is a lead of another site', async () => {
    expect(await importText(`id,name\n${demoIds.leads.jane},Somebody\n${id(1)},Ann\n`)).toEqual({
      ...counts(2, 1, 0, 1),
      told: ['line 2: the lead belongs to another site and is not moved'],
    });
    expect(await database.prisma.lead.findMany({ where: { id: demoIds.leads.jane } })).toMatchObject([
      { name: 'Jane Smith', siteId: demoIds.sites.acme },
    ]);
  });

  test('but a lead of another organisation with the same id is another lead', async () => {
    expect(await importText(`id,name\n${demoIds.leads.other},Somebody\n`)).toMatchObject(counts(1, 1, 0, 0));
    const rows = await database.prisma.lead.findMany({ where: { id: demoIds.leads.other } });
    expect(rows.map(({ name }) => name).sort()).toEqual(['Olu Adeyemi', 'Somebody']);
  });

  test('and so is the rest of the file behind a quote that is never closed', async () => {
    const rest = Array.from({ length: 20_000 }, (_, number) => `,Lost,lost${number}@x.example`);
    const text = ['id,name,email', ',Ann,ann@x.example', ',"Ben,ben@x.example', ...rest].join('\n');
    expect(await importText(text)).toEqual({
      ...counts(2, 1, 0, 1),
      complete: false,
      told: ['line 3 to the end of the file: a quote is not closed, or the row is larger than 64 KiB'],
    });
    expect(await leads()).toMatchObject([{ name: 'Ann' }]);
  });
});
