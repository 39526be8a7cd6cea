import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { demoIds, loadDemoData } from '../../../prisma/demo-data.ts';
import { type ImportResult, importAtOnce } from '../../../src/directory/import-at-once.ts';
import { flagWords } from '../../../src/directory/lead-import/import-error.ts';
import { createDatabase, type Database } from '../../../src/platform/database.ts';
import { createLogger } from '../../../src/platform/logger.ts';
import { createSecrets } from '../../../src/platform/secrets.ts';
import { createTestDatabase, type TestDatabase } from '../../harness/test-database.ts';

const site = { organisationId: demoIds.organisation, siteId: demoIds.sites.noChannels };
let testDatabase: TestDatabase;
let database: Database;

beforeAll(async () => {
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
  await database.prisma.optOut.deleteMany();
});

interface Report {
  result: ImportResult;
  columns: Record<string, string>;
  warnings: string[];
}

async function importExport(name: string): Promise<Report> {
  const report: Omit<Report, 'result'> = { columns: {}, warnings: [] };
  const result = await importAtOnce(
    database,
    join(import.meta.dirname, 'exports', name),
    { ...site, dryRun: false, encoding: undefined, choices: [], words: flagWords },
    {
      onHeader(header) {
        report.columns = header.columns;
        report.warnings.push(...header.warnings.map(({ column, message }) => `${column}: ${message}`));
      },
      onWarning: ({ firstLine, column, message }) =>
        report.warnings.push(`${firstLine} ${column}: ${message}`),
      onProgress: () => undefined,
    },
    new AbortController().signal,
  );
  return { ...report, result };
}

async function leads() {
  const rows = await database.prisma.lead.findMany({
    where: site,
    orderBy: { name: { sort: 'asc', nulls: 'last' } },
  });
  const optOuts = await database.prisma.optOut.findMany();
  return rows.map(({ id, name, company, position, email, phone, leadStage, locale }) => {
    const channels = optOuts.filter(({ leadId }) => leadId === id).map(({ channel }) => channel);
    const fields = { name, company, position, email, phone, leadStage, locale, optOuts: channels.join() };
    return Object.fromEntries(Object.entries(fields).filter(([, value]) => value));
  });
}

const untouched = (result: ImportResult) => ({ ...result, created: 0, unchanged: result.rows });

describe('the export of', () => {
  test.each<[string, string, Record<string, string>, Record<string, string>[], string[]]>([
    [
      'HubSpot',
      'hubspot.csv',
      {
        'Record ID': 'id',
        'First Name': 'first_name',
        'Last Name': 'last_name',
        Email: 'email',
        'Phone Number': 'phone',
        'Lead Status': 'lead_stage',
        'Company name': 'company',
        'Job Title': 'position',
        'Preferred language': 'locale',
        'Unsubscribed from all email': 'email_opt_out',
        'Mobile Phone Number': 'phone',
      },
      [
        {
          name: 'Marisol Etxeberria',
          company: 'Garaje Norte SL',
          position: 'Directora de operaciones',
          email: 'marisol@garaje-norte.example',
          phone: '+34 600 555 010',
          leadStage: 'Open',
          locale: 'es',
        },
        {
          name: 'Oluwaseun',
          company: 'Brightpath',
          email: 'seun@brightpath.example',
          phone: '(020) 7946 0991',
        },
        {
          name: 'Tobias Vintner',
          company: 'Hopfenhaus, Vintner & Co. KG',
          position: 'Geschäftsführer',
          email: 'tobias.vintner@hopfenhaus.example',
          phone: '+49 1579 5550101',
          leadStage: 'New',
          locale: 'de',
          optOuts: 'email',
        },
        { company: 'Atelier Lumen', email: 'info@atelier-lumen.example' },
      ],
      [],
    ],
    [
      'Pipedrive',
      'pipedrive.csv',
      {
        'Person - ID': 'id',
        'Person - Name': 'name',
        'Person - First name': 'first_name',
        'Person - Last name': 'last_name',
        'Person - Email - Work': 'email',
        'Person - Email - Home': 'email',
        'Person - Phone - Work': 'phone',
        'Person - Phone - Mobile': 'phone',
        'Organization - Name': 'company',
      },
      [
        {
          name: 'Dmitri Calloway',
          company: 'Calloway Freight',
          email: 'dmitri.calloway@post.example',
          phone: '+1 202 555 0143',
        },
        {
          name: 'Henrike Aalto',
          company: 'Saimaa Sauna Oy',
          email: 'henrike@saimaa-sauna.example',
          phone: '+358 45 555 0101',
        },
        { name: 'Wren Okafor', email: 'wren@okafor-labs.example' },
      ],
      ['4 Person - Email - Work: holds several values: the first one is used'],
    ],
    [
      'Salesforce',
      'salesforce.csv',
      {
        'First Name': 'first_name',
        'Last Name': 'last_name',
        Title: 'position',
        'Company / Account': 'company',
        Email: 'email',
        Phone: 'phone',
        Mobile: 'phone',
        'Lead Status': 'lead_stage',
        'Lead ID': 'id',
        'Email Opt Out': 'email_opt_out',
      },
      [
        {
          name: 'Bartholomew Ng',
          company: 'Ng Maritime Pte Ltd',
          position: 'Head of IT',
          email: 'bart.ng@maritime.example',
          phone: '+65 8555 0120',
          leadStage: 'Open - Not Contacted',
          optOuts: 'email',
        },
        {
          name: 'Ines Quennell',
          company: 'Quennell Organics',
          position: 'VP Supply',
          email: 'ines.quennell@organics.example',
          phone: '(202) 555-0188',
          leadStage: 'Working - Contacted',
        },
      ],
      [],
    ],
    [
      'Google Contacts',
      'google-contacts.csv',
      {
        'First Name': 'first_name',
        'Last Name': 'last_name',
        'Organization Name': 'company',
        'Organization Title': 'position',
        'E-mail 1 - Value': 'email',
        'E-mail 2 - Value': 'email',
        'Phone 1 - Value': 'phone',
      },
      [
        {
          name: 'Chidi Abara',
          company: 'Abara Solar',
          position: 'Founder',
          email: 'chidi@abara-solar.example',
          phone: '+234 803 555 0144',
        },
        { name: 'Sunniva Lie', email: 'sunniva.lie@post.example' },
      ],
      ['2 Phone 1 - Value: holds several values: the first one is used'],
    ],
    [
      'Outlook',
      'outlook.csv',
      {
        'First Name': 'first_name',
        'Last Name': 'last_name',
        Company: 'company',
        'Job Title': 'position',
        'Business Phone': 'phone',
        'Business Phone 2': 'phone',
        'Home Phone': 'phone',
        'Mobile Phone': 'phone',
        'E-mail Address': 'email',
        'E-mail 2 Address': 'email',
        Language: 'locale',
      },
      [
        { name: 'Anselm Vogt', email: 'anselm.vogt@praxis-vogt.example', phone: '+49 30 5550142' },
        {
          name: 'Philippa Tremayne',
          company: 'Tremayne Tiles Ltd',
          position: 'Purchasing Manager',
          email: 'philippa@tremayne-tiles.example',
          phone: '+44 7700 900145',
        },
      ],
      [],
    ],
    [
      'Facebook lead ads, in UTF-16 with tabs',
      'facebook-leads.csv',
      {
        id: 'id',
        full_name: 'name',
        email: 'email',
        phone_number: 'phone',
        company_name: 'company',
        job_title: 'position',
        lead_status: 'lead_stage',
      },
      [
        expect.objectContaining({
          name: 'Léonie Bréval',
          company: 'Bréval Vins',
          position: 'Gérante',
        }) as never,
        expect.objectContaining({ name: '王小明', company: '王茶行', email: 'xm@wang-tea.example' }) as never,
      ],
      [],
    ],
  ])(
    '%s is read as it is, and the same file again changes nothing',
    async (_what, name, columns, expected, warnings) => {
      const first = await importExport(name);
      expect(first.columns).toEqual(columns);
      expect(await leads()).toEqual(expected);
      expect(first.warnings).toEqual(warnings);
      expect(first.result).toMatchObject({ created: expected.length, skipped: 0, end: 'completed' });
      expect((await importExport(name)).result).toEqual(untouched(first.result));
      expect(await leads()).toEqual(expected);
    },
  );
});
