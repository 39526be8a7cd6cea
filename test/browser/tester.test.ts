import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { demoKey } from '../../prisma/demo-data.ts';
import { documentedExample } from '../../src/contract/documented-example.ts';
import { errorPresets } from '../../web/src/tester/presets.ts';
import { describeInBrowser } from '../harness/browser.ts';
import { type ModelServer, startModelServer } from '../harness/model-server.ts';
import { startService, type TestService } from '../harness/start-service.ts';
import { enterKey, parameter, phase, preview, send } from './tester-page.ts';

describeInBrowser('the API Tester', ({ open }) => {
  let model: ModelServer;
  let service: TestService;
  let offline: TestService;

  beforeAll(async () => {
    model = await startModelServer();
    service = await startService({ modelUrl: model.baseUrl });
    offline = await startService();
  });

  afterAll(async () => {
    await service.close();
    await offline.close();
    await model.close();
  });

  test('leads from the documented example to four previews', async () => {
    const page = await open(`${offline.url}/tester`);
    await enterKey(page, demoKey);
    await send(page);
    await phase(page, 'Result', 'completed').waitFor();
    await preview(page, 'email').getByText('jane@acme.com').waitFor();
    for (const channel of ['whatsapp', 'notification', 'web'])
      expect(await preview(page, channel).textContent()).toMatch(/content automation/i);
    // It says who wrote, why, and what the copywriter changed.
    await page.getByText('Written by the offline writer.').waitFor();
    await page.getByRole('heading', { name: 'Strategy' }).waitFor();
    expect(await page.locator('.changes del, .changes ins').count()).toBeGreaterThan(2);
    await page.getByText('Tokens in').waitFor();
    await page.getByText('Raw JSON').click();
    await page.getByRole('region', { name: 'Raw JSON' }).getByText('"success": true').waitFor();
  });

  test('shows each phase as it happens', async () => {
    const releases: (() => void)[] = [];
    const asked: (() => void)[] = [];
    const arrivals = [0, 1].map((index) => new Promise<void>((resolve) => asked.splice(index, 1, resolve)));
    const holds = [0, 1].map((index) => new Promise<void>((resolve) => releases.splice(index, 1, resolve)));
    let calls = 0;
    model.respond(async () => {
      const call = calls;
      calls += 1;
      asked[call]?.();
      await holds[call];
      return undefined;
    });
    const page = await open(`${service.url}/tester`);
    await enterKey(page, demoKey);
    await send(page);
    await arrivals[0];
    await phase(page, 'Sales', 'running').waitFor();
    await phase(page, 'Copywriter', 'waiting').waitFor();
    releases[0]?.();
    await arrivals[1];
    await phase(page, 'Sales', 'completed').waitFor();
    await phase(page, 'Copywriter', 'running').waitFor();
    expect(await page.locator('.preview').count()).toBe(0);
    releases[1]?.();
    await phase(page, 'Result', 'completed').waitFor();
    await preview(page, 'web').waitFor();
    model.respond(undefined);
  });

  test('shows an error with its code, its message, the request and what to do', async () => {
    const page = await open(`${offline.url}/tester`);
    await enterKey(page, demoKey);
    const preset = errorPresets.find(({ code }) => code === 'NO_VALID_CHANNELS_FOR_LEAD');
    await page.getByLabel('or provoke an error').selectOption(preset?.id ?? '');
    await send(page);
    const alert = page.getByRole('alert');
    await alert.getByText('NO_VALID_CHANNELS_FOR_LEAD').waitFor();
    expect(await alert.textContent()).toMatch(/HTTP 400.*What to do: Give the lead an email address.*req_/s);
  });

  test('every error preset provokes its error', async () => {
    const page = await open(`${offline.url}/tester`);
    // These two need another key, or another request before them.
    const byItself = errorPresets.filter(
      ({ code }) => code !== 'FORBIDDEN' && code !== 'IDEMPOTENCY_KEY_REUSED',
    );
    await enterKey(page, demoKey);
    for (const { id, code } of byItself) {
      await page.getByLabel('or provoke an error').selectOption(id);
      await send(page);
      await page.getByRole('alert').getByText(code, { exact: true }).waitFor();
      await page.getByRole('tab', { name: 'Request code' }).click();
    }
  });

  test('copies code for exactly the request of the form, with the key only when asked to', async () => {
    const page = await open(`${offline.url}/tester`, { permissions: ['clipboard-read', 'clipboard-write'] });
    const copied = async () => {
      await page.locator('.code-panel').getByRole('button', { name: 'Copy' }).click();
      await page.getByText('Copied').waitFor();
      return page.evaluate<string>('navigator.clipboard.readText()');
    };
    await enterKey(page, demoKey);
    await parameter(page, 'leadStage').fill('proposal');
    await page.getByRole('tab', { name: 'TypeScript client' }).click();
    const code = await copied();
    expect(code).toContain('leadStage: "proposal"');
    expect(code).toContain(documentedExample.siteId);
    expect(code).not.toContain(demoKey);
    await page.getByLabel('Put my key into the code').check();
    await page.getByRole('tab', { name: 'curl' }).click();
    expect(await copied()).toContain(`--header 'x-api-key: ${demoKey}'`);
  });

  test('fills the pickers from the data, and keeps broken JSON from being sent', async () => {
    const page = await open(`${offline.url}/tester`);
    expect(await page.getByLabel('Pick a stored siteId').count()).toBe(0);
    await enterKey(page, demoKey);
    await page.getByLabel('Pick a stored siteId').selectOption('Letterbox');
    await page.getByLabel('Pick a stored leadId').selectOption('Mia Novak, Novak Print');
    expect(await parameter(page, 'leadId').inputValue()).toBe('b0000000-0000-4000-8000-000000000004');
    await parameter(page, 'leadData').fill('{"name": }');
    await page.getByText('Line 1, column 10: value expected').waitFor();
    expect(await page.getByRole('button', { name: 'Send request' }).isDisabled()).toBe(true);
  });

  test('a link restores the form without the key, which is forgotten unless it is to be remembered', async () => {
    const page = await open(`${offline.url}/tester`, { permissions: ['clipboard-read', 'clipboard-write'] });
    const key = page.getByLabel('API key', { exact: false }).first();
    await enterKey(page, demoKey);
    await parameter(page, 'leadStage').fill('negociación');
    await page.getByRole('button', { name: 'Copy link to this form' }).click();
    await page.getByText('Copied').waitFor();
    const link = await page.evaluate<string>('navigator.clipboard.readText()');
    // The same page with another hash would not be loaded anew.
    await page.goto(`${offline.url}/follow-ups`);
    await page.goto(link);
    expect(await parameter(page, 'leadStage').inputValue()).toBe('negociación');
    expect(await key.inputValue()).toBe('');
    await enterKey(page, demoKey);
    await page.getByLabel('Remember on this device').check();
    await page.reload();
    expect(await key.inputValue()).toBe(demoKey);
    await page.getByLabel('Remember on this device').uncheck();
    await page.reload();
    expect(await key.inputValue()).toBe('');
  });
});
