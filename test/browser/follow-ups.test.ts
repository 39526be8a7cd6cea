import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { demoIds, demoKey, otherKey } from '../../prisma/demo-data.ts';
import { documentedExample, leadFollowUpPath } from '../../src/contract/documented-example.ts';
import { describeInBrowser } from '../harness/browser.ts';
import type { ModelRequest } from '../harness/model-behaviour.ts';
import { type ModelServer, startModelServer } from '../harness/model-server.ts';
import { startService, type TestService } from '../harness/start-service.ts';
import { enterKey, phase, preview } from './tester-page.ts';

const copywriter = 'c0000000-0000-4000-8000-00000000f0c0';

describeInBrowser('the pages of follow-ups', ({ open }) => {
  let model: ModelServer;
  let service: TestService;

  beforeAll(async () => {
    model = await startModelServer();
    service = await startService({ modelUrl: model.baseUrl });
  });

  afterAll(async () => {
    await service.close();
    await model.close();
  });

  async function followUp(body: object, wait = '?wait=50'): Promise<string> {
    const answer = await service.request('POST', `${leadFollowUpPath}${wait}`, { body });
    return answer.body.data?.id ?? answer.body.error.details.follow_up_id;
  }

  async function openWithKey(path: string, key = demoKey) {
    const page = await open(`${service.url}${path}`);
    await enterKey(page, key);
    await page.getByRole('button', { name: 'Open' }).click();
    return page;
  }

  test('list what was accepted, narrow it down, and lead to one without asking for the key again', async () => {
    const { acme, emailOnly } = demoIds.sites;
    await followUp(documentedExample);
    const mia = await followUp({ siteId: emailOnly, leadId: demoIds.leads.onEmailOnlySite });
    const page = await openWithKey('/follow-ups');
    await page.getByRole('link', { name: 'Jane Smith' }).first().waitFor();
    await page.getByLabel('Pick a stored site').selectOption('Letterbox');
    await page.getByRole('link', { name: 'Jane Smith' }).first().waitFor({ state: 'detached' });
    expect(new URL(page.url()).search).toBe(`?site_id=${emailOnly}`);
    await page.getByLabel('Status').selectOption('failed');
    await page.getByText('None that match').waitFor();
    await page.getByLabel('Status').selectOption('');
    await page.getByRole('link', { name: 'Mia Novak' }).click();
    await preview(page, 'email').waitFor();
    expect(new URL(page.url()).pathname).toBe(`/follow-ups/${mia}`);
    expect(acme).not.toBe(emailOnly);
  });

  test('one shows timeline, attempts and model calls', async () => {
    let failed = false;
    model.respond(() => {
      if (failed) return undefined;
      failed = true;
      return { kind: 'status', status: 503 };
    });
    const page = await openWithKey(`/follow-ups/${await followUp(documentedExample)}`);
    const sales = page.getByRole('article', { name: 'Sales' });
    await sales.getByText('2 attempts').waitFor();
    const calls = sales.getByRole('row');
    await calls.filter({ hasText: 'failed' }).waitFor();
    await calls.filter({ hasText: 'completed' }).waitFor();
    const timeline = page.locator('.timeline li');
    expect(await timeline.first().textContent()).toContain('Follow-up queued');
    expect(await timeline.last().textContent()).toContain('Follow-up completed');
    model.respond(undefined);
  });

  test('one shows what the quality gate found in each call, and why a message is not refined', async () => {
    const behave = ({ body }: ModelRequest) => {
      const name = body.response_format?.json_schema?.name;
      const title = name === 'sales_follow_up' ? 'A question for you' : 'Hello [Name]';
      const email = { title, message: 'Could you tell us what would help you most?' };
      return {
        kind: 'answer',
        content: { strategy: 'Ask.', channels: { email, notification: email, web: email } },
      } as const;
    };
    model.respond(behave);
    const { emailOnly } = demoIds.sites;
    await service.request('PUT', `/api/sites/${emailOnly}/agents/${copywriter}`, {
      body: { name: 'Cleo', role: 'Content Creator & Copywriter' },
    });
    const id = await followUp({ siteId: emailOnly, leadId: demoIds.leads.onEmailOnlySite });
    const page = await openWithKey(`/follow-ups/${id}`);
    const calls = page.getByRole('article', { name: 'Copywriter' }).getByRole('row');
    for (const call of ['write', 'repair 1']) {
      const row = calls.filter({ has: page.getByRole('rowheader', { name: call }) });
      await row.getByText('placeholder').first().waitFor();
      await row.getByText('[Name]').first().waitFor();
    }
    await page.getByText('the refined version did not pass the quality gate: placeholder').first().waitFor();
    model.respond(undefined);
  });

  test('one whose facts were checked shows where each statement of a message comes from', async () => {
    const { emailOnly } = demoIds.sites;
    await service.request('PUT', `/api/sites/${emailOnly}`, {
      body: { name: 'Letterbox', locale: 'en', fact_check: 'warn' },
    });
    const message = 'Hi Mia, you read our guide last week. We kept a seat for you. Shall we talk?';
    model.respond(({ body }: ModelRequest) => {
      const name = body.response_format?.json_schema?.name;
      const statement = (quote: string, kind: string, source: string | null) =>
        ({ channel: 'email', quote, kind, source }) as const;
      const assertions = [
        statement('Hi Mia', 'courtesy', null),
        statement('you read our guide', 'history', '/previous_interactions/0/summary'),
        statement('We kept a seat for you', 'offer', null),
        statement('Shall we talk?', 'proposal', null),
      ];
      const text = { title: 'The guide', message };
      const channels = { email: text, notification: text, web: text };
      return {
        kind: 'answer',
        content: name === 'statements' ? { assertions } : { strategy: 'Ask.', channels },
      };
    });
    const id = await followUp({
      siteId: emailOnly,
      leadId: demoIds.leads.onEmailOnlySite,
      previousInteractions: [{ date: '2026-11-20', type: 'visit', summary: 'Read our guide to the end' }],
    });
    const page = await openWithKey(`/follow-ups/${id}`);
    const email = preview(page, 'email');
    await email.getByText('1 without a source').waitFor();
    const rows = email.locator('.claims li');
    expect(await rows.count()).toBe(3);
    expect(await rows.nth(0).textContent()).toBe(
      'historyyou read our guideprevious interactions 1, summary: Read our guide to the end',
    );
    expect(await rows.nth(1).textContent()).toBe('offerWe kept a seat for youNo source was found.');
    await page.getByRole('rowheader', { name: 'check of the facts' }).waitFor();
    model.respond(undefined);
  });

  test('one that runs can be cancelled, and the page shows it at once', async () => {
    const arrived = new Promise<void>((resolve) => {
      model.respond(() => {
        resolve();
        return { kind: 'hang' };
      });
    });
    const id = await followUp(documentedExample, '');
    const page = await openWithKey(`/follow-ups/${id}`);
    await arrived;
    await page.getByRole('button', { name: 'Cancel' }).click();
    await phase(page, 'Result', 'cancelled').waitFor();
    await page.getByRole('button', { name: 'Cancel' }).waitFor({ state: 'detached' });
    model.respond(undefined);
  });

  test('one that failed says why, and trying again leads to the new one', async () => {
    model.respond({ kind: 'status', status: 404 });
    const id = await followUp(documentedExample);
    model.respond(undefined);
    const page = await openWithKey(`/follow-ups/${id}`);
    await page.getByRole('alert').getByText('SALES_COMMAND_FAILED').waitFor();
    await page.getByRole('button', { name: 'Try again' }).click();
    await preview(page, 'email').waitFor();
    expect(page.url()).not.toContain(id);
    await page.getByRole('link', { name: id }).waitFor();
  });

  test('the queues are a page of their own, with a sign-in of its own', async () => {
    const page = await open(`${service.url}/follow-ups`);
    await page.getByRole('link', { name: 'Queues' }).click();
    await page.waitForURL('**/ops/queues');
    await page.locator('input[type=password]').waitFor();
  });

  test("another organisation's is not found", async () => {
    const page = await openWithKey(`/follow-ups/${await followUp(documentedExample)}`, otherKey);
    await page.getByRole('alert').getByText('FOLLOW_UP_NOT_FOUND').waitFor();
  });
});
