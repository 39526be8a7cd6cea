import { afterAll, afterEach, beforeAll, describe } from '@jest/globals';
import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core';
import { launchChromium } from '../../scripts/launch-chromium.ts';

/** Far more than a step takes: it is there for what never happens. */
const stepMs = 45_000;

export interface TestBrowser {
  /**
   * A page with a profile of its own. What it reports as an error, unless the test tolerates it, and what it asks of
   * another origin, fails the test.
   */
  open(url: string, options?: BrowserContextOptions & { tolerates?: RegExp }): Promise<Page>;
}

/** Defines tests that need a Chromium; they are skipped where this machine has none. */
export function describeInBrowser(title: string, define: (browser: TestBrowser) => void): void {
  const executablePath = process.env['LEAD_FOLLOWUP_TEST_CHROMIUM'];
  const describeBrowser = executablePath ? describe : describe.skip;
  describeBrowser(title, () => {
    let browser: Browser;
    let contexts: BrowserContext[] = [];
    let faults: string[] = [];

    beforeAll(async () => {
      browser = await launchChromium(executablePath ?? '');
    });
    afterEach(async () => {
      const seen = faults;
      await Promise.all(contexts.map((context) => context.close()));
      contexts = [];
      faults = [];
      if (seen.length > 0) throw new Error(`the page reported:\n${seen.join('\n')}`);
    });
    afterAll(() => browser.close());

    define({
      async open(url, { tolerates, ...options } = {}) {
        const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
        contexts.push(context);
        context.setDefaultTimeout(stepMs);
        const page = await context.newPage();
        page.on('pageerror', (error) => faults.push(String(error)));
        page.on('console', (message) => {
          // Chromium reports an answer of 4xx as an error; that the service refuses is no fault of the page.
          if (message.type() !== 'error' || message.text().startsWith('Failed to load resource')) return;
          if (!tolerates?.test(message.text())) faults.push(message.text());
        });
        const { origin } = new URL(url);
        page.on('request', (request) => {
          if (new URL(request.url()).origin === origin || tolerates?.test(request.url())) return;
          faults.push(`it asked for ${request.url()}`);
        });
        await page.goto(url);
        return page;
      },
    });
  });
}
