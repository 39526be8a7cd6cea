import { AxeBuilder } from '@axe-core/playwright';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { BrowserContextOptions, Page } from 'playwright-core';
import { demoKey } from '../../prisma/demo-data.ts';
import { documentedExample, leadFollowUpPath } from '../../src/contract/documented-example.ts';
import { describeInBrowser } from '../harness/browser.ts';
import { startService, type TestService } from '../harness/start-service.ts';
import { enterKey, parameter, phase, preview, send } from './tester-page.ts';

const image = '<img src=x onerror=alert(1)>';
const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

describeInBrowser('what the pages show, and to whom', ({ open }) => {
  let service: TestService;
  /** Of one that has ended. */
  let followUpPath: string;

  beforeAll(async () => {
    service = await startService();
    const { body } = await service.request('POST', `${leadFollowUpPath}?wait=50`, {
      body: documentedExample,
    });
    followUpPath = `/follow-ups/${body.data.id}`;
  });

  afterAll(() => service.close());

  /** @returns what axe finds wrong, as "rule: element" */
  async function violations(page: Page): Promise<string[]> {
    const { violations: found } = await new AxeBuilder({ page }).withTags(rules).analyze();
    return found.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${target.join(' ')}`));
  }

  test('text that a lead wrote is never HTML', async () => {
    const page = await open(`${service.url}/tester`);
    page.on('dialog', () => {
      throw new Error('the text of a lead was run');
    });
    const leadData = { ...documentedExample.leadData, name: image, company: image, pain_points: [image] };
    await enterKey(page, demoKey);
    await parameter(page, 'leadData').fill(JSON.stringify(leadData));
    await parameter(page, 'metadata').fill(JSON.stringify({ [image]: image }));
    await page.getByRole('region', { name: 'The request in curl' }).getByText(image).first().waitFor();
    await send(page);
    await phase(page, 'Result', 'completed').waitFor();
    await preview(page, 'email').getByText(image).first().waitFor();
    await page.getByText('Raw JSON').click();
    await page.locator('.live-link a').click();
    await page.getByRole('heading', { name: image }).waitFor();
    await page.getByRole('link', { name: '← Follow-ups' }).click();
    await page.getByRole('link', { name: image }).first().waitFor();
    expect(await page.locator('img').count()).toBe(0);
  });

  test('from an empty key to the result by the keyboard alone', async () => {
    const page = await open(`${service.url}/tester`);
    const press = async (...keys: string[]) => {
      for (const key of keys) await page.keyboard.press(key);
    };
    const element = 'document.activeElement';
    const focused = () =>
      page.evaluate<string>(
        `[${element}.ariaLabel, ${element}.labels?.[0]?.textContent, ${element}.textContent].join(' ')`,
      );
    const tabTo = async (name: RegExp) => {
      for (let presses = 0; presses < 60; presses += 1) {
        await press('Tab');
        if (name.test(await focused())) return;
      }
      throw new Error(`Tab does not lead to ${name}`);
    };
    await press('Tab');
    expect(await focused()).toContain('Skip to the content');
    await press('Enter');
    await tabTo(/Documented example/);
    await press('Space');
    await tabTo(/API key/);
    await page.keyboard.type(demoKey);
    await tabTo(/Send request/);
    await press('Enter');
    await phase(page, 'Result', 'completed').waitFor();
    await preview(page, 'email').waitFor();
    await tabTo(/Result/);
    await press('ArrowLeft');
    expect(await focused()).toContain('Request code');
    await tabTo(/curl/);
    await press('ArrowRight', 'ArrowRight', 'End');
    await page.getByRole('region', { name: 'The request in csharp' }).waitFor();
    await tabTo(/Copy/);
  });

  const narrow = { width: 390, height: 844 };
  const looks: [string, BrowserContextOptions][] = [
    ['light and wide', { colorScheme: 'light' }],
    ['dark and wide', { colorScheme: 'dark' }],
    ['dark and narrow', { colorScheme: 'dark', viewport: narrow }],
  ];

  describe.each(looks)('axe finds nothing, and nothing sticks out: %s', (_name, look) => {
    const shown = async (path: string, until: (page: Page) => Promise<void>) => {
      const page = await open(`${service.url}/tester`, { reducedMotion: 'reduce', ...look });
      await page.evaluate(`localStorage.setItem('lead-followup.api-key', '${demoKey}')`);
      await page.goto(`${service.url}${path}`);
      await until(page);
      const overflow = 'document.documentElement.scrollWidth - document.documentElement.clientWidth';
      expect(await page.evaluate<number>(overflow)).toBe(0);
      expect(await violations(page)).toEqual([]);
    };

    test('the Tester with a result', () =>
      shown('/tester', async (page) => {
        await page.getByLabel('Pick a stored leadId').waitFor();
        await send(page);
        await phase(page, 'Result', 'completed').waitFor();
        await page.getByText('Raw JSON').click();
      }));

    test('a follow-up', () =>
      shown(followUpPath, async (page) => {
        const copywriter = page.getByRole('article', { name: 'Copywriter' });
        await copywriter.getByRole('row').nth(1).waitFor();
      }));

    test('the list', () =>
      shown('/follow-ups', (page) => page.getByRole('link', { name: 'Jane Smith' }).first().waitFor()));
  });

  test('an error is readable too', async () => {
    const page = await open(`${service.url}/tester`, { colorScheme: 'light', viewport: narrow });
    await parameter(page, 'leadData').fill('{');
    expect(await violations(page)).toEqual([]);
    await page.getByRole('button', { name: 'Documented example' }).click();
    await send(page);
    await page.getByRole('alert').getByText('UNAUTHORIZED').waitFor();
    expect(await violations(page)).toEqual([]);
  });

  test('the theme is the system’s until another is chosen, which is remembered', async () => {
    const page = await open(`${service.url}/tester`, { colorScheme: 'light' });
    const background = () =>
      page.evaluate<string>('getComputedStyle(document.documentElement).backgroundColor');
    const light = await background();
    await page.getByRole('button', { name: 'Switch to the dark theme' }).click();
    const dark = await background();
    expect(dark).not.toBe(light);
    await page.reload();
    expect(await background()).toBe(dark);
    await page.getByRole('button', { name: 'Switch to the light theme' }).click();
    expect(await background()).toBe(light);
    // Chosen like the system's, it follows the system again.
    await page.emulateMedia({ colorScheme: 'dark' });
    expect(await background()).toBe(dark);
  });
});
