import { access, constants } from 'node:fs/promises';

const usualPlaces = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/** A Chromium on this machine: CHROMIUM_PATH, or a usual location of packages. Undefined if there is none. */
export async function findChromium(named: string | undefined): Promise<string | undefined> {
  for (const path of named ? [named] : usualPlaces) {
    try {
      await access(path, constants.X_OK);
      return path;
    } catch {
      // Not installed here: try the next location.
    }
  }
  return undefined;
}
