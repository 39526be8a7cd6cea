import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { demoIds, demoKey, otherKey } from '../../prisma/demo-data.ts';
import { openImports } from '../../src/contract/resources/lead-import.ts';
import { addApiKey } from '../../src/directory/api-keys.ts';
import { startService, type TestService } from '../harness/start-service.ts';
import { until } from '../harness/until.ts';

const site = demoIds.sites.noChannels;
const path = `/api/sites/${site}/leads/import`;
const boundKey = 'lf_bound_to_another_site';
let service: TestService;

beforeAll(async () => {
  service = await startService();
  await addApiKey(service.services.database.prisma, {
    organisationId: demoIds.organisation,
    name: 'Bound',
    key: boundKey,
    scopes: ['data:read', 'data:write'],
    siteId: demoIds.sites.acme,
  });
});

afterAll(() => service.close());

beforeEach(() => service.services.database.prisma.lead.deleteMany({ where: { siteId: site } }));

interface Sent {
  status: number;
  // biome-ignore lint/suspicious/noExplicitAny: as in the harness
  body: any;
}

async function send(
  body: string | Buffer | FormData,
  {
    query = '',
    type = 'text/csv',
    key = demoKey,
  }: { query?: string; type?: string | null; key?: string } = {},
): Promise<Sent> {
  const response = await fetch(`${service.url}${path}${query}`, {
    method: 'POST',
    headers: {
      'x-api-key': key,
      ...(body instanceof FormData || type === null ? {} : { 'content-type': type }),
    },
    body,
  });
  return { status: response.status, body: await response.json() };
}

const read = async (self: string) => (await service.request('GET', self)).body.data;

/** Sends a file and waits for the end of its import. */
async function importFile(...given: Parameters<typeof send>) {
  const sent = await send(...given);
  expect(sent).toMatchObject({ status: 202, body: { success: true, data: { status: 'queued' } } });
  const { self } = sent.body.data.urls;
  await until(async () => (await read(self)).finished_at !== null);
  return read(self);
}

const leads = () =>
  service.services.database.prisma.lead.findMany({ where: { siteId: site }, orderBy: { email: 'asc' } });

function form(text: string, fields: Record<string, string> = {}): FormData {
  const data = new FormData();
  for (const [name, value] of Object.entries(fields)) data.append(name, value);
  data.append('file', new Blob([text], { type: 'application/vnd.ms-excel' }), 'leads.csv');
  return data;
}

test('a file becomes leads, with a report; sent again it changes nothing; its text is deleted', async () => {
  const text =
    'First Name,Last Name,E-Mail,Direct line,Shoe size\nAda,Stone,ada@one.example,+44 20 7946 0958,38\nBo,,bo@one.example,,40\n';
  const report = await importFile(text);
  expect(report).toMatchObject({
    status: 'completed',
    site_id: site,
    dry_run: false,
    bytes: text.length,
    bytes_read: text.length,
    ...{ rows: 2, created: 2, updated: 0, unchanged: 0, skipped: 0 },
    columns: { 'First Name': 'first_name', 'Last Name': 'last_name', 'E-Mail': 'email' },
    ignored_columns: ['Direct line', 'Shoe size'],
    warnings: [{ line: 1, column: 'Direct line', message: expect.stringContaining('map=Direct line:phone') }],
    warning_count: 1,
    error: null,
  });
  expect(await leads()).toMatchObject([
    { name: 'Ada Stone', email: 'ada@one.example', phone: null },
    { name: 'Bo', email: 'bo@one.example' },
  ]);
  const query = `?map=${encodeURIComponent('Direct line:phone')}&map=${encodeURIComponent('Shoe size=ignore')}`;
  expect(await importFile(form(text), { query: `${query}&dry_run=true` })).toMatchObject({
    ...{ dry_run: true, rows: 2, created: 0, updated: 1, unchanged: 1, warnings: [] },
  });
  expect((await leads())[0]?.phone).toBeNull();
  expect(await importFile(form(text), { query })).toMatchObject({ updated: 1, unchanged: 1 });
  expect(await importFile(text, { query })).toMatchObject({ updated: 0, unchanged: 2 });
  expect((await leads()).map(({ phone }) => phone)).toEqual(['+44 20 7946 0958', null]);

  const { prisma } = service.services.database;
  expect(await prisma.leadImportPart.count()).toBe(0);
  expect(await prisma.leadImportLine.count()).toBe(0);
  const audit = await prisma.audit.findMany({ where: { action: 'leads.imported', subject: report.id } });
  expect(audit).toMatchObject([{ details: { site_id: site, dry_run: false, bytes: text.length } }]);
  const { body } = await service.request('GET', `/api/imports?site_id=${site}`);
  expect(body.data.map(({ id }: { id: string }) => id)).toContain(report.id);
});

test('an encoding is named by the query or the charset, else the report says which one is likely', async () => {
  const bytes = Buffer.from('Vorname;Nachname;E-Mail\nJ\u00fcrgen;M\u00fcller;jm@latin.example\n', 'latin1');
  expect(await importFile(bytes)).toMatchObject({
    status: 'failed',
    rows: 0,
    error: { code: 'INVALID_FILE', message: expect.stringContaining('encoding=windows-1252') },
  });
  expect(await importFile(bytes, { query: '?encoding=windows-1252' })).toMatchObject({ created: 1 });
  expect(await importFile(bytes, { type: 'text/csv; charset=iso-8859-1' })).toMatchObject({ unchanged: 1 });
  const { prisma } = service.services.database;
  expect(await prisma.lead.findMany({ where: { email: 'jm@latin.example' } })).toMatchObject([
    { name: 'J\u00fcrgen M\u00fcller' },
  ]);
});

describe('refused at once', () => {
  const text = 'name,email\nAnn,ann@x.example\n';
  test.each<[string, string | FormData, NonNullable<Parameters<typeof send>[1]>, number, string]>([
    ['JSON', '{}', { type: 'application/json' }, 415, 'text/csv'],
    ['nothing', '', {}, 400, 'the file is empty'],
    ['an unknown field', text, { query: '?map=Name:nonsense' }, 400, 'map: must be column:field'],
    ['no column', text, { query: '?map=email' }, 400, 'map: must be column:field'],
    ['an unknown encoding', text, { query: '?encoding=klingon' }, 400, 'encoding: must be'],
    ['an unknown charset', text, { type: 'text/csv; charset=klingon' }, 400, 'charset: must be'],
    [
      'a dry run that is neither',
      text,
      { query: '?dry_run=maybe' },
      400,
      'dry_run: must be one of true, false',
    ],
    ['a dry run in the form', form(text, { dry_run: 'true' }), {}, 400, 'dry_run: belongs into the query'],
    ['a form without a file', Object.assign(new FormData(), {}), {}, 400, 'the form'],
    [
      'a form that does not end',
      '--x\r\ncontent-disposition: form-data; name="file"; filename="a"\r\n\r\nname',
      { type: 'multipart/form-data; boundary=x' },
      400,
      '',
    ],
    ['a form without a boundary', text, { type: 'multipart/form-data' }, 400, 'boundary'],
    ['a key of another site', text, { key: boundKey }, 404, 'no such site'],
    ['a key of another organisation', text, { key: otherKey }, 404, 'no such site'],
  ])('%s', async (_what, body, options, status, message) => {
    const before = await service.services.database.prisma.leadImport.count();
    const answer = await send(body, options);
    expect(answer).toMatchObject({ status, body: { error: { message: expect.stringContaining(message) } } });
    expect(await service.services.database.prisma.leadImport.count()).toBe(before);
  });

  test('a file above the limit', async () => {
    const answer = await send(Buffer.alloc(50 * 1024 * 1024 + 1, 'a,b\n'));
    expect(answer).toMatchObject({ status: 413, body: { error: { code: 'INVALID_REQUEST' } } });
    const chunked = new FormData();
    chunked.append('file', new Blob([Buffer.alloc(50 * 1024 * 1024 + 1, 'a,b\n')]), 'leads.csv');
    expect(await send(chunked)).toMatchObject({ status: 413 });
    expect(await service.services.database.prisma.leadImportPart.count()).toBe(0);
  });

  test('more imports than an organisation may have open, until one has ended', async () => {
    const { prisma } = service.services.database;
    const data = Array.from({ length: openImports }, (_, number) => ({
      id: `imp_of_the_test_${number}`,
      organisationId: demoIds.organisation,
      siteId: site,
      dryRun: false,
    }));
    await prisma.leadImport.createMany({ data });
    expect(await send(text)).toMatchObject({
      status: 429,
      body: { error: { code: 'RATE_LIMITED', details: { reason: 'open_imports' } } },
    });
    await prisma.leadImport.deleteMany({ where: { status: 'uploading' } });
    expect(await importFile(text)).toMatchObject({ status: 'completed' });
  });
});

test('a file that is no CSV of leads fails with the reason, and what was read before an open quote stays', async () => {
  expect(await importFile('Jane,jane@acme.example\n')).toMatchObject({
    status: 'failed',
    error: { message: expect.stringMatching(/^the first line of the file must name its columns/) },
  });
  expect(await importFile(Buffer.from('PK\u0003\u0004rest of a workbook'))).toMatchObject({
    status: 'failed',
    error: { message: expect.stringContaining('Excel') },
  });
  const text = `name,email\nCy,cy@quote.example\n"Di,di@quote.example\n${'x'.repeat(1_100_000)}`;
  expect(await importFile(text)).toMatchObject({
    status: 'failed',
    ...{ rows: 1, created: 1 },
    error: { message: expect.stringMatching(/^line 3 to the end of the file was not read: a quote/) },
  });
});

test('another organisation and a key of another site do not see an import', async () => {
  const { id } = await importFile('name,email\nAnn,ann@x.example\n');
  for (const key of [otherKey, boundKey]) {
    const headers = { 'x-api-key': key };
    expect((await service.request('GET', `/api/imports/${id}`, { headers })).status).toBe(404);
    const { body } = await service.request('GET', '/api/imports', { headers });
    expect(body.data).toEqual([]);
  }
});

test('a lead that was erased after its file had been sent does not come back', async () => {
  const lead = 'd0000000-0000-4000-8000-000000000077';
  const { prisma } = service.services.database;
  await service.request('PUT', `/api/sites/${site}/leads/${lead}`, { body: { name: 'Gone' } });
  const sent = { id: 'imp_01jd0000000000000000000001', text: `id,name\n${lead},Gone\n,Here\n` };
  await prisma.leadImport.create({
    data: {
      id: sent.id,
      organisationId: demoIds.organisation,
      siteId: site,
      dryRun: false,
      status: 'queued',
      bytes: sent.text.length,
      parts: { create: { number: 0, bytes: Buffer.from(sent.text) } },
    },
  });
  expect((await service.request('DELETE', `/api/sites/${site}/leads/${lead}`)).status).toBe(204);
  await service.services.queues.addImport({ importId: sent.id });
  await until(async () => (await read(`/api/imports/${sent.id}`)).finished_at !== null);
  expect(await read(`/api/imports/${sent.id}`)).toMatchObject({
    ...{ rows: 2, created: 1, skipped: 1 },
    warnings: [{ line: 2, column: null, message: expect.stringContaining('was erased') }],
  });
  expect(await prisma.lead.count({ where: { id: lead } })).toBe(0);
});
