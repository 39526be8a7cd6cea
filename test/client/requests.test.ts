import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { LeadFollowUpError } from '../../client/src/index.ts';
import { demoIds } from '../../prisma/demo-data.ts';
import { documentedExample } from '../../src/contract/documented-example.ts';
import { startService, type TestService } from '../harness/start-service.ts';
import { clientOf } from './client-of.ts';
import { thrownBy } from './thrown-by.ts';

const { sites, leads } = demoIds;
let service: TestService;

beforeAll(async () => {
  service = await startService({ workers: false });
});

afterAll(() => service.close());

test('lists go over all pages, newest first, and take filters', async () => {
  const client = clientOf(service);
  const ids: string[] = [];
  for (let made = 0; made < 5; made++) ids.unshift((await client.createFollowUp(documentedExample)).id);
  const other = await client.createFollowUp({ siteId: sites.emailOnly, leadId: leads.onEmailOnlySite });

  const listed: string[] = [];
  for await (const { id } of client.listFollowUps({ site_id: sites.acme, limit: 2 })) listed.push(id);
  expect(listed).toEqual(ids);

  const page = await client.listFollowUpsPage({ limit: 1 });
  expect(page.followUps.map(({ id }) => id)).toEqual([other.id]);
  const next = await client.listFollowUpsPage({ limit: 1, cursor: page.nextCursor ?? '' });
  expect(next.followUps.map(({ id }) => id)).toEqual(ids.slice(0, 1));

  const [whole] = (await client.listFollowUpsPage({ limit: 1, view: 'full' })).followUps;
  expect(whole?.usage.input_tokens).toBe(0);
  expect(page.followUps[0]).not.toHaveProperty('usage');

  const refused = client.listFollowUps({ cursor: 'made up' }).next();
  expect(await thrownBy(refused, LeadFollowUpError)).toMatchObject({ code: 'INVALID_REQUEST' });
});

test('a command is read by its id', async () => {
  const client = clientOf(service);
  const { id, command_ids } = await client.createFollowUp(documentedExample);
  const command = await client.getCommand(command_ids.sales);
  expect(command).toMatchObject({ id: command_ids.sales, type: 'sales', status: 'queued', follow_up_id: id });
});

test('a follow-up is read at once or after a wait', async () => {
  const client = clientOf(service);
  const { id } = await client.createFollowUp(documentedExample);
  expect((await client.getFollowUp(id)).status).toBe('queued');
  expect((await client.getFollowUp(id, { waitSeconds: 0 })).status).toBe('queued');
  const asked = { path: { id }, query: { wait: 0 } };
  const { data } = await client.request('get', '/api/follow-ups/{id}', { params: asked });
  expect(data.status).toBe('queued');
});

test('everything else of the API is asked for by its path', async () => {
  const client = clientOf(service);
  const id = 'a0000000-0000-4000-8000-0000000000aa';
  const path = { params: { path: { id } } };
  const stored = await client.request('put', '/api/sites/{id}', { ...path, body: { name: 'New' } });
  expect(stored.data).toMatchObject({ id, name: 'New' });
  const list = await client.request('get', '/api/sites', { params: { query: { limit: 1 } } });
  expect([list.data.length, typeof list.next_cursor]).toEqual([1, 'string']);
  expect(await client.request('delete', '/api/sites/{id}', path)).toBeUndefined();
  const gone = await thrownBy(client.request('get', '/api/sites/{id}', path), LeadFollowUpError);
  expect(gone.status).toBe(404);
});

test('the path decides what a request must have', () => {
  const client = clientOf(service);
  // Never called: the compiler is what is tested.
  const wrong = () => [
    // @ts-expect-error there is no such path
    client.request('get', '/api/nothing-here'),
    // @ts-expect-error the path has a parameter
    client.request('get', '/api/sites/{id}'),
    // @ts-expect-error a site has a name
    client.request('put', '/api/sites/{id}', { params: { path: { id: 'x' } }, body: {} }),
    // @ts-expect-error a request names a lead
    client.createFollowUp({ siteId: 'x' }),
  ];
  expect(wrong).toBeInstanceOf(Function);
});
