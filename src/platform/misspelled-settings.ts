import { distance } from 'fastest-levenshtein';
import { settingNames } from './config.ts';

/** Shorter names, such as HOST and PORT, are too close to variables of other programs. */
const shortest = 7;
const mostEdits = 2;

/**
 * Finds environment variables that are not settings but resemble one: a letter or two differ, or the end is missing,
 * as in SHUTDOWN_GRACE. They would be ignored without notice.
 * @returns a warning for each
 */
export function findMisspelledSettings(environment: Readonly<Record<string, string | undefined>>): string[] {
  return Object.keys(environment).flatMap((name) => {
    if (settingNames.includes(name) || !/^[A-Z][A-Z0-9_]*$/.test(name)) return [];
    const meant = settingNames.find((setting) => isMisspelled(name, setting));
    return meant ? [`${name} is not a setting and is ignored: did you mean ${meant}?`] : [];
  });
}

function isMisspelled(name: string, setting: string): boolean {
  if (setting.length < shortest || name.length < shortest) return false;
  return distance(name, setting) <= mostEdits || setting.startsWith(`${name}_`);
}
