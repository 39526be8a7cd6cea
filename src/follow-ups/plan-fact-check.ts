import { type FactCheck, stricter } from '../contract/claims.ts';
import type { DirectorySite } from '../directory/read-directory.ts';
import { type Config, factCheckOf, usesOfflineWriter } from '../platform/config.ts';

/** How the messages of a follow-up are checked. Without a model nobody can check them, whatever the site wants. */
export function planFactCheck(
  config: Config,
  { factCheck: wanted }: Pick<DirectorySite, 'factCheck'>,
): { factCheck: FactCheck; warnings: string[] } {
  const factCheck = stricter(factCheckOf(config), wanted);
  if (factCheck === 'off' || !usesOfflineWriter(config)) return { factCheck, warnings: [] };
  return {
    factCheck: 'off',
    warnings: [
      `the site asks for fact_check ${factCheck}, and there is no model that could check: nothing is checked`,
    ],
  };
}
