import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { demoIds } from '../../prisma/demo-data.ts';
import { documentedExample, leadFollowUpPath } from '../../src/contract/documented-example.ts';
import { newId } from '../../src/platform/ids.ts';
import { pageBytes } from '../../src/platform/read-page.ts';
import { startService, type TestService } from '../harness/start-service.ts';

let service: TestService;
/** Newest first. */
let followUpIds: string[];

/** Text that PostgreSQL cannot compress. */
const noise = (characters: number) => randomBytes(characters / 2).toString('hex');

beforeAll(async () => {
  service = await startService({ workers: false });
  const { body } = await service.request('POST', leadFollowUpPath, {
    body: { ...documentedExample, followUpInterval: '3 days', metadata: { deal: '42' } },
  });
  const ids = Array.from({ length: 99 }, () => newId('fup'));
  await copyLarge(body.data.id, ids);
  followUpIds = [...ids.reverse(), body.data.id];
});

afterAll(() => service.close());

/** Copies of a follow-up with a history of 950 kB, each three of one moment. */
async function copyLarge(original: string, ids: readonly string[]): Promise<void> {
  const { pool } = service.services.database;
  const history = Array.from({ length: 95 }, () => ({
    date: '2024-01-01',
    type: 'call',
    summary: noise(10_000),
  }));
  await pool.query(
    `INSERT INTO follow_up (id, organisation_id, site_id, lead_id, request, facts, plan, metadata, created_at)
     SELECT copy.id, organisation_id, site_id, lead_id, request,
       facts || jsonb_build_object('previous_interactions', $3::jsonb), plan, metadata,
       created_at + copy.number / 3 * interval '1 second' + interval '1 second'
     FROM follow_up, unnest($2::text[]) WITH ORDINALITY AS copy (id, number) WHERE follow_up.id = $1`,
    [original, ids, JSON.stringify(history)],
  );
}

interface ListPage {
  data: { id: string }[];
  next_cursor: string | null;
}

/** Every page of a list. */
async function pagesOf(path: string): Promise<ListPage[]> {
  const pages: ListPage[] = [];
  for (let cursor = ''; ; ) {
    const { status, body } = await service.request('GET', `${path}${cursor}`);
    expect(status).toBe(200);
    pages.push(body);
    if (body.next_cursor === null) return pages;
    cursor = `&cursor=${body.next_cursor}`;
  }
}

const idsOf = (pages: readonly ListPage[]) => pages.flatMap(({ data }) => data.map(({ id }) => id));
const bytesOf = ({ data }: ListPage) =>
  data.reduce((sum, element) => sum + Buffer.byteLength(JSON.stringify(element)), 0);

describe('a hundred large follow-ups', () => {
  test('are one page of summaries by default', async () => {
    for (const path of ['/api/follow-ups?limit=100', '/api/follow-ups?limit=100&view=summary']) {
      const [page, ...more] = await pagesOf(path);
      expect(more).toEqual([]);
      expect(idsOf([page as ListPage])).toEqual(followUpIds);
      expect(bytesOf(page as ListPage)).toBeLessThan(100_000);
    }
  });

  test('are whole with view=full, page by page within the bytes of a page, each of them once', async () => {
    const pages = await pagesOf('/api/follow-ups?limit=100&view=full');
    expect(idsOf(pages)).toEqual(followUpIds);
    expect(pages.map(({ data }) => data.length)).toEqual(Array.from({ length: 25 }, () => 4));
    for (const page of pages) expect(bytesOf(page)).toBeLessThanOrEqual(pageBytes);
    const newest = await service.request('GET', `/api/follow-ups/${followUpIds[0]}`);
    expect(pages[0]?.data[0]).toEqual(newest.body.data);
  });
});

test('each field of a summary is one of the whole follow-up', async () => {
  const { body } = await service.request('GET', '/api/follow-ups?limit=100');
  const summary = body.data.at(-1);
  const whole = await service.request('GET', `/api/follow-ups/${summary.id}`);
  expect(whole.body.data).toMatchObject(summary);
  expect(summary).toMatchObject({
    site_id: demoIds.sites.acme,
    lead_id: demoIds.leads.jane,
    lead: { name: 'Jane Smith' },
    metadata: { deal: '42' },
    schedule: { follow_up_interval: '3 days' },
    urls: { self: `/api/follow-ups/${summary.id}` },
  });
  expect(summary.channels).toContain('email');
  expect(summary.command_ids.sales).toMatch(/^cmd_sales_/);
});

test('a view that there is not is refused with those that there are', async () => {
  const { status, body } = await service.request('GET', '/api/follow-ups?view=everything');
  expect(status).toBe(400);
  expect(body.error).toMatchObject({
    code: 'INVALID_REQUEST',
    message: 'view: must be one of summary, full',
    details: { parameter: 'view' },
  });
});

describe('pages of other large rows end at their bytes too', () => {
  test('leads', async () => {
    const leads = Array.from({ length: 40 }, (_, index) => ({
      organisationId: demoIds.organisation,
      siteId: demoIds.sites.noChannels,
      id: `b1000000-0000-4000-8000-${String(index).padStart(12, '0')}`,
      painPoints: Array.from({ length: 25 }, () => noise(10_000)),
    }));
    const { prisma } = service.services.database;
    const siteId = demoIds.sites.noChannels;
    const before = idsOf(await pagesOf(`/api/sites/${siteId}/leads?limit=100`));
    await prisma.lead.createMany({ data: leads });
    const pages = await pagesOf(`/api/sites/${siteId}/leads?limit=100`);
    expect(pages.length).toBeGreaterThan(2);
    for (const page of pages) expect(bytesOf(page)).toBeLessThanOrEqual(pageBytes);
    expect(idsOf(pages).sort()).toEqual([...before, ...leads.map(({ id }) => id)].sort());
  });

  test('commands', async () => {
    const { prisma } = service.services.database;
    const [command] = await prisma.command.findMany({ where: { kind: 'sales' } });
    const output = { strategy: noise(200_000), channels: {} };
    const commands = followUpIds.slice(0, 50).map((followUpId) => ({
      id: newId('cmd_sales'),
      organisationId: demoIds.organisation,
      followUpId,
      kind: 'sales',
      agent: command?.agent ?? {},
      status: 'completed',
      output,
      finishedAt: new Date(),
    }));
    await prisma.command.createMany({ data: commands });
    const pages = await pagesOf('/api/commands?type=sales&status=completed&limit=100');
    expect(pages.length).toBe(3);
    for (const page of pages) expect(bytesOf(page)).toBeLessThanOrEqual(pageBytes);
    expect(idsOf(pages).sort()).toEqual(commands.map(({ id }) => id).sort());
  });
});
