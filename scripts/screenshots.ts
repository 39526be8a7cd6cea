import { chmod, mkdir, mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { demoKey } from '../prisma/demo-data.ts';
import { startAllInOne } from './all-in-one.ts';
import { findChromium } from './find-chromium.ts';
import { launchChromium } from './launch-chromium.ts';

// Writes docs/screenshots/*.png: the pages with the demo data and the offline writer, in the light and the dark theme.

const folder = 'docs/screenshots';
const themes = ['light', 'dark'] as const;

const executablePath = await findChromium(process.env['CHROMIUM_PATH']);
if (!executablePath) {
  console.error(
    'There is no Chromium: install one (Debian: apt-get install chromium), or set CHROMIUM_PATH.',
  );
  process.exit(1);
}
const dataDir = await mkdtemp(join(tmpdir(), 'lead-followup-screenshots-'));
// If root runs this script, PostgreSQL runs as another user, who needs access to the folder.
await chmod(dataDir, 0o755);
const running = await startAllInOne({
  DATA_DIR: dataDir,
  PORT: '0',
  LOG_LEVEL: 'silent',
  ...(process.env['PATH'] ? { PATH: process.env['PATH'] } : {}),
});
const browser = await launchChromium(executablePath);
try {
  await mkdir(folder, { recursive: true });
  for (const colorScheme of themes) {
    const context = await browser.newContext({ colorScheme, viewport: { width: 1440, height: 1000 } });
    await takeAll(await context.newPage(), colorScheme);
    await context.close();
  }
} finally {
  await browser.close();
  await running.close();
  await rm(dataDir, { recursive: true, force: true });
}

async function takeAll(page: Page, theme: string): Promise<void> {
  const take = async (name: string) => {
    const path = join(folder, `${name}-${theme}.png`);
    await page.screenshot({ path, animations: 'disabled' });
    console.log(`${path}  ${Math.round((await stat(path)).size / 1024)} KB`);
  };
  await page.goto(`${running.url}/tester`);
  await page.getByLabel('API key').first().fill(demoKey);
  await page.getByLabel('Pick a stored leadId').waitFor();
  await page.getByRole('button', { name: 'Send request' }).click();
  await page.locator('.preview-web').waitFor();
  await take('tester');
  await page.locator('.live-link a').click();
  await page.getByRole('article', { name: 'Copywriter' }).getByRole('row').nth(1).waitFor();
  await take('follow-up');
  await page.getByRole('link', { name: '← Follow-ups' }).click();
  await page.getByRole('link', { name: 'Jane Smith' }).first().waitFor();
  await take('follow-ups');
}
