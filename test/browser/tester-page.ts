import type { Page } from 'playwright-core';

/** Enters a key, as a person does. */
export async function enterKey(page: Page, key: string): Promise<void> {
  await page.getByLabel('API key', { exact: false }).first().fill(key);
}

/** Sends what the form holds. */
export async function send(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Send request' }).click();
}

/** The row of a phase, once it stands there with that status. */
export function phase(page: Page, name: string, status: string) {
  return page.locator(`[data-phase="${name}"].phase-${status}`);
}

/** How a message is shown. */
export function preview(page: Page, channel: string) {
  return page.locator(`[data-channel="${channel}"]`);
}

/** The field of a parameter. */
export function parameter(page: Page, name: string) {
  return page.locator(`[name="${name}"]`);
}
