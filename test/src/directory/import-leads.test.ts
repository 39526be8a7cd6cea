import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import iconv from 'iconv-lite';
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
  // The domain of an address has no capitals, so only the numbers differ.
  const expected = { ...counts(1_200, 0, 600, 0), told: [] };
  expect(await importText(rewritten)).toEqual(expected);
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

  test.each(['utf8', 'utf16le', 'utf16be'])('may be in %s with a byte order mark', async (encoding) => {
    const bytes = iconv.encode('\uFEFFname\temail\nZoë Łuk\tzoe@x.example\n', encoding);
    expect(await importText(bytes)).toEqual({ ...counts(1, 1, 0, 0), told: [] });
    expect(await leads()).toMatchObject([{ name: 'Zoë Łuk' }]);
  });

  test.each([
    ['windows-1252', 'Vorname;Nachname;E-Mail\nJürgen;Groß;jg@x.example\n', 'Jürgen Groß'],
    ['windows-1252', `nom,prénom,e-mail\n${'Lefèvre,Zoé,z@x.example\n'.repeat(300)}`, 'Zoé Lefèvre'],
    ['utf-16le', 'name,email\nZoë,zoe@x.example\n', 'Zoë'],
  ])('in %s without a mark is refused, and the message names the encoding', async (encoding, text, name) => {
    const bytes = iconv.encode(text, encoding, { addBOM: false });
    await expect(importText(bytes)).rejects.toThrow(`likely ${encoding}: add --encoding ${encoding}`);
    await importText(bytes, { encoding });
    expect(await leads()).toMatchObject([{ name }]);
  });

  test('in UTF-8 may have a damaged cell, which is left out', async () => {
    const good = Array.from({ length: 5 }, (_, number) => `Zoë,zoe${number}@x.example\n`).join('');
    const text = Buffer.concat([
      Buffer.from(`name,email\n${good}`),
      Buffer.from('Jos\xE9,jose@x.example\n', 'latin1'),
    ]);
    const { told, ...result } = await importText(text);
    expect(told).toEqual([expect.stringMatching(/^line 7, name: has characters that are not valid/)]);
    expect(result).toEqual(counts(6, 6, 0, 0));
  });

  test.each([
    ['sep=;\r\n', ';'],
    ['\uFEFFSEP=|\n', '|'],
    ['"sep=\t"\n', '\t'],
    ['sep=^\n', '^'],
    ['', '\t'],
    ['', '|'],
    ['', ';'],
  ])('may begin with %j and separate cells by %j', async (first, delimiter) => {
    const text = `${first}${['name', 'company', 'email'].join(delimiter)}\n${['Ann', 'A, B; C', 'x'].join(delimiter)}\n`;
    const { told } = await importText(text.replaceAll('A, B; C', '"A, B; C"'));
    expect(told).toEqual([expect.stringMatching(first === '' ? /^line 2, email/ : /^line 3, email/)]);
    expect(await leads()).toMatchObject([{ name: 'Ann', company: 'A, B; C' }]);
  });

  test.each([
    ['Vorname;Nachname;Firma;Telefon', 'Eva;Lang;Lang KG;+49 30 901820'],
    ['Nombre,Apellidos,Empresa,Teléfono', 'Eva,Lang,Lang KG,+49 30 901820'],
    ['Prénom;Nom;Société;Téléphone', 'Eva;Lang;Lang KG;+49 30 901820'],
    ['Nome,Cognome,Azienda,Telefono', 'Eva,Lang,Lang KG,+49 30 901820'],
    ['Vorname;Name;Firma;Telefon', 'Eva;Lang;Lang KG;+49 30 901820'],
    ['First Name,Name,Company,Phone', 'Eva,Eva Lang,Lang KG,+49 30 901820'],
    [' FIRST_NAME ,last-name,COMPANY  NAME,"Phone #"', 'Eva,Lang,Lang KG,+49 30 901820'],
  ])('may have the columns %s', async (header, row) => {
    expect((await importText(`${header}\n${row}\n`)).told).toEqual([]);
    expect(await leads()).toMatchObject([{ name: 'Eva Lang', company: 'Lang KG', phone: '+49 30 901820' }]);
  });

  test.each([
    ['Direct line', ['+44 20 7946 0958', ''], 'phone'],
    ['Reach at', ['a@b.example', 'c@d.example'], 'email'],
    ['Customer', ['Ada Stone', 'Stone Ltd'], 'name'],
    ['Work', ['(020) 7946 0958', '020 7946 0959'], 'phone'],
  ])('is warned about where the column %j holds %j and no alias is known', async (column, values, field) => {
    const text = `id,${column}\n${values.map((value, index) => `${id(index)},${value}\n`).join('')}`;
    const { told } = await importText(text);
    expect(told).toEqual([`ignored: ${column}`, expect.stringContaining(`--map "${column}=${field}"`)]);
    expect((await importText(text, { map: [`${column}=${field}`] })).told).toEqual([]);
    expect((await importText(text, { map: [`${column}=ignore`] })).told).toEqual([`ignored: ${column}`]);
  });

  test.each([
    ['Contact owner', 'Sam Rivera'],
    ['Owner email', 'sam@x.example'],
    ['Created', '2026-10-01 08:02'],
    ['Amount', '1 234 567'],
    ['Email Status', 'active'],
    ['Order', '20261001'],
    ['Fax', '+44 20 7946 0958'],
  ])('is not warned about where the column %s holds %s', async (column, value) => {
    expect((await importText(`id,${column}\n${id(1)},${value}\n`)).told).toEqual([`ignored: ${column}`]);
  });

  test.each([
    ['Title', 'Head of IT', 'Head of IT'],
    ['Title', 'Mr.', null],
    ['Titel', 'Dr. med.', null],
    ['Title,Job Title', 'Dr,Surgeon', 'Surgeon'],
  ])('may say %j of a person: %s', async (header, cells, position) => {
    await importText(`Name,${header}\nAnn,${cells}\n`);
    expect(await leads()).toMatchObject([{ name: 'Ann', position }]);
  });

  test('may have halves of a name that are too long together', async () => {
    const half = 'x'.repeat(200);
    const { told } = await importText(`First Name,Last Name,Email\n${half},${half},a@b.example\n`);
    expect(told).toEqual(['line 2: name must have at most 300 characters: left out']);
    expect(await leads()).toMatchObject([{ name: null, email: 'a@b.example' }]);
  });

  test('is refused where --map names a column that it has not', async () => {
    const map = ['Handphone=phone'];
    await expect(importText('name\nAnn\n', { map })).rejects.toThrow('the file has no column "Handphone"');
  });

  test('may have leads without contact data, which are found again by name and company', async () => {
    const text = 'name,company\nAnn Oakley,Oakley Ltd\n,Only a Company\n';
    expect(await importText(text)).toEqual({ ...counts(2, 2, 0, 0), told: [] });
    expect(await importText(text)).toEqual({ ...counts(2, 0, 0, 0), told: [] });
  });

  test("may have another system's ids; those of another column are other leads", async () => {
    const text = 'Record ID,Name\n101,Ann\n#REF!,Ben\n-,Cleo\n';
    expect(await importText(text)).toMatchObject(counts(3, 3, 0, 0));
    expect(await importText(text.replace('Ann', 'Ann Two'))).toMatchObject(counts(3, 0, 1, 0));
    expect(await importText('Person ID,Name\n101,Dan\n')).toMatchObject(counts(1, 1, 0, 0));
    expect((await leads()).map(({ name }) => name)).toEqual(['Ann Two', 'Ben', 'Cleo', 'Dan']);
  });

  test('may say who has opted out', async () => {
    const text = 'name,Email Opt Out,Do Not Contact\nAnn,TRUE,\nBen,0,no\nCleo,,2026-01-02\nDan,perhaps,\n';
    const { told } = await importText(text);
    expect(told).toEqual(['line 5, Email Opt Out: is neither yes nor no: the lead counts as opted out']);
    expect((await leads()).map(({ optOuts }) => optOuts.join())).toEqual([
      'email',
      '',
      'email,notification,web,whatsapp',
      'email',
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
    expect(await importText(text, { dryRun: true })).toMatchObject(counts(3, 2, 0, 1));
    expect(await leads()).toEqual([]);
  });

  test.each([
    ['nothing', '', /^the file is empty/],
    ['a lead', 'Jane,jane@acme.example\n', /^the first line of the file must name its columns/],
    [
      'no column that identifies a lead',
      'locale,position\n',
      /^the file needs a column id, name, .*--map "Column=field"$/,
    ],
    [
      'a column twice',
      'painPoints,email,pain_points\n',
      /^the file names the column pain_points twice .*--map/,
    ],
    ['an open quote', `"name,email\n${'x'.repeat(1_100_000)}`, /^the first line of the file/],
    ['a workbook', 'PK\u0003\u0004', /Excel workbook.*CSV UTF-8/],
  ])('is refused when its first line cannot be that of leads: %s', async (_what, text, message) => {
    await expect(importText(text)).rejects.toThrow(message);
  });
});

describe('a row that is no lead is left out with its line and the reason, and never quoted', () => {
  const secret = 'Zarquon';
  const text = (row: string) =>
    `id,name,email,phone,locale,opt_outs\r\n,"Good\r\nOne",good@one.example,,,\r\n${row}\r\n,Good Two,good@two.example,,,\r\n`;

  test.each([
    [',,,,en,', ': nothing identifies the lead: no id, email, phone, name or company'],
    [`,,a@b.example,,,${secret}`, ', opt_outs: must name channels: email, whatsapp, notification, web'],
    [`,${secret},a@b.example`, ': it has 3 columns instead of 6'],
    [`,${secret},a@b.example,,,,,`, ': it has 8 columns instead of 6'],
    [
      `1.20555E+14,${secret},a@b.example,,,`,
      expect.stringMatching(/^, id: is a number that a spreadsheet has/) as never,
    ],
  ])('%j', async (row, reason) => {
    const { told, ...result } = await importText(text(row));
    expect(told).toEqual([expect.stringMatching(/^line 4 left out/)]);
    expect(told[0]?.replace(/^line 4 left out/, '')).toEqual(reason);
    expect(told.join()).not.toContain(secret);
    expect(result).toEqual(counts(3, 2, 0, 1));
    expect(await leads()).toHaveLength(2);
  });

  test.each([
    [`,${secret},,12345,,`, 'phone', { name: secret, phone: null }],
    [
      `,Ann,"${secret}\r\n",+1 202 555 0100,,`,
      'email',
      { name: 'Ann', email: null, phone: '+1 202 555 0100' },
    ],
    [`,Ann,a@b.example,,${secret}?,`, 'locale', { name: 'Ann', email: 'a@b.example', locale: null }],
    [`,${secret}\0,a@b.example,,,`, 'name', { name: null, email: 'a@b.example' }],
    [`,${'x'.repeat(301)},a@b.example,,,`, 'name', { name: null, email: 'a@b.example' }],
  ])('but one bad cell of it only costs that field, with a warning: %j', async (row, column, lead) => {
    const { told, ...result } = await importText(text(row));
    const lines = row.includes('\n') ? 'lines 4 to 5' : 'line 4';
    expect(told).toEqual([expect.stringMatching(new RegExp(`^${lines}, ${column}: `))]);
    if (column !== 'phone') expect(told.join()).not.toContain(secret);
    expect(result).toEqual(counts(3, 3, 0, 0));
    expect(await leads()).toContainEqual(expect.objectContaining(lead));
  });

  test('a bad cell leaves what is stored as it is, an empty one empties it', async () => {
    await importText(`id,name,phone,company\n${id(1)},Ann,+1 202 555 0100,Ann Ltd\n`);
    const { told } = await importText(`id,name,phone,company\n${id(1)},Ann,none of your business,\n`);
    expect(told).toHaveLength(1);
    expect(await leads()).toMatchObject([{ phone: '+1 202 555 0100', company: null }]);
  });

  test('when the lead stands in the file again: the last one wins', async () => {
    const filler = Array.from({ length: 1_500 }, (_, number) => `,Filler,filler${number}@x.example`);
    const text = ['id,name,email', `${id(1)},First,`, `${id(1)},Second,`, ...filler, `${id(1)},Third,`].join(
      '\n',
    );
    expect(await importText(text)).toEqual({
      ...counts(1_503, 1_501, 0, 2),
      told: [
        'line 2 left out: the same lead is repeated on line 3, which is used instead',
        'line 3 left out: the same lead is repeated on line 1504, which is used instead',
      ],
    });
    expect(await database.prisma.lead.findMany({ where: { ...site, id: id(1) } })).toMatchObject([
      { name: 'Third' },
    ]);
  });

  test('when it is a lead of another site', async () => {
    expect(await importText(`id,name\n${demoIds.leads.jane},Somebody\n${id(1)},Ann\n`)).toEqual({
      ...counts(2, 1, 0, 1),
      told: ['line 2 left out: the lead belongs to another site and is not moved'],
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
    const rest = Array.from({ length: 60_000 }, (_, number) => `,Lost,lost${number}@x.example`);
    const text = ['id,name,email', ',Ann,ann@x.example', ',"Ben,ben@x.example', ...rest].join('\n');
    expect(await importText(text)).toEqual({
      ...counts(1, 1, 0, 0),
      told: [],
      end: { unreadableFrom: 3, reason: 'a quote is not closed, or the row is larger than 1024 KiB' },
    });
    expect(await leads()).toMatchObject([{ name: 'Ann' }]);
  });
});
