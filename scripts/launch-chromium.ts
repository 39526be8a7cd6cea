import { type Browser, chromium } from 'playwright-core';

/** Starts Chromium without its sandbox, which does not work as root. Only for our own pages. */
export function launchChromium(executablePath: string): Promise<Browser> {
  return chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-dev-shm-usage'] });
}
