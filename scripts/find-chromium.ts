import { access, constants } from 'node:fs/promises';

const usualPlaces = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/** A Chromium of this machine: CHROMIUM_PATH, else where packages put it. Undefined when there is none. */
export async function findChromium(named: string | undefined): Promise<string | undefined> {
  for (const path of named ? [named] : usualPlaces) {
    try {
      await access(path, constants.X_OK);
      return path;
    } catch {
      // Not there: the next one.
    }
  }
  return undefined;
}
