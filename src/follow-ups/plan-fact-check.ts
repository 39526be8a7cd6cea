import { type FactCheck, stricter } from '../contract/claims.ts';
import type { DirectorySite } from '../directory/read-directory.ts';
import { type Config, factCheckOf, usesOfflineWriter } from '../platform/config.ts';

/** The fact check of a follow-up: the stricter of setting and site. Off without a model, with a warning. */
export function planFactCheck(
  config: Config,
  { factCheck: wanted }: Pick<DirectorySite, 'factCheck'>,
): { factCheck: FactCheck; warnings: string[] } {
  const factCheck = stricter(factCheckOf(config), wanted);
  if (factCheck === 'off' || !usesOfflineWriter(config)) return { factCheck, warnings: [] };
  return {
    factCheck: 'off',
    warnings: [
      `fact_check is ${factCheck}, but the offline writer cannot check facts: the messages are not checked`,
    ],
  };
}
