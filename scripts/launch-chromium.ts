import { type Browser, chromium } from 'playwright-core';

/** Without its sandbox, which does not run as root: for pages of our own alone. */
export function launchChromium(executablePath: string): Promise<Browser> {
  return chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-dev-shm-usage'] });
}
