import { AxeBuilder } from '@axe-core/playwright';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { documentedExample, leadFollowUpPath } from '../../src/contract/documented-example.ts';
import { describeInBrowser } from '../harness/browser.ts';
import { startService, type TestService } from '../harness/start-service.ts';

const adminKey = 'the-operators-key-of-the-tests-01';
/** Bull Board's page links a font of somebody else's; the policy keeps it out. */
const refusedFont = /fonts\.googleapis\.com/;

describeInBrowser('the API reference and the queues', ({ open }) => {
  let service: TestService;

  beforeAll(async () => {
    service = await startService();
  });

  afterAll(() => service.close());

  test('the reference is drawn from our own files, and follows the theme', async () => {
    const page = await open(`${service.url}/docs`, { colorScheme: 'light' });
    await page.getByRole('heading', { name: 'Write a follow-up for a lead' }).waitFor();
    expect(await page.locator('body').getAttribute('class')).toContain('light-mode');
    await page.getByRole('button', { name: 'Switch to the dark theme' }).click();
    await page.locator('body.dark-mode').waitFor();
    await page.getByRole('link', { name: 'Tester', exact: true }).click();
    await page.getByRole('heading', { name: 'Lead Follow-up API Tester' }).waitFor();
  });

  test('the queues open to the operator alone', async () => {
    const { body } = await service.request('POST', `${leadFollowUpPath}?wait=50`, {
      body: documentedExample,
    });
    const page = await open(`${service.url}/ops/queues`, { tolerates: refusedFont });
    const { violations } = await new AxeBuilder({ page }).analyze();
    expect(violations).toEqual([]);
    await page.keyboard.type('lf_demo_key');
    await page.keyboard.press('Enter');
    await page.getByRole('alert').waitFor();
    await page.keyboard.type(adminKey);
    await page.keyboard.press('Enter');
    await page.getByRole('link', { name: 'sales' }).first().waitFor();
    await page.goto(`${service.url}/ops/queues/queue/sales?status=completed`);
    await page.getByText(body.data.command_ids.sales).first().waitFor();
    expect(await page.locator('body').textContent()).not.toMatch(/Jane|Acme/);
  });
});
